using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>Master data as given, and the terms of any SKU-location settled from it.</summary>
/// <remarks>
/// Order of belief, the nearest first: item at location; item; what receipts teach; supplier or sending place; settings, flagged. Only who sends is believed of
/// the place before the item: an item has one maker, and many places that get it from another.
/// </remarks>
public sealed class SupplyTermsResolution
{
    private readonly IReadOnlyDictionary<Sku, Item> items;
    private readonly IReadOnlyDictionary<SkuLocation, PlanningColumns> itemLocations;
    private readonly IReadOnlyDictionary<Location, StockingPlace> places;
    private readonly IReadOnlyDictionary<string, Supplier> suppliers;
    private readonly SupplyRoutes routes;
    private readonly InventorySettings settings;

    /// <summary>Master data to settle terms from. Missing rows are fine: they lead to stated assumptions.</summary>
    public SupplyTermsResolution(
        IReadOnlyDictionary<Sku, Item> items,
        IReadOnlyDictionary<SkuLocation, PlanningColumns> itemLocations,
        IReadOnlyDictionary<Location, StockingPlace> places,
        IReadOnlyDictionary<string, Supplier> suppliers,
        LeadTimeLearning leadTimes,
        InventorySettings settings)
    {
        this.items = items;
        this.itemLocations = itemLocations;
        this.places = places;
        this.suppliers = suppliers;
        routes = new SupplyRoutes(items, itemLocations, places);
        LeadTimes = leadTimes;
        this.settings = settings;
    }

    /// <summary>Days between two chances to order are at least this many, whatever item and supplier say; 0 = they decide.</summary>
    /// <value>0. A replay with a morning a month sets a month: stock must last until the next morning.</value>
    public double LeastReviewDays { get; init; }

    /// <summary>What receipts teach.</summary>
    public LeadTimeLearning LeadTimes { get; }

    /// <summary>Every item given, in no order.</summary>
    public IEnumerable<Item> Items => items.Values;

    /// <summary>Every item at a location given, in no order.</summary>
    public IEnumerable<SkuLocation> ItemLocations => itemLocations.Keys;

    /// <summary>True when the item is listed at the place by a row of its own.</summary>
    public bool IsListed(SkuLocation key) => itemLocations.ContainsKey(key);

    /// <summary>The item's master data; only its code where none was given.</summary>
    public Item ItemOf(Sku sku) => items.TryGetValue(sku, out var item) ? item : new Item(sku);

    /// <summary>The place's master data; only its code where none was given.</summary>
    public StockingPlace PlaceOf(Location location) => places.TryGetValue(location, out var place) ? place : new StockingPlace(location);

    /// <summary>The supplier's master data; only its code where none was given.</summary>
    public Supplier SupplierOf(string code) => suppliers.GetValueOrDefault(code) ?? new Supplier(code);

    /// <summary>The planning columns of an item at a place: those given there over those of the item.</summary>
    public PlanningColumns ColumnsOf(SkuLocation key) => routes.ColumnsOf(key);

    /// <summary>Currency that the item's supplier is paid in; empty when it is not known.</summary>
    public string CurrencyOf(PlanningColumns columns) =>
        columns.Supplier is { } code ? suppliers.GetValueOrDefault(code)?.Currency ?? "" : "";

    /// <summary>True when no two suppliers are paid in different currencies: then amounts may be added as they are.</summary>
    public bool HasOneCurrency =>
        suppliers.Values.Select(s => s.Currency).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= 1;

    /// <summary>The settled terms.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="abcClass">'A', 'B', 'C' or a blank: decides the target where the item names none.</param>
    /// <param name="linesOfSupplier">SKU-locations that share an order to the same supplier and place, ≥ 1: they
    /// share its fixed cost.</param>
    public SupplyTerms Resolve(SkuLocation key, char abcClass, int linesOfSupplier)
    {
        var item = ItemOf(key.Sku);
        var columns = ColumnsOf(key);
        var place = PlaceOf(key.Location);
        var source = routes.SourceOf(key);
        var supplier = columns.Supplier is { } code ? suppliers.GetValueOrDefault(code) ?? new Supplier(code) : null;
        var assumptions = ImmutableArray.CreateBuilder<string>();

        var (leadTime, leadTimeSource) = ResolveLeadTime(key, columns, place, source, supplier, assumptions);
        var target = columns.ServiceTarget ?? abcClass switch
        {
            'A' => settings.TargetA,
            'B' => settings.TargetB,
            'C' => settings.TargetC,
            _ => settings.DefaultTarget,
        };

        return new SupplyTerms(key)
        {
            Supplier = source is null ? columns.Supplier ?? "" : "",
            SourceLocation = source,
            LeadTime = leadTime,
            LeadTimeSource = leadTimeSource,
            ReviewDays = Math.Max(
                LeastReviewDays, columns.ReviewDays ?? (source is null ? supplier?.ReviewDays : null) ?? settings.DefaultReviewDays),
            OrderDays = source is null ? supplier?.OrderDays ?? [] : [],
            Closed = source is null ? supplier?.Closed ?? [] : [],
            Moq = columns.Moq ?? 0,
            PackSize = columns.PackSize ?? 1,
            MaxOrder = columns.MaxOrder,
            LayerQuantity = columns.LayerQuantity,
            PalletQuantity = columns.PalletQuantity,
            MinStock = columns.MinStock ?? 0,
            MaxStock = columns.MaxStock,
            ShelfLifeDays = columns.ShelfLifeDays,
            UnitCost = columns.UnitCost,
            PriceBreaks = source is null ? PricesOf(columns, assumptions) : null,
            UnitPrice = columns.UnitPrice,
            Currency = supplier?.Currency ?? "",
            OrderCost = source is null && supplier?.OrderCost is { } cost ? cost / Math.Max(1, linesOfSupplier) : 0,
            HoldingCostPerWeek = columns.HoldingCost
                ?? (columns is { HoldingCostRate: { } rate, UnitCost: { } unitCost } ? rate * unitCost / 52 : null),
            HoldingCostRate = columns is { HoldingCost: null, UnitCost: not null } ? columns.HoldingCostRate : null,
            ShortageCost = columns.ShortageCost,
            ServiceTarget = target,
            LaunchDate = columns.LaunchDate,
            EndDate = columns.EndDate,
            IsDivisible = item.IsDivisible,
            Assumptions = assumptions.ToImmutable(),
        };
    }

    // Item and place may each give one of the two, so what contradicts is known only here.
    private static PriceList? PricesOf(PlanningColumns columns, ImmutableArray<string>.Builder assumptions)
    {
        if (columns.PriceBreaks is not { } list)
            return null;
        if (columns.UnitCost is not { } cost)
        {
            assumptions.Add("price_breaks are not used: unit_cost is not known.");
            return null;
        }

        var below = list.Below(cost);
        if (!list.Equals(below))
            assumptions.Add(FormattableString.Invariant($"price_breaks {list} are used only as far as they are below unit_cost {cost:0.######}."));
        return below;
    }

    private (LeadTime LeadTime, string Source) ResolveLeadTime(
        SkuLocation key,
        PlanningColumns columns,
        StockingPlace place,
        Location? source,
        Supplier? supplier,
        ImmutableArray<string>.Builder assumptions)
    {
        var spread = source is null ? supplier?.LeadTimeStandardDeviationDays ?? 0 : 0;
        if (columns.LeadTimeDays is { } given)
            return (new LeadTime(given, spread), "item_locations");
        if (LeadTimes.Find(source?.Code ?? supplier?.Code ?? "", key) is { } learned)
            return (learned.LeadTime, learned.Words);
        if (source is not null && place.TransferLeadTimeDays is { } transfer)
            return (new LeadTime(transfer, 0), "locations");
        if (source is null && supplier?.LeadTimeDays is { } promised)
            return (new LeadTime(promised, spread), "suppliers");
        assumptions.Add(FormattableString.Invariant($"Lead time unknown: {settings.DefaultLeadTimeDays:0.##} days assumed."));
        return (new LeadTime(settings.DefaultLeadTimeDays, 0), "assumed");
    }
}
