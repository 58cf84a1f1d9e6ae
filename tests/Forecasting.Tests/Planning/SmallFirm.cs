using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Tests.Planning;

/// <summary>A firm made by hand, planned by the whole core: weekly series that end on the morning of the plan.</summary>
internal sealed class SmallFirm
{
    public static readonly DateOnly AsOf = new(2026, 3, 2);

    private readonly Dictionary<Sku, Item> items = [];
    private readonly Dictionary<SkuLocation, PlanningColumns> itemLocations = [];
    private readonly Dictionary<string, Supplier> suppliers = [];
    private readonly Dictionary<Location, StockingPlace> places = [];
    private readonly List<DemandSeries> series = [];
    private readonly List<StockLevel> stock = [];
    private readonly List<OpenOrder> awaited = [];
    private LeadTimeLearning leadTimes = new([], AsOf);

    public static SkuLocation Key(string sku, string place = "LEEDS") => new(new Sku(sku), new Location(place));

    public SmallFirm Item(string sku, Func<Item, Item>? change = null)
    {
        var item = new Item(new Sku(sku));
        items[item.Sku] = change?.Invoke(item) ?? item;
        return this;
    }

    public SmallFirm Buys(Supplier supplier)
    {
        suppliers[supplier.Code] = supplier;
        return this;
    }

    public SmallFirm At(StockingPlace place)
    {
        places[place.Location] = place;
        return this;
    }

    public SmallFirm Sells(string sku, params IEnumerable<double> weeks) => SellsAt("LEEDS", sku, weeks);

    public SmallFirm SellsAt(string place, string sku, params IEnumerable<double> weeks)
    {
        ImmutableArray<double> quantities = [.. weeks];
        series.Add(new DemandSeries(Key(sku, place), TimeBucket.Week, AsOf.AddDays(-7 * quantities.Length), quantities, [], []));
        return this;
    }

    public SmallFirm Holds(string sku, decimal onHand, string place = "LEEDS")
    {
        stock.Add(new StockLevel(AsOf, Key(sku, place), onHand, 0, 0));
        return this;
    }

    public SmallFirm Awaits(OpenOrder order)
    {
        awaited.Add(order);
        return this;
    }

    public SmallFirm Learns(LeadTimeLearning learned)
    {
        leadTimes = learned;
        return this;
    }

    public SmallFirm Listed(string sku, string place, PlanningColumns columns)
    {
        itemLocations[Key(sku, place)] = columns;
        return this;
    }

    public PlanInput Input(PlanSettings? settings = null)
    {
        settings ??= new PlanSettings();
        var terms = new SupplyTermsResolution(
            items,
            itemLocations,
            places,
            suppliers,
            leadTimes,
            settings.Inventory);
        var positions = new StockPositions(AsOf, stock, awaited.Count == 0 ? null : awaited, [], AsOf, leadTimes.Promises);
        return new PlanInput(
            AsOf, TimeBucket.Week, [.. series.OrderBy(s => s.Key)], terms, positions, [], [], settings);
    }

    public Plan Plan(PlanSettings? settings = null, int threads = 1) => Forecasting.Planning.Plan.Make(Input(settings), threads, null, CancellationToken.None);
}
