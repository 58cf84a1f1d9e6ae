using Forecasting.Catalog;

namespace Forecasting.Replay;

/// <summary>What one policy made of one SKU-location over the scored buckets.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Wanted">Units wanted.</param>
/// <param name="Served">Units served at once.</param>
/// <param name="StockWeeks">Units left at the end of each bucket × its weeks: divided by the weeks, the mean stock.</param>
/// <param name="Weeks">Weeks scored.</param>
/// <param name="Orders">Orders placed on scored mornings.</param>
/// <param name="Ordered">Units of these orders.</param>
/// <param name="HoldingCost">Cost of holding one unit for a week; 0 = not known.</param>
/// <param name="ShortageCost">Cost of one unit not served; 0 = not known.</param>
public sealed record ReplayScore(
    SkuLocation Key, double Wanted, double Served, double StockWeeks, double Weeks, int Orders, double Ordered, double HoldingCost, double ShortageCost)
{
    /// <summary>The fill rate that was to be reached, 0..1; NaN where the policy has none or its target is another.</summary>
    public double TargetFill { get; init; } = double.NaN;

    /// <summary>Purchase cost of one unit; 0 = not known.</summary>
    public double UnitCost { get; init; }

    /// <summary>What one unit served counts for by value: its price, else its cost; 0 = not known.</summary>
    public double UnitValue { get; init; }

    /// <summary>Money for orders: what suppliers charge for each, in equal parts to the lines of it.</summary>
    public double OrderCost { get; init; }

    /// <summary>Mean stock, units; 0 where no week was scored.</summary>
    public double MeanStock => Weeks > 0 ? StockWeeks / Weeks : 0;

    /// <summary>Units not served at once.</summary>
    public double Missed => Wanted - Served;

    /// <summary>Money for stock.</summary>
    public double Held => StockWeeks * HoldingCost;

    /// <summary>Money for stock and for units not served.</summary>
    public double Cost => Held + Missed * ShortageCost;
}
