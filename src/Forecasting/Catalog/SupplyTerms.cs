using System.Collections.Immutable;

namespace Forecasting.Catalog;

/// <summary>The terms on which one SKU-location is replenished, every value settled, with a note for each one that had to be assumed.</summary>
/// <param name="Key">What is replenished.</param>
public sealed record SupplyTerms(SkuLocation Key)
{
    /// <summary>Supplier code; empty when unknown.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Place that sends a transfer; null = a purchase from <see cref="Supplier"/>.</summary>
    public Location? SourceLocation { get; init; }

    /// <summary>Order to shelf.</summary>
    public LeadTime LeadTime { get; init; } = new(7, 0);

    /// <summary>Where the lead time comes from: <c>receipts</c> with the orders behind it, <c>item_locations</c>, <c>locations</c>, <c>suppliers</c> or <c>assumed</c>.</summary>
    public string LeadTimeSource { get; init; } = "assumed";

    /// <summary>What its source and the place itself promise; null = each sends at once.</summary>
    public ServicePromise? Promise { get; init; }

    /// <summary>Days between two chances to order, &gt; 0.</summary>
    public double ReviewDays { get; init; } = 7;

    /// <summary>Weekdays on which orders are taken; empty = every day.</summary>
    public ImmutableArray<DayOfWeek> OrderDays { get; init; } = [];

    /// <summary>Days on which no order is taken and nothing is sent.</summary>
    public ImmutableArray<DateRange> Closed { get; init; } = [];

    /// <summary>Smallest order, units; 0 = none.</summary>
    public decimal Moq { get; init; }

    /// <summary>Units in a pack, &gt; 0.</summary>
    public decimal PackSize { get; init; } = 1;

    /// <summary>Largest order, units; null = none.</summary>
    public decimal? MaxOrder { get; init; }

    /// <summary>Units on a layer of a pallet; null = unknown.</summary>
    public decimal? LayerQuantity { get; init; }

    /// <summary>Units on a pallet; null = unknown.</summary>
    public decimal? PalletQuantity { get; init; }

    /// <summary>Smallest planned stock, units.</summary>
    public decimal MinStock { get; init; }

    /// <summary>Largest planned stock, units; null = none.</summary>
    public decimal? MaxStock { get; init; }

    /// <summary>Days that the item keeps; null = for ever.</summary>
    public int? ShelfLifeDays { get; init; }

    /// <summary>Purchase cost of one unit, without a price break; null = unknown.</summary>
    public decimal? UnitCost { get; init; }

    /// <summary>What a unit costs less from a quantity of one purchase on, every price below <see cref="UnitCost"/>; null = nothing.</summary>
    public PriceList? PriceBreaks { get; init; }

    /// <summary>Purchase cost of one unit of an order; null = unknown.</summary>
    /// <param name="quantity">Units of the order.</param>
    public decimal? UnitCostAt(decimal quantity) =>
        UnitCost is { } cost && PriceBreaks is { } list ? list.UnitCostAt(quantity, cost) : UnitCost;

    /// <summary>Selling price of one unit; null = unknown.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>ISO 4217 code of the costs; empty when unknown.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Fixed cost of one order line's share of an order; 0 = unknown or none.</summary>
    public decimal OrderCost { get; init; }

    /// <summary>Its part in the rhythm in which the supplier's items are ordered together; null = it is ordered by itself.</summary>
    public JointCycle? Cycle { get; init; }

    /// <summary>Cost of holding one unit for one week; null = unknown.</summary>
    public decimal? HoldingCostPerWeek { get; init; }

    /// <summary>Where <see cref="HoldingCostPerWeek"/> is a share of the unit cost: that share, a year; null = it is an amount for a unit, or unknown.</summary>
    public decimal? HoldingCostRate { get; init; }

    /// <summary>Cost of one unit of demand not served; null = unknown.</summary>
    public decimal? ShortageCost { get; init; }

    /// <summary>What service the stock must give.</summary>
    public ServiceTarget ServiceTarget { get; init; } = new ServiceTarget.FillRate(0.95);

    /// <summary>First day on sale; null = not given.</summary>
    public DateOnly? LaunchDate { get; init; }

    /// <summary>Last day on sale; null = not given.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>True when fractions of a unit may be ordered.</summary>
    public bool IsDivisible { get; init; }

    /// <summary>What was not given and had to be assumed, one short sentence each.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];
}
