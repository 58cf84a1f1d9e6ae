using Forecasting.Storage.Files.Spreadsheets;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files.Spreadsheets;

public class CellFormatTest
{
    [TestCase("dd/mm/yyyy")]
    [TestCase("[$-407]d. mmmm yyyy;@")]
    [TestCase("yyyy\\-mm\\-dd")]
    [TestCase("h:mm AM/PM")]
    [TestCase("[Red]dd.mm.yy")]
    public void Of_DateFormat_IsDate(string code) => Assert.That(CellFormat.Of(code), Is.EqualTo(new CellFormat(true, 0)));

    [TestCase("General")]
    [TestCase("0")]
    [TestCase("#,##0.00")]
    [TestCase("0.00E+00")]
    [TestCase("0 \"days\"")]
    [TestCase("[h]:mm")]
    [TestCase("0%")]
    [TestCase("#,##0\\ \"Stück\";[Red]-#,##0")]
    [TestCase("\"open")]
    [TestCase("[open")]
    [TestCase("\\")]
    [TestCase("")]
    public void Of_OtherFormat_IsNumber(string code) => Assert.That(CellFormat.Of(code), Is.EqualTo(default(CellFormat)));

    [TestCase("00000", 5)]
    [TestCase("00", 2)]
    public void Of_ZerosAlone_PadCodes(string code, int digits) => Assert.That(CellFormat.Of(code), Is.EqualTo(new CellFormat(false, digits)));
}
