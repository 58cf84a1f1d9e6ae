using Forecasting.Reports.Spreadsheet;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Spreadsheet;

public sealed class CellContentTests
{
    [TestCase(1900, 3, 1, "61")]
    [TestCase(2024, 4, 15, "45397")]
    public void Date_CountedDay_IsItsSerialNumber(int year, int month, int day, string serial) =>
        Assert.That(CellContent.Date(new DateOnly(year, month, day)), Is.EqualTo(new CellContent.Figure(serial)));

    [Test]
    public void Date_BeforeSpreadsheetsCountRight_IsText() =>
        Assert.That(CellContent.Date(new DateOnly(1900, 2, 28)), Is.EqualTo(new CellContent.Words("1900-02-28")));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Number_NotFinite_IsBlank(double number) =>
        Assert.That(CellContent.Number(number), Is.EqualTo(CellContent.Blank));

    [Test]
    public void Number_Decimal_IsExactWithoutTrailingZeros() =>
        Assert.That(CellContent.Number(12.3400m), Is.EqualTo(new CellContent.Figure("12.34")));
}
