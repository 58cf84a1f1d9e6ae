using System.Globalization;
using System.Text;
using Forecasting.Catalog;
using Forecasting.Storage.Files;
using Forecasting.Storage.Gate;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Gate;

[OnEveryStore]
public class GateHistoryTest(StoreKind store)
{
    private static readonly DateOnly AsOf = new(2024, 3, 4);
    private static readonly SkuLocation A = new(new Sku("A"), new Location("L"));

    [Test]
    public void ReadRhythms_EveryDatedFeed_HasItsDaysUpToThePlan()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,location,quantity\n2024-03-01,A,L,1\n2024-03-01,B,L,1\n2024-03-04,A,L,1\n2024-03-05,A,L,1\n"),
            ("stock.csv", "date,sku,location,on_hand\n2024-03-04,A,L,1\n"));
        var rhythms = Read(directory, history => history.ReadRhythms());
        Assert.That(rhythms.Select(r => (r.Feed, Days: string.Join(' ', r.Days.Select(d => $"{d:dd}:{r.RowsOf(d)}")), r.RowsAfter)), Is.EqualTo(new[]
        {
            ("sales", "01:2", 2L), ("stock", "04:1", 0L),
        }));
    }

    [Test]
    public void ReadPlacesAndSizes_ComparedPeriods_AreCounted()
    {
        var sales = new StringBuilder("date,sku,location,quantity\n");
        for (var day = AsOf.AddDays(-70); day < AsOf; day = day.AddDays(1))
            sales.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},A,L,{(day.Day % 2 == 0 ? "5" : "0.5")}\n{day:yyyy-MM-dd},B,M,-1\n");
        using var directory = new DataDirectory(store, ("sales.csv", sales.ToString()));
        var (places, sizes) = Read(directory, history =>
        {
            var rhythms = history.ReadRhythms();
            return (history.ReadPlaces(rhythms), history.ReadSalesSizes(rhythms));
        });
        Assert.That(places["sales"].Keys.Order().Select(l => l.Code), Is.EqualTo(new[] { "L", "M" }));
        Assert.That(places["sales"][new Location("L")], Has.Count.EqualTo(63), "nine weeks");
        Assert.That(sizes.Where(b => b.Day == AsOf.AddDays(-1)), Is.EqualTo(new[] { new QuantityBin(AsOf.AddDays(-1), -2, 1, 0), new QuantityBin(AsOf.AddDays(-1), 0, 1, 1) }));
        Assert.That(sizes.Where(b => b.Day == AsOf.AddDays(-2)).Select(b => b.Bin), Is.EqualTo(new[] { -2, 3 }), "4 to 7");
    }

    [Test]
    public void ReadStockCounts_RowsOfADay_AddUpOldestFirst()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,location,quantity\n2024-03-01,A,L,1\n"),
            ("stock.csv", "date,sku,location,on_hand\n2024-03-04,A,L,1\n2024-03-04,A,L,2.5\n2024-02-26,A,L,7\n2024-03-05,A,L,9\n"));
        Assert.That(Read(directory, history => history.ReadStockCounts())[A], Is.EqualTo(new[]
        {
            new StockCount(new DateOnly(2024, 2, 26), 7), new StockCount(new DateOnly(2024, 3, 4), 3.5),
        }));
    }

    [Test]
    public void ReadPricesAndRowSizes_OfSales_AreThoseBeforeThePlan()
    {
        using var directory = new DataDirectory(store, ("sales.csv",
            "date,sku,location,quantity,unit_price,promotion\n2023-12-01,A,L,1,2,\n2023-12-02,A,L,2,3,\n2024-03-01,A,L,24,300,\n2024-03-02,A,L,-2,7,\n2024-03-03,A,L,90,4,true\n2024-03-04,A,L,1000,9,\n"));
        var (prices, rows) = Read(directory, history => (history.ReadPricesSeen(), history.ReadRowSizes()));
        var seen = prices[new Sku("A")];
        Assert.That(seen with { BeforeHigh = Math.Round(seen.BeforeHigh, 9) }, Is.EqualTo(new PricesSeen(152, 2, 2.5, 2, 2.05, 2.95)));
        Assert.That(rows[A], Is.EqualTo(new RowSizes(24, new DateOnly(2024, 3, 1), 2, 2, 3)));
    }

    [Test]
    public void ReadUnreadDays_RowsSetAsideForTheirQuantity_AreCountedByDay()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,location,quantity\n2024-03-01,A,L,x\n2024-03-01,A,L,2\n2024-03-02,A,L,y\n2024-03-03,A,L,1\n2024-03-03,B,L,1\n"));
        Assert.That(Read(directory, history => history.ReadUnreadDays()), Is.EqualTo(new Dictionary<SkuLocation, (int, int)> { [A] = (2, 3) }));
    }

    [Test]
    public void ReadCodes_OfEachFeed_AreThoseItNames()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,location,quantity\n2024-03-01,A,L,1\n2024-03-01,B,L,1\n"),
            ("availability.csv", "date,sku,location,in_stock\n2024-03-01,Z,M,1\n"));
        var codes = Read(directory, history => history.ReadCodes());
        Assert.That(codes[("sales", "sku")], Is.EqualTo(new[] { "A", "B" }));
        Assert.That(codes[("availability", "location")], Is.EqualTo(new[] { "M" }));
        Assert.That(codes[("stock", "sku")], Is.Empty);
    }

    private static T Read<T>(DataDirectory directory, Func<GateHistory, T> read)
    {
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database).Import(directory.Scan(), new InputSettings());
        return read(new GateHistory(database, imported.History, AsOf));
    }
}
