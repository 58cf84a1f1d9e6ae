using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Archive;

/// <summary>From a product back to the rows of the files, read by the rules of the import.</summary>
public class RowTraceTest
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);

    [Test]
    public void Read_Sales_GivesTheKnownRowsNewestFirstWithFileAndLine()
    {
        using var directory = new DataDirectory(
            ("sales-1.csv", "date,sku,location,quantity\n2026-02-01,A,N,5\n2026-02-02,AB,N,7\n2026-02-03,A,S,2\n"),
            ("sales-2.csv", "date,sku,location,quantity\n2026-02-28,A,N,3\n2026-02-28,A,N,3\n2026-03-01,A,N,x\n2026-03-02,A,N,9\n"));
        var sales = Trace(directory, "A", null).Single();
        Assert.That(
            sales.Rows.Select(r => (r.File, r.Line, r.Text, r.Units)),
            Is.EqualTo(new[]
            {
                ("sales-2.csv", 2L, "2026-02-28,A,N,3", 3m), ("sales-1.csv", 4L, "2026-02-03,A,S,2", 2m), ("sales-1.csv", 2L, "2026-02-01,A,N,5", 5m),
            }));
        Assert.That((sales.Units, sales.Repeated, sales.SetAside, sales.Unknown), Is.EqualTo((10m, 1, 1, 1)));
    }

    [Test]
    public void Read_OnePlace_LeavesTheOthersOut()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,location,quantity\n2026-02-01,A,N,5\n2026-02-03,A,S,2\n"));
        Assert.That(Trace(directory, "A", "S").Single().Rows.Select(r => r.Line), Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public void Read_Stock_GivesTheNewestKnownCountOfEachPlace()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,location,quantity\n2026-02-01,A,N,5\n"),
            ("stock.csv", "date,sku,location,on_hand\n2026-03-02,A,N,4\n2026-03-02,A,N,6\n2026-03-01,A,N,9\n2026-02-20,A,S,1\n2026-03-03,A,S,8\n"));
        var stock = Trace(directory, "A", null).Single(t => t.Feed == Feed.Stock);
        Assert.That(stock.Rows.Select(r => r.Line), Is.EqualTo(new[] { 2L, 3L, 5L }));
        Assert.That((stock.Units, stock.Unknown), Is.EqualTo((11m, 2)));
    }

    [Test]
    public void Read_MasterData_GivesTheRowThatCounts()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,location,quantity\n2026-02-01,A,N,5\n"),
            ("items-1.csv", "sku,name,supplier\nA,Old name,S1\nB,Other,S1\n"),
            ("items-2.csv", "sku,name,supplier\nA,New name,S1\nA,Third name,S1\n"),
            ("suppliers.csv", "supplier,name\nS1,One\nS2,Two\n"));
        var traces = Trace(directory, "A", null);
        var items = traces.Single(t => t.Feed == Feed.Items);
        Assert.That(items.Rows.Select(r => (r.File, r.Line, r.Text)), Is.EqualTo(new[] { ("items-2.csv", 2L, "A,New name,S1") }));
        Assert.That(items.SetAside, Is.EqualTo(1));
        Assert.That(traces.Single(t => t.Feed == Feed.Suppliers).Rows.Select(r => r.Text), Is.EqualTo(new[] { "S1,One" }));
    }

    [Test]
    public void Read_PersonalData_IsMasked()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date;sku;location;quantity;order_id;customer_name;remark\n2026-02-01;A;N;5;PO-4711;Jane Doe;call jane.doe@example.com\n"),
            ("items.csv", "sku,name\nA,Lamp of jane.doe@example.com\n"));
        var traces = Trace(directory, "A", null);
        Assert.That(traces.Single(t => t.Feed == Feed.Sales).Rows.Single().Text, Is.EqualTo("2026-02-01;A;N;5;***;***;***"));
        Assert.That(traces.Single(t => t.Feed == Feed.Items).Rows.Single().Text, Does.StartWith("A,Lamp of ").And.Not.Contain("jane"));
    }

    [Test]
    public void Read_SalesStampedWithAZone_FallOnTheDayOfTheirPlace()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,location,quantity\n2026-03-01T23:30:00Z,A,N,5\n2026-03-01T23:30:00Z,A,T,5\n"),
            ("locations.csv", "location,time_zone\nN,UTC\nT,Asia/Tokyo\n"));
        var sales = Trace(directory, "A", null).Single(t => t.Feed == Feed.Sales);
        Assert.That(sales.Rows.Select(r => (r.Line, r.Day)), Is.EqualTo(new[] { (2L, (DateOnly?)new DateOnly(2026, 3, 1)) }));
        Assert.That(sales.Unknown, Is.EqualTo(1), "in Tokyo it is the morning of the plan already");
    }

    private static ImmutableArray<FeedTrace> Trace(DataDirectory directory, string sku, string? location)
    {
        var question = new TraceQuestion(new Sku(sku), location is null ? null : new Location(location), ["S1"], AsOf);
        return new RowTrace(directory.Scan().Files, new InputSettings(), null, [], question).Read(CancellationToken.None);
    }
}
