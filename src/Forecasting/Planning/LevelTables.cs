using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.WhatIf;

namespace Forecasting.Planning;

/// <summary>Plans a SKU-location for other lead times and targets: everything else of the plan stays.</summary>
internal static class LevelTables
{
    /// <summary>SKU-locations of a plan up to which each has a table: what computing it takes, and what a workbook may hold that is sent back.</summary>
    private const int EachUpTo = 10_000;

    /// <summary>The table of a SKU-location; null where nobody asked for it, and in a large plan where it is not of class A.</summary>
    /// <param name="abcClass">Its class by value.</param>
    /// <param name="terms">Terms of the plan.</param>
    /// <param name="at">Possible futures, terms and stock with a mean lead time in days.</param>
    /// <param name="input">Everything shared.</param>
    public static LevelTable? Of(char abcClass, SupplyTerms terms, Func<double, (OrderChoice Choice, SupplyTerms Terms, StockPosition Position)> at, PlanInput input)
    {
        if (!input.TellsLevels || (input.Series.Length > EachUpTo && abcClass != 'A'))
            return null;
        var settings = input.Settings.Inventory;
        var planned = at(terms.LeadTime.MeanDays);
        var targets = LevelAxis.Targets(LevelAxis.Share(planned.Terms, planned.Choice.Window, settings), out var ownTarget);
        var days = LevelAxis.Days((int)Math.Ceiling(terms.LeadTime.MeanDays), out var ownLeadTime);
        var levels = ImmutableArray.CreateBuilder<LevelsAtLeadTime>(days.Length);
        for (var l = 0; l < days.Length; l++)
        {
            var (choice, its, position) = l == ownLeadTime ? planned : at(days[l]);
            levels.Add(choice.Levels(
                days[l],
                [.. targets.Select((share, t) => t == ownTarget ? its : LevelAxis.Aiming(its, share, planned.Choice.Window, settings))],
                ownTarget,
                position));
        }

        return new LevelTable(targets, levels.MoveToImmutable())
        {
            OwnTarget = ownTarget,
            OwnLeadTime = ownLeadTime,
            DependsOnStock = planned.Choice.LosesDemand,
        };
    }
}
