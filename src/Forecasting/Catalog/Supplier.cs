using System.Collections.Immutable;

namespace Forecasting.Catalog;

/// <summary>Who delivers, and on what terms: one row of <c>suppliers</c>. Null = not given.</summary>
/// <param name="Code">Key.</param>
public sealed record Supplier(string Code)
{
    /// <summary>Name for people; empty when not given.</summary>
    public string Name { get; init; } = "";

    /// <summary>Mean days from order to stock on the shelf, ≥ 0.</summary>
    public double? LeadTimeDays { get; init; }

    /// <summary>Standard deviation of the lead time, days, ≥ 0.</summary>
    public double? LeadTimeStandardDeviationDays { get; init; }

    /// <summary>Days between two chances to order, ≥ 0.</summary>
    public double? ReviewDays { get; init; }

    /// <summary>Weekdays on which orders are taken; empty = every day.</summary>
    public ImmutableArray<DayOfWeek> OrderDays { get; init; } = [];

    /// <summary>Fixed cost of one order, in <see cref="Currency"/>, ≥ 0.</summary>
    public decimal? OrderCost { get; init; }

    /// <summary>Smallest order value accepted, ≥ 0.</summary>
    public decimal? MinimumOrderValue { get; init; }

    /// <summary>Smallest order accepted over all items, units, ≥ 0.</summary>
    public decimal? MinimumOrderQuantity { get; init; }

    /// <summary>Smallest weight of an order accepted, in the items' weight unit, ≥ 0.</summary>
    public decimal? MinimumOrderWeight { get; init; }

    /// <summary>Weight that one delivery can carry, in the items' weight unit, &gt; 0.</summary>
    public decimal? CapacityWeight { get; init; }

    /// <summary>Volume that one delivery can carry, in the items' volume unit, &gt; 0.</summary>
    public decimal? CapacityVolume { get; init; }

    /// <summary>ISO 4217 code; empty when not given.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Days on which no order is taken and nothing is sent.</summary>
    public ImmutableArray<DateRange> Closed { get; init; } = [];
}

/// <summary>A run of days, both ends included.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, not before <paramref name="First"/>.</param>
public readonly record struct DateRange(DateOnly First, DateOnly Last)
{
    /// <summary>True when <paramref name="day"/> lies in the range.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;
}
