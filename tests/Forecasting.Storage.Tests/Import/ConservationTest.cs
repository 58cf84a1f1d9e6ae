using Forecasting.History;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Import;

/// <summary>Rows and units in = loaded + set aside + repeated, on whatever a file holds.</summary>
[OnEveryStore]
public class ConservationTest(StoreKind store)
{
    [Test]
    public void Import_EveryKindOfRow_ConservesRowsAndUnits()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", "date,sku,quantity\n2024-01-01,A,1.5\n2024-01-01,A,1.5\nx,A,2\n2024-01-02,A,many\n2024-01-02,,-4\n2024-01-03,B,1,9\n2024-01-04,B,1e2\n"),
            ("sales-2.csv", "date,sku,quantity\n2024-01-01,A,1.5\n2024-01-02,B,-0.000000001\n"));
        var reports = directory.Import().Reports;
        Assert.That(Law(reports[0]), Is.EqualTo((7L, 2L, 4L, 1L, 101.0m, 101.5m, -2m, 1.5m)));
        Assert.That(Law(reports[1]), Is.EqualTo((2L, 1L, 0L, 1L, 1.499999999m, -0.000000001m, 0m, 1.5m)));
        Assert.That(reports.Select(r => r.IsConserved), Is.All.True);
    }

    [Test]
    public void Import_SmallTableWithQuantity_ConservesUnits()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n"),
            ("open_orders.csv", "order_id,sku,quantity,due_date\nP,A,5,2024-01-01\nP,A,5,2024-01-01\nQ,A,-1,2024-01-01\nR,A,2,soon\n"));
        Assert.That(Law(directory.Import().Reports.Single(r => r.Feed == "open_orders")), Is.EqualTo((4L, 1L, 2L, 1L, 11m, 5m, 1m, 5m)));
    }

    [Test]
    public void Import_SameBytesAgain_ReportsTheSameUnits()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n2024-01-01,A,1.25\n2024-01-01,A,1.25\nx,A,2\n"));
        var first = directory.Import().Reports.Single();
        var second = directory.Import().Reports.Single();
        Assert.That(second with { Notes = [] }, Is.EqualTo(first with { Notes = [] }));
        Assert.That((second.QuantityRead, second.QuantityLoaded), Is.EqualTo((4.5m, 1.25m)));
    }

    [Test]
    public void Import_Stock_CountsUnitsOnHandAndAvailabilityCountsNone()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n"),
            ("stock.csv", "date,sku,on_hand\n2024-01-01,A,7\n2024-01-01,A,7\n2024-01-01,A,2\n"),
            ("availability.csv", "date,sku,in_stock\n2024-01-01,A,0.5\n2024-01-02,A,yes\n2024-01-03,A,0.5\n"));
        var reports = directory.Import().Reports;
        Assert.That(Law(reports.Single(r => r.Feed == "stock")), Is.EqualTo((3L, 2L, 0L, 1L, 16m, 9m, 0m, 7m)));
        Assert.That(Law(reports.Single(r => r.Feed == "availability")), Is.EqualTo((3L, 3L, 0L, 0L, 0m, 0m, 0m, 0m)));
    }

    /// <summary>Whatever form a field has: what goes straight from bytes to the table is what the reader of text reads.</summary>
    [Test]
    public void Import_FieldsInAnyForm_AreWhatTheReaderOfTextReads()
    {
        string[] dates = ["2024-01-31", "2024-02-30", "31.01.2024", "20240131", "2024-01-31T10:00:00", "1899-12-31", "2199-12-31", "2200-01-01", "9999-12-31", ""];
        string[] quantities =
        [
            "1", "-1", "+1", "1-", "1.5", ".5", "5.", "-0", "007", "1,5", "1.0000000005", "0.0000000015", "123456789.987654321", "1234567890", "1e3", " 2 ", "-",
            "--1", "1 000", "999999999999", "1000000000001", "", "NaN", "1.5.5",
        ];
        string[] prices = ["", "9.99", "-1", "x"];
        string[] flags = ["", "0", "1", "yes", "maybe", "01"];
        string[] skus = ["A", "A ", "É", "\"A\"", "\"say \"\"hi\"\"\"", ""];
        var random = new Random(11);
        var text = "date,sku,location,quantity,unit_price,promotion\n" + string.Concat(Enumerable.Range(0, 6_000).Select(i =>
            $"{Pick(dates)},{Pick(skus)},{(i % 3 == 0 ? "" : "L" + i % 3)},{Pick(quantities)},{Pick(prices)},{Pick(flags)}\n"));
        using var directory = new DataDirectory(store, ("sales.csv", text));
        var (lines, outcome) = Sales.Read(directory);
        var imported = directory.Import();
        Assert.That(imported.Reports.Single() with { Notes = [] }, Is.EqualTo(outcome.Reports.Single() with { Notes = [] }));
        Assert.That(imported.Quarantine, Is.EqualTo(outcome.Findings.OrderBy(f => f.Line).ThenBy(f => f.Column, StringComparer.Ordinal)));
        Assert.That(lines, Has.Count.GreaterThan(100));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(HistoryRows.Sales(database, imported.History.Sales), Is.EqualTo(lines));

        string Pick(string[] values) => values[random.Next(values.Length)];
    }

    private static (long, long, long, long, decimal, decimal, decimal, decimal) Law(ImportReport r) =>
        (r.RowsRead, r.RowsLoaded, r.RowsQuarantined, r.RowsDuplicate, r.QuantityRead, r.QuantityLoaded, r.QuantityQuarantined, r.QuantityDuplicate);
}
