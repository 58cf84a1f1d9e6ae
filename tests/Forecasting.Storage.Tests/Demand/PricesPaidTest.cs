using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

[OnEveryStore]
public class PricesPaidTest(StoreKind store)
{
    // A Monday; A has a year of stock, B little, and C is of another category.
    private static readonly DateOnly AsOf = new(2024, 3, 4);

    private const string Header = "date,sku,location,quantity,unit_price\n";

    [Test]
    public void Read_RowsWithAPrice_GivesRevenueByUnitsOfEachWeek()
    {
        const string rows =
            "2024-02-19,A,L,3,2\n2024-02-20,A,L,1,1\n"      // 7 for 4
            + "2024-02-26,A,L,2,\n2024-02-27,A,L,1,0\n"       // no price
            + "2024-02-28,A,L,-1,2\n"                         // a return
            + "2024-02-12,A,L,0.125,1.10\n2024-02-12,A,L,0.375,1.30\n2024-02-18,A,L,0.5,1.30\n"
            + "2024-02-19,B,L,5,4\n2024-02-19,C,L,5,9\n"
            + "2024-03-04,A,L,7,9\n";                         // of the morning itself
        using var directory = new DataDirectory(store, ("sales.csv", Header + rows));
        var imported = directory.Import();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var asked = Asked(database, imported, TimeBucket.Week);
        var prices = new PricesPaid(database).Read(imported.History, asked).ToArray();
        Assert.That(prices.Select(p => p.Key.Sku.Code), Is.EqualTo(new[] { "A", "B" }), "C is not asked for");
        var last = prices[0].Paid[^3..];
        Assert.That(last[0], Is.EqualTo(1.275).Within(1e-12));
        Assert.That(last[1..], Is.EqualTo(new[] { 1.75, double.NaN }));
        Assert.That(prices[0].Known, Is.EqualTo(2));
        Assert.That((prices[0].Start, prices[0].Paid.Length), Is.EqualTo((AsOf.AddDays(-728), 104)));
        Assert.That(prices[1].Paid[^2], Is.EqualTo(4));
    }

    [Test]
    public void Read_BucketsOfMonths_GivesThoseOfMonths()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + "2024-01-30,A,L,3,2\n2024-01-02,A,L,1,4\n2024-02-01,A,L,1,5\n2024-03-01,A,L,1,8\n"));
        var imported = directory.Import();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var prices = new PricesPaid(database).Read(imported.History, Asked(database, imported, TimeBucket.Month)).Single();
        Assert.That((prices.Bucket, prices.Paid.Length), Is.EqualTo((TimeBucket.Month, 60)));
        Assert.That(prices.Paid[^2..], Is.EqualTo(new[] { 2.5, 5 }), "March is not over");
    }

    [Test]
    public void Read_SalesWithoutPrices_GivesNone()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,location,quantity\n2024-02-19,A,L,3\n2024-02-26,A,L,3\n"));
        var imported = directory.Import();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(new PricesPaid(database).Read(imported.History, Asked(database, imported, TimeBucket.Week)), Is.Empty);
    }

    private static PricesAsked Asked(ForecastingDatabase database, ImportedData imported, TimeBucket bucket)
    {
        var settings = new PlanSettings { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } };
        var items = new[] { "A", "B", "C" }.Select(code => new Item(new Sku(code)) { Category = code == "C" ? "Toys" : "Tea" }).ToDictionary(i => i.Sku);
        var terms = new SupplyTermsResolution(items, new Dictionary<SkuLocation, PlanningColumns>(), new Dictionary<Location, StockingPlace>(),
            new Dictionary<string, Supplier>(), new LeadTimeLearning([], AsOf), settings.Inventory);
        var stock = new StockPositions(AsOf, [new StockLevel(AsOf, new SkuLocation(new Sku("A"), new Location("L")), 1000, 0, 0)], null, [], AsOf);
        var input = new PlanInput(
            AsOf, bucket, [.. new DemandHistory(database).ReadSeries(imported.History, bucket, AsOf)], terms, stock, [], [], settings);
        return PricesAsked.By(Plan.Make(input, 1, null, CancellationToken.None), input)!;
    }
}
