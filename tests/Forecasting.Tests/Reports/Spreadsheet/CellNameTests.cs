using Forecasting.Reports.Spreadsheet;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Spreadsheet;

public sealed class CellNameTests
{
    [TestCase(1, "A")]
    [TestCase(26, "Z")]
    [TestCase(27, "AA")]
    [TestCase(52, "AZ")]
    [TestCase(702, "ZZ")]
    [TestCase(703, "AAA")]
    [TestCase(16384, "XFD")]
    public void Of_Column_IsNamedAsSpreadsheetsDo(int column, string name)
    {
        Assert.That(CellName.Of(7, column), Is.EqualTo(name + "7"));
        Assert.That(CellName.ColumnOf(name + "7"), Is.EqualTo(column));
    }

    [Test]
    public void Absolute_Range_NamesTheSheet() =>
        Assert.That(CellName.Absolute("Data quality", 2, 1, 9, 28), Is.EqualTo("'Data quality'!$A$2:$AB$9"));
}
