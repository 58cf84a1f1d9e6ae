using System.Collections.Immutable;

namespace Forecasting.Inventory.WhatIf;

/// <summary>The levels of a SKU-location for other lead times and other targets, each computed as that of the plan itself: what a spreadsheet needs to answer
/// <em>what if</em> without the demand behind it.</summary>
/// <param name="Targets">Targets, ascending, 0..1: fill rates or cycle service levels; for least cost the critical ratio at the planned lead time.</param>
/// <param name="LeadTimes">Levels at each lead time, by ascending days.</param>
public sealed record LevelTable(ImmutableArray<double> Targets, ImmutableArray<LevelsAtLeadTime> LeadTimes)
{
    /// <summary>Position of the planned target in <see cref="Targets"/>.</summary>
    public required int OwnTarget { get; init; }

    /// <summary>Position of the planned lead time in <see cref="LeadTimes"/>.</summary>
    public required int OwnLeadTime { get; init; }

    /// <summary>True when the levels hold for the stock of the plan only: demand that finds an empty shelf is lost, and not ordered for.</summary>
    public bool DependsOnStock { get; init; }
}

/// <summary>What a lead time asks for.</summary>
/// <param name="Days">Mean lead time, whole days.</param>
/// <param name="Levels">Reorder point, or order-up-to level where every review orders, for each target before any cap, units.</param>
public sealed record LevelsAtLeadTime(int Days, ImmutableArray<double> Levels)
{
    /// <summary>Expected demand over the protection interval, units.</summary>
    public required decimal ExpectedDemand { get; init; }

    /// <summary>Order-up-to level − reorder point before any cap, units.</summary>
    public required decimal LotAllowance { get; init; }

    /// <summary>Units that an order is a whole number of: the pack, or a fixed lot.</summary>
    public required decimal Lot { get; init; }

    /// <summary>Highest level allowed, units; null = no limit.</summary>
    public decimal? Cap { get; init; }

    /// <summary>Units on order that arrive too late to count.</summary>
    public decimal TooLate { get; init; }

    /// <summary>True when nothing would be ordered, whatever the stock: the item ends before, its terms contradict each other, or the order day is not yet.</summary>
    public bool IsRefused { get; init; }
}
