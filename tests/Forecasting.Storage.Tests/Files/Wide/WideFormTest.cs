using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Tests.Files.Spreadsheets;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files.Wide;

public class WideFormTest
{
    private static readonly InputSettings Days = new()
    {
        Sales = new FeedSettings { PeriodStart = new DateOnly(2011, 1, 29), PeriodBucket = BucketUnit.Day },
    };

    [Test]
    public void Read_NumberedDaysOfM5_BecomeDates()
    {
        const string Text = "id,item_id,dept_id,cat_id,store_id,state_id,d_1,d_2,d_3\nH_1_CA_1_v,H_1,H,HOBBIES,CA_1,CA,0,3,1\n";
        var (lines, outcome) = Sales.Read(Text, Days);
        Assert.That(lines.Select(l => (l.Date, l.Key.Sku.Code, l.Key.Location.Code, l.Quantity)), Is.EqualTo(new[]
        {
            (new DateOnly(2011, 1, 29), "H_1", "CA_1", 0m), (new DateOnly(2011, 1, 30), "H_1", "CA_1", 3m), (new DateOnly(2011, 1, 31), "H_1", "CA_1", 1m),
        }));
        Assert.That(outcome.Reports.Single().Notes[0], Is.EqualTo(
            "The table has a column for each period (\"d_1\" to \"d_3\"): each of its 3 filled cells was read as a row; 0 empty cells are unknown and no rows."));
    }

    [Test]
    public void Read_NumberedDaysWithoutAStart_AreRefusedWithTheSettingsToSet()
    {
        var report = Sales.Read("item_id,store_id,d_1,d_2,d_3\nA,N,0,3,1\n").Outcome.Reports.Single();
        Assert.That(report.RejectedReason, Is.EqualTo(
            "The columns \"d_1\" to \"d_3\" number their periods, and nothing says when the first one begins: set input.sales.periodStart and input.sales.periodBucket."));
    }

    [TestCase("2026-01,2026-02,2026-03", "2026-01-01", "2026-03-01")]
    [TestCase("2026-01-05,2026-01-12,2026-01-19", "2026-01-05", "2026-01-19")]
    [TestCase("05.01.2026,12.01.2026,19.01.2026", "2026-01-05", "2026-01-19")]
    [TestCase("05/01/2026,12/01/2026,19/01/2026", "2026-01-05", "2026-01-19")]
    [TestCase("1/5/2026,1/12/2026,1/19/2026", "2026-01-05", "2026-01-19")]
    [TestCase("2026-W02,2026-W03,2026-W04", "2026-01-05", "2026-01-19")]
    [TestCase("2026W02,2026W03,2026W04", "2026-01-05", "2026-01-19")]
    [TestCase("20260105,20260112,20260119", "2026-01-05", "2026-01-19")]
    public void Read_HeadersThatAreDates_BecomeDates(string headers, string first, string last)
    {
        var lines = Sales.Read($"Store,Product,{headers}\nN,A,1,2,3\n").Lines;
        Assert.That((lines[0].Date, lines[^1].Date), Is.EqualTo((DateOnly.ParseExact(first, "yyyy-MM-dd"), DateOnly.ParseExact(last, "yyyy-MM-dd"))));
        Assert.That(lines.Select(l => l.Quantity), Is.EqualTo(new[] { 1m, 2m, 3m }));
    }

    [Test]
    public void Import_EveryFilledCell_CountsOnce()
    {
        using var directory = new DataDirectory(("sales.csv", "sku,2026-01,2026-02,2026-03\nA,1,,x\nB,2,3,\nB,2,3,4\nC,1,2\n"));
        var imported = directory.Import();
        var report = imported.Reports.Single();
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo((8L, 4L, 2L, 2L)));
        Assert.That(report.Notes[0], Is.EqualTo(
            "The table has a column for each period (\"2026-01\" to \"2026-03\"): each of its 7 filled cells was read as a row; 2 empty cells are unknown and no rows."));
        Assert.That(imported.Quarantine.Select(f => (f.Line, f.Column, f.Message, f.OriginalLine)), Is.EqualTo(new[]
        {
            (2L, "quantity", "sales.csv line 2, period \"2026-03\", column \"quantity\": \"x\" is not a number (expected e.g. 12; the file's decimal mark is not known, "
                + "see input.sales.decimalMark). SKU A. The row was set aside.", "A,2026-03,x"),
            (5L, "", "sales.csv line 5: the row has 3 fields and the header 4. The row was set aside.", "C,1,2"),
        }));
    }

    [Test]
    public void Import_CellGivenByTwoFiles_IsARepetition()
    {
        using var directory = new DataDirectory(("sales-1.csv", "sku,2026-01,2026-02,2026-03\nA,1,2,3\n"), ("sales-2.csv", "sku,2026-02,2026-03,2026-04\nA,2,9,4\n"));
        Assert.That(directory.Import().Reports.Select(r => (r.RowsLoaded, r.RowsDuplicate)), Is.EqualTo(new[] { (3L, 0L), (2L, 1L) }));
    }

    [Test]
    public void Import_StockByDay_IsReadToo()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("stock.csv", "sku,location,2026-01-05,2026-01-06,2026-01-07\nA,N,5,4,3\n"));
        Assert.That(directory.Import().Reports.Single(r => r.Feed == "stock").RowsLoaded, Is.EqualTo(3));
    }

    [Test]
    public void Read_DateColumnsThatAreFew_AreNoPeriods() =>
        Assert.That(Sales.Read("sku,2026-01,2026-02\nA,1,2\n").Outcome.Reports.Single().RejectedReason, Is.EqualTo(
            "The header has no column \"date\", \"quantity\". Columns found: \"sku\", \"2026-01\", \"2026-02\". Rename a column, or say which one it is in input.sales.columns."));

    [Test]
    public void Read_LongTableWithPeriodColumns_StaysLong() =>
        Assert.That(Sales.Read("date,sku,quantity,2026-01,2026-02,2026-03\n2026-01-01,A,1,7,8,9\n").Lines.Single().Quantity, Is.EqualTo(1));

    [Test]
    public void Read_WorkbookWithDatesAsHeaders_IsWide()
    {
        var rows = "<row r=\"1\">" + TestWorkbook.Text("A1", "Artikel") + "<c r=\"B1\" s=\"1\"><v>46027</v></c><c r=\"C1\" s=\"1\"><v>46034</v></c><c r=\"D1\" s=\"1\"><v>46041</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" s=\"2\"><v>7</v></c><c r=\"B2\"><v>1.234</v></c><c r=\"D2\" t=\"e\"><v>#N/A</v></c></row>";
        using var directory = new DataDirectory();
        directory.Write("sales.xlsx", TestWorkbook.Of(("S", rows)));
        var (lines, outcome) = Sales.Read(directory);
        Assert.That(lines.Select(l => (l.Date, l.Key.Sku.Code, l.Quantity)), Is.EqualTo(new[] { (new DateOnly(2026, 1, 5), "00007", 1.234m) }));
        Assert.That(outcome.Findings.Single().Message, Is.EqualTo(
            "sales.xlsx row 2, period \"2026-01-19\", column \"quantity\": the cell shows the error #N/A (mend its formula, or paste values). SKU 00007. The row was set aside."));
    }
}
