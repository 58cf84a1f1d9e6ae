using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Replay;

/// <summary>What came of a policy at each of its settings.</summary>
/// <param name="Policy">Its name in tables.</param>
/// <param name="Points">One for each setting, in the order in which they were given.</param>
/// <param name="Current">Number of the setting that is compared with other policies.</param>
public sealed record ReplayOutcome(string Policy, ImmutableArray<ReplayPoint> Points, int Current)
{
    /// <summary>At the setting that is compared.</summary>
    public ReplayPoint AsSet => Points[Current];

    /// <summary>The point of least cost.</summary>
    /// <remarks>Of equal ones, the first.</remarks>
    public ReplayPoint Cheapest => Points.MinBy(p => p.Cost)!;

    /// <summary>The same, of some SKU-locations only. The periods stay those of all.</summary>
    /// <param name="which">True for those that count.</param>
    public ReplayOutcome Of(Func<SkuLocation, bool> which) =>
        this with { Points = [.. Points.Select(p => p with { Scores = [.. p.Scores.Where(s => which(s.Key))] })] };
}

/// <summary>One policy at one setting.</summary>
/// <param name="Parameter">The setting; NaN where the policy has none.</param>
/// <param name="Scores">One for each SKU-location, ordered by key.</param>
/// <param name="Periods">All of them together, from morning to morning.</param>
public sealed record ReplayPoint(double Parameter, ImmutableArray<ReplayScore> Scores, ImmutableArray<ReplayPeriod> Periods)
{
    /// <summary>Units served at once ÷ units wanted; NaN where nothing was wanted.</summary>
    public double FillRate => Scores.Sum(s => s.Served) / Scores.Sum(s => s.Wanted);

    /// <summary>The same, each unit at its price, else its cost; NaN where nothing of known value was wanted.</summary>
    public double FillRateByValue => Scores.Sum(s => s.Served * s.UnitValue) / Scores.Sum(s => s.Wanted * s.UnitValue);

    /// <summary>Units in stock on average.</summary>
    public double MeanStock => Scores.Sum(s => s.MeanStock);

    /// <summary>The same at purchase cost; what has no known cost counts nothing.</summary>
    public double StockValue => Scores.Sum(s => s.MeanStock * s.UnitCost);

    /// <summary>True when of some SKU-location both costs are known.</summary>
    public bool HasCost => Scores.Any(s => s is { HoldingCost: > 0, ShortageCost: > 0 });

    /// <summary>Money for orders.</summary>
    public double OrderCost => Scores.Sum(s => s.OrderCost);

    /// <summary>Money for stock and for units not served.</summary>
    public double Cost => Scores.Sum(s => s.Cost);
}
