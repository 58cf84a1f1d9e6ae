using Forecasting.Catalog;
using Forecasting.Inventory.Clearance;

namespace Forecasting.Inventory.StockHealth;

/// <summary>The state of the stock of one SKU-location, and what to do about it.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Condition">What is wrong; one for each SKU-location, so that totals by condition add up to all stock.</param>
/// <param name="Action">What to do.</param>
/// <param name="Reason">One full sentence.</param>
public sealed record StockFinding(SkuLocation Key, StockCondition Condition, StockAction Action, string Reason)
{
    /// <summary>Units on the shelf, ≥ 0.</summary>
    public required decimal OnHand { get; init; }

    /// <summary>Money in all that is on the shelf, at cost; null when the cost is not known.</summary>
    public required decimal? OnHandMoney { get; init; }

    /// <summary>Units that are too many, ≥ 0: beyond the level and the horizon (excess), beyond what sells in the weeks of slow stock
    /// (slow), all that is free (dead), what will be left (obsolete).</summary>
    public required decimal Units { get; init; }

    /// <summary>Money in those units, at cost; null when the cost is not known.</summary>
    public required decimal? Money { get; init; }

    /// <summary>Weeks until what is free on the shelf is sold; null = it is not expected to be.</summary>
    public required double? WeeksOfCover { get; init; }

    /// <summary>Units on hand and on order that are expected to be left on their last day, ≥ 0.</summary>
    public required decimal WriteOffUnits { get; init; }

    /// <summary>Money in those units, at cost; null when the cost is not known.</summary>
    public required decimal? WriteOffMoney { get; init; }

    /// <summary>First day on which units are left over; null when none are.</summary>
    public required DateOnly? WriteOffDay { get; init; }

    /// <summary>Last day on which units are left over; null when none are.</summary>
    public DateOnly? LastWriteOffDay { get; init; }

    /// <summary>What a price cut would do, or why that is not known; null where nobody asked: prices were not read, or nothing is left to
    /// sell at a lower price.</summary>
    public Outcome<ClearanceHint>? Clearance { get; init; }
}
