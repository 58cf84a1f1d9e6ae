using Forecasting.Jobs.Demo;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Demo;

/// <summary>The files tell one story: recomputed here from the files alone, without the code that wrote them.</summary>
[TestFixture]
public sealed class DemoTradeTests
{
    private static readonly DateOnly AsOf = DemoCompany.DefaultAsOf;

    private TemporaryFolder folder = null!;
    private DemoTables.Row[] sales = null!;
    private DemoTables.Row[] counts = null!;
    private DemoTables.Row[] receipts = null!;
    private DemoTables.Row[] openOrders = null!;
    private DemoTables.Row[] today = null!;

    [OneTimeSetUp]
    public void WriteOnce()
    {
        folder = new TemporaryFolder();
        DemoCompany.Write(folder.Path);
        var tables = new DemoTables(folder.Path);
        sales = [.. tables.Good("sales-*.csv", "date", "quantity")];
        counts = [.. tables.Good("stock-*.csv", "date", "on_hand")];
        receipts = [.. tables.Good("receipts.csv", "received_at", "quantity")];
        openOrders = [.. tables.Good("open_orders.csv", "due_date", "quantity")];
        today = [.. tables.Good("stock.csv", "date", "on_hand")];
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Stock_EveryShelfEveryDay_IsYesterdayPlusInMinusOut()
    {
        var net = DemoTables.Sum(sales, row => (row.Key, row.Day()));
        var arrived = DemoTables.Sum(receipts, row => (row.Key, row.Day("received_at")));
        var shipped = DemoTables.Sum(
            receipts.Concat(openOrders).Where(row => row["order_id"].StartsWith("TR-", StringComparison.Ordinal)),
            row => (("PORTO", row["sku"]), row.Day("ordered_at")));

        // One product is counted in dozens of late: its shelves cannot add up, and the gate says so.
        var inDozens = File.ReadLines(folder["items.csv"]).Select(line => line.Split(',')).Single(row => row[1] == "Tape measure 3 m")[0];
        var broken = new List<string>();
        var checkedDays = 0;
        foreach (var shelf in counts.Where(row => row["sku"] != inDozens || row.Day() < AsOf.AddDays(-21)).GroupBy(row => row.Key))
        {
            var days = shelf.OrderBy(row => row.Day()).ToArray();
            foreach (var (yesterday, count) in days.Zip(days.Skip(1)))
            {
                var key = (shelf.Key, count.Day());
                var expected = yesterday.Units("on_hand") + arrived.GetValueOrDefault(key) - net.GetValueOrDefault(key) - shipped.GetValueOrDefault(key);
                if (count.Units("on_hand") != expected || count.Day() != yesterday.Day().AddDays(1))
                    broken.Add($"{key}: {expected} expected, {count.Units("on_hand")} counted");
                checkedDays++;
            }
        }

        Assert.That(broken, Is.Empty);
        Assert.That(checkedDays, Is.GreaterThan(400_000));
    }

    [Test]
    public void Sales_OfOneProduct_AreCountedInDozensOfLate()
    {
        var inDozens = File.ReadLines(folder["items.csv"]).Select(line => line.Split(',')).Single(row => row[1] == "Tape measure 3 m")[0];
        var units = sales.Where(row => row["sku"] == inDozens && row.Units() > 0).ToLookup(row => row.Day() >= AsOf.AddDays(-21), row => row.Units());
        Assert.That(units[true].Count(), Is.GreaterThan(20));
        Assert.That(units[true].Select(u => u % 12), Is.All.Zero);
        Assert.That(units[true].Average(), Is.InRange(8 * units[false].Average(), 16 * units[false].Average()));
    }

    [Test]
    public void Stock_IsNeverNegative() => Assert.That(counts.Min(row => row.Units("on_hand")), Is.Zero);

    [Test]
    public void Stock_OfTheMorning_IsTheLastCount()
    {
        var lastCounts = counts.Where(row => row.Day() == AsOf.AddDays(-1)).ToDictionary(row => row.Key, row => row.Units("on_hand"));
        Assert.That(lastCounts, Has.Count.GreaterThan(500));
        foreach (var row in today.Where(row => lastCounts.ContainsKey(row.Key)))
            Assert.That(row.Units("on_hand"), Is.EqualTo(lastCounts[row.Key]), row.Key.ToString());
    }

    [Test]
    public void Sales_LieInTheHistory()
    {
        Assert.That(sales.Min(row => row.Day()), Is.EqualTo(AsOf.AddDays(-7 * DemoCompany.Weeks)));
        Assert.That(sales.Max(row => row.Day()), Is.EqualTo(AsOf.AddDays(-1)));
        Assert.That(sales.Select(row => row["location"]).Distinct(), Is.EquivalentTo(new[] { "LYON", "TURIN", "PORTO" }));
    }

    [Test]
    public void Sales_HaveReturns()
    {
        var share = -sales.Where(row => row.Units() < 0).Sum(row => row.Units()) / sales.Where(row => row.Units() > 0).Sum(row => row.Units());
        Assert.That(share, Is.InRange(0.002m, 0.05m));
    }

    [Test]
    public void Sales_OfTheGarden_PeakInSpring_AndOfHeatersInWinter()
    {
        decimal Share(string block, params int[] months)
        {
            var rows = sales.Where(row => row["sku"].StartsWith(block, StringComparison.Ordinal)).ToArray();
            return rows.Where(row => months.Contains(row.Day().Month)).Sum(row => row.Units()) / rows.Sum(row => row.Units());
        }

        // A quarter of the year would hold 0.25 of an even demand.
        Assert.That(Share("005", 4, 5, 6), Is.GreaterThan(0.4m));
        Assert.That(Share("007", 11, 12, 1), Is.GreaterThan(0.4m));
    }

    [Test]
    public void Sales_OfSpareParts_AreSeldom()
    {
        var days = sales.Where(row => row["sku"].StartsWith("011", StringComparison.Ordinal)).GroupBy(row => row.Key).Select(group => group.Count());
        Assert.That(days.Max(), Is.LessThan(7 * DemoCompany.Weeks / 4));
    }

    [Test]
    public void Sales_OnPromotion_AreMarkedAndHigher()
    {
        var paint = sales.Where(row => row["sku"].StartsWith("001", StringComparison.Ordinal) && row.Day().Month == 3).ToArray();
        var promoted = paint.Where(row => row["promotion"] == "1" && row.Day().Day is >= 16 and <= 29).Sum(row => row.Units()) / 14;
        var normal = paint.Where(row => row.Day().Day < 16).Sum(row => row.Units()) / 15;
        Assert.That(promoted, Is.GreaterThan(1.3m * normal));
    }

    [Test]
    public void Monday_HasEmptyShelvesExcessAndLateOrders()
    {
        var emptyShare = counts.Count(row => row.Units("on_hand") == 0) / (double)counts.Length;
        Assert.That(emptyShare, Is.InRange(0.03, 0.12));
        Assert.That(today.Count(row => row.Units("on_hand") == 0), Is.InRange(20, 90));
        Assert.That(today.Count(row => row.Units("backordered") > 0), Is.GreaterThan(3));
        Assert.That(openOrders.Count(row => row.Day("due_date") < AsOf), Is.InRange(10, openOrders.Length / 2));

        var sold = DemoTables.Sum(sales.Where(row => row.Day() >= AsOf.AddDays(-56)), row => row.Key);
        Assert.That(today.Count(row => row.Units("on_hand") > 3 * Math.Max(0, sold.GetValueOrDefault(row.Key))), Is.GreaterThan(30), "more than 24 weeks of cover");
    }

    [Test]
    public void Receipts_ComeLateMoreOftenThanEarly()
    {
        var late = receipts.Count(row => row.Day("received_at") > row.Day("promised_at"));
        var early = receipts.Count(row => row.Day("received_at") < row.Day("promised_at"));
        Assert.That(late, Is.GreaterThan(early));
        Assert.That(late, Is.LessThan(receipts.Length / 2));
    }
}
