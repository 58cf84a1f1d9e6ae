using System.Globalization;
using System.Text;
using Forecasting.History;
using Forecasting.Storage;
using Forecasting.Storage.Plans;
using NUnit.Framework;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A warehouse that sells nothing and three stores that it supplies, planned on two Mondays.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class NetworkRunTests
{
    private static readonly DateOnly First = new(2026, 3, 2);
    private static readonly string[] Stores = ["NORTH", "SOUTH", "WEST"];
    private static readonly string[] Codes = ["A-1", "B-2"];

    private TemporaryFolder folder = null!;
    private IReadOnlyList<PublishedRun> published = [];

    [OneTimeSetUp]
    public void RunTwice()
    {
        folder = new TemporaryFolder();
        foreach (var asOf in (DateOnly[])[First, First.AddDays(7)])
        {
            Write(folder["data"], asOf);
            var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", Day(asOf));
            Assert.That(result.ExitCode, Is.Zero, result.ToString());
        }

        published = PublishedRun.All(folder["out"]);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Reorder_WarehouseBuys_AndStoresAreSentFromIt()
    {
        Assert.That(published[0].ManifestFaults(), Is.Empty);
        var rows = published[0].Rows("reorder.csv").Where(r => r["sku"] == "A-1").ToDictionary(r => r["ship_to_location"]);
        Assert.That(rows.Keys.Order(), Is.EqualTo(Stores.Prepend("HUB")));
        Assert.That((rows["HUB"]["order_type"], rows["HUB"]["supplier_id"], rows["HUB"]["ship_from"]), Is.EqualTo(("purchase", "S0", "")));
        foreach (var store in Stores)
            Assert.That((rows[store]["order_type"], rows[store]["supplier_id"], rows[store]["ship_from"]), Is.EqualTo(("transfer", "", "HUB")));
        Assert.That(Number(rows["HUB"]["quantity"]), Is.GreaterThan(Stores.Sum(s => Number(rows[s]["quantity"]))));
    }

    [Test]
    public void Reorder_WarehouseWithFive_SendsFive()
    {
        var sent = published[0].Rows("reorder.csv").Where(r => r["sku"] == "B-2" && r["ship_from"] == "HUB").Sum(r => Number(r["quantity"]));
        Assert.That(sent, Is.EqualTo(5));
    }

    [Test]
    public void Forecast_OfTheWarehouse_SaysWhatItIsMadeOf_AndCountsCustomersOnce()
    {
        var rows = published[0].Rows("forecast.csv");
        var hub = rows.Where(r => r["location"] == "HUB").ToList();
        Assert.That(hub.Select(r => r["model"]), Is.Not.Empty.And.All.EqualTo("planned_orders"));
        Assert.That(hub[0]["fallback_reason"], Does.Match(@"^Orders of 3 places: [\d.]+, no customers of its own \(until 2026-03-23\)\.$"));
        Assert.That(rows.Sum(r => Number(r["customers_mean"])), Is.EqualTo(rows.Where(r => r["location"] != "HUB").Sum(r => Number(r["mean"]))));
    }

    [Test]
    public void Explain_SaysWhatTheDemandIsMadeOf_AndWhatWasCut()
    {
        var result = ForecastingProgram.Run("explain", "B-2", "--out", folder["out"], "--run", Run(0));
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("made of: Orders of 3 places: "));
        Assert.That(result.Output, Does.Contain("cut: HUB has not enough"));
        Assert.That(result.Output, Does.Match(@"note: Cut from \d+ to \d: HUB can send 5 of the \d+ that 3 places ask for"));
    }

    // The lead time is two weeks: what was bought on the first Monday is still on its way on the second.
    [Test]
    public void SecondRun_CountsWhatIsOnItsWay()
    {
        var (before, after) = (Ordered(0), Ordered(1));
        Assert.That(before, Is.GreaterThan(0));
        Assert.That(after, Is.LessThan(before));
        var result = ForecastingProgram.Run("explain", "A-1", "--at", "HUB", "--out", folder["out"], "--run", Run(1));
        Assert.That(result.Output, Does.Match(Invariant($@"(?m)^-\s+{before}\s+on order")), result.ToString());
    }

    [Test]
    public void SecondRun_ScoresPromisesOfStores_AndNoneOfTheWarehouse()
    {
        using var database = ForecastingDatabase.Open(folder["out", "forecasting.duckdb"]);
        var scored = new AccuracyArchive(database).Read(
            First.AddDays(7), TimeBucket.Week, 26, () => new SortedSet<string>(StringComparer.Ordinal), (places, outcomes) => places.Add(outcomes[0].Promised.Key.Location.Code));
        Assert.That(scored, Is.EqualTo(Stores));
    }

    private decimal Ordered(int run) =>
        published[run].Rows("reorder.csv").Where(r => r["sku"] == "A-1" && r["ship_to_location"] == "HUB").Sum(r => Number(r["quantity"]));

    private string Run(int run) => published[run].Json("manifest.json").GetProperty("run").GetString()!;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static void Write(string data, DateOnly asOf)
    {
        Directory.CreateDirectory(data);
        var sales = new StringBuilder("date,sku,location,quantity,unit_price\n");
        for (var day = First.AddDays(-40 * 7); day < asOf; day = day.AddDays(1))
            for (var product = 0; product < Codes.Length; product++)
                for (var store = 0; store < Stores.Length; store++)
                    sales.Append(Invariant($"{day:yyyy-MM-dd},{Codes[product]},{Stores[store]},{1 + (7 * day.DayNumber + 3 * product + store) % 5},9.50\n"));
        SmallCompany.WriteText(data, "sales.csv", sales.ToString());
        SmallCompany.WriteText(data, "items.csv", "sku,name,category,supplier,unit_cost,unit_price\nA-1,Lamp,Light,S0,5,9.50\nB-2,Bulb,Light,S0,5,9.50\n");
        SmallCompany.WriteText(data, "suppliers.csv", "supplier,name,lead_time_days,currency\nS0,Supplier Zero,14,EUR\n");
        SmallCompany.WriteText(data, "locations.csv", "location,name,type,source_location,transfer_lead_time_days\nHUB,Hub,warehouse,,\n"
            + string.Concat(Stores.Select(s => $"{s},{s} store,store,HUB,2\n")));
        SmallCompany.WriteText(data, "stock.csv", "date,sku,location,on_hand\n"
            + string.Concat(Codes.SelectMany(code => Stores.Select(s => $"{Day(asOf)},{code},{s},8\n"))) + $"{Day(asOf)},B-2,HUB,5\n");
        SmallCompany.WriteText(data, "settings.json", """{ "bucket": "week", "forecast": { "model": "moving_average", "groups": false } }""");
    }
}
