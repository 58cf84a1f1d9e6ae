using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory.WhatIf;

/// <summary>The lead times and targets of a <see cref="LevelTable"/>: those of the plan, and others around them.</summary>
internal static class LevelAxis
{
    private static readonly ImmutableArray<double> UsualTargets = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

    // Takes the place of the planned one where that is usual itself.
    private const double Spare = 0.7;

    // A sheet shows six decimals: nearer targets are the same one.
    private const double Same = 1e-6;

    /// <summary>Targets from 50 % to 99.9 %, and the planned one, ascending.</summary>
    /// <param name="own">The planned one.</param>
    /// <param name="position">Where that stands.</param>
    public static ImmutableArray<double> Targets(double own, out int position)
    {
        var others = UsualTargets.RemoveAll(t => Math.Abs(t - own) <= Same);
        ImmutableArray<double> targets = [.. (others.Length < UsualTargets.Length ? others.Add(Spare) : others).Add(own).Order()];
        position = targets.IndexOf(own);
        return targets;
    }

    /// <summary>Half, once, one and a half times, and twice the planned lead time, in whole days, all different.</summary>
    /// <param name="own">The planned one, days ≥ 0.</param>
    /// <param name="position">Where that stands.</param>
    public static ImmutableArray<int> Days(int own, out int position)
    {
        position = own > 0 ? 1 : 0;
        var half = (own + 1) / 2;
        return own == 0 ? [0, 1, 2, 4] : [own / 2, own, own + half, own + Math.Max(own, half + 1)];
    }

    /// <summary>The target as a share: the critical ratio for least cost, and the fill rate that stands in for it where costs are missing.</summary>
    /// <param name="terms">Terms.</param>
    /// <param name="window">Days of the order.</param>
    /// <param name="settings">Defaults.</param>
    public static double Share(SupplyTerms terms, OrderWindow window, InventorySettings settings) => terms.ServiceTarget switch
    {
        ServiceTarget.FillRate fill => fill.Share,
        ServiceTarget.CycleServiceLevel level => level.Probability,
        _ => HasCosts(terms, settings) ? ReorderLevels.CriticalRatio((double)terms.ShortageCost!, settings.HoldingCostOf(terms)!.Value, window.ReviewDays) : 0.95,
    };

    /// <summary>The terms with another target of the same kind; for least cost, with the shortage cost that has this critical ratio.</summary>
    /// <param name="terms">Terms.</param>
    /// <param name="share">The target, 0..1.</param>
    /// <param name="window">Days of the planned order.</param>
    /// <param name="settings">Defaults.</param>
    public static SupplyTerms Aiming(SupplyTerms terms, double share, OrderWindow window, InventorySettings settings) => terms.ServiceTarget switch
    {
        ServiceTarget.CycleServiceLevel => terms with { ServiceTarget = new ServiceTarget.CycleServiceLevel(share) },
        ServiceTarget.CostOptimal when HasCosts(terms, settings) =>
            terms with { ShortageCost = (decimal)(settings.HoldingCostOf(terms)!.Value * window.ReviewDays / 7 * share / (1 - share)) },
        _ => terms with { ServiceTarget = new ServiceTarget.FillRate(share) },
    };

    private static bool HasCosts(SupplyTerms terms, InventorySettings settings) => terms.ShortageCost > 0 && settings.HoldingCostOf(terms) > 0;
}
