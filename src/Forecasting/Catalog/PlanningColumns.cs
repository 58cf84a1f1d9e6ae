namespace Forecasting.Catalog;

/// <summary>The planning values that an item may carry and an item at a location may override. Null = not given at this level.</summary>
/// <remarks>One record for both levels, so that "any planning column may be overridden there" holds by construction.</remarks>
public sealed record PlanningColumns
{
    /// <summary>No value given.</summary>
    public static readonly PlanningColumns None = new();

    /// <summary>Supplier code.</summary>
    public string? Supplier { get; init; }

    /// <summary>Place that replenishes this one by transfer, instead of a supplier.</summary>
    public Location? SourceLocation { get; init; }

    /// <summary>Purchase cost of one unit, in the supplier's currency, ≥ 0.</summary>
    public decimal? UnitCost { get; init; }

    /// <summary>What a unit costs less from a quantity of one order on.</summary>
    public PriceList? PriceBreaks { get; init; }

    /// <summary>Selling price of one unit, ≥ 0.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Units in a pack, &gt; 0. Orders are whole packs.</summary>
    public decimal? PackSize { get; init; }

    /// <summary>Smallest order, units, ≥ 0.</summary>
    public decimal? Moq { get; init; }

    /// <summary>Largest order, units, ≥ 0.</summary>
    public decimal? MaxOrder { get; init; }

    /// <summary>Units on a layer of a pallet, &gt; 0.</summary>
    public decimal? LayerQuantity { get; init; }

    /// <summary>Units on a pallet, &gt; 0.</summary>
    public decimal? PalletQuantity { get; init; }

    /// <summary>Days that the item keeps, &gt; 0.</summary>
    public int? ShelfLifeDays { get; init; }

    /// <summary>What service the stock must give.</summary>
    public ServiceTarget? ServiceTarget { get; init; }

    /// <summary>Cost of holding one unit for one week, ≥ 0.</summary>
    public decimal? HoldingCost { get; init; }

    /// <summary>Cost of holding, per year, as a share of unit cost, ≥ 0.</summary>
    public decimal? HoldingCostRate { get; init; }

    /// <summary>Cost of one unit of demand not served, ≥ 0.</summary>
    public decimal? ShortageCost { get; init; }

    /// <summary>Mean days from order to stock on the shelf, ≥ 0.</summary>
    public double? LeadTimeDays { get; init; }

    /// <summary>Days between two chances to order, ≥ 0.</summary>
    public double? ReviewDays { get; init; }

    /// <summary>Stock never planned below this, units, ≥ 0.</summary>
    public decimal? MinStock { get; init; }

    /// <summary>Stock never planned above this, units, ≥ 0.</summary>
    public decimal? MaxStock { get; init; }

    /// <summary>First day on sale.</summary>
    public DateOnly? LaunchDate { get; init; }

    /// <summary>Last day on sale, inclusive.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>These values where given, <paramref name="fallback"/>'s elsewhere.</summary>
    public PlanningColumns Over(PlanningColumns fallback) => new()
    {
        Supplier = Supplier ?? fallback.Supplier,
        SourceLocation = SourceLocation ?? fallback.SourceLocation,
        UnitCost = UnitCost ?? fallback.UnitCost,
        PriceBreaks = PriceBreaks ?? fallback.PriceBreaks,
        UnitPrice = UnitPrice ?? fallback.UnitPrice,
        PackSize = PackSize ?? fallback.PackSize,
        Moq = Moq ?? fallback.Moq,
        MaxOrder = MaxOrder ?? fallback.MaxOrder,
        LayerQuantity = LayerQuantity ?? fallback.LayerQuantity,
        PalletQuantity = PalletQuantity ?? fallback.PalletQuantity,
        ShelfLifeDays = ShelfLifeDays ?? fallback.ShelfLifeDays,
        ServiceTarget = ServiceTarget ?? fallback.ServiceTarget,
        HoldingCost = HoldingCost ?? fallback.HoldingCost,
        HoldingCostRate = HoldingCostRate ?? fallback.HoldingCostRate,
        ShortageCost = ShortageCost ?? fallback.ShortageCost,
        LeadTimeDays = LeadTimeDays ?? fallback.LeadTimeDays,
        ReviewDays = ReviewDays ?? fallback.ReviewDays,
        MinStock = MinStock ?? fallback.MinStock,
        MaxStock = MaxStock ?? fallback.MaxStock,
        LaunchDate = LaunchDate ?? fallback.LaunchDate,
        EndDate = EndDate ?? fallback.EndDate,
    };
}
