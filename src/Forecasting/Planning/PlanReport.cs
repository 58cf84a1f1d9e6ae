using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.History;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>One run, ready to be rendered: the workbook and every file are functions of this and nothing else.</summary>
public sealed record PlanReport
{
    /// <summary>Which run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Which part of the plan this is, for people; empty = all of it. See <see cref="PlanPart"/>.</summary>
    public string Part { get; init; } = "";

    /// <summary>Length of a bucket.</summary>
    public required TimeBucket Bucket { get; init; }

    /// <summary>Buckets forecast.</summary>
    public required int Horizon { get; init; }

    /// <summary>First day of the plan cycle that the orders belong to.</summary>
    public required DateOnly Cycle { get; init; }

    /// <summary>What was planned, ordered by key.</summary>
    public required ImmutableArray<PlanLine> Lines { get; init; }

    /// <summary>What was not planned, and why, ordered by key.</summary>
    public required ImmutableArray<UnplannedLine> Unplanned { get; init; }

    /// <summary>The lines to publish, ordered by order id, then line number.</summary>
    public required ImmutableArray<OrderLine> Orders { get; init; }

    /// <summary>What became of every incoming file, ordered by name.</summary>
    public required ImmutableArray<ImportReport> Imports { get; init; }

    /// <summary>Every fault found in the input, ordered by file, line, column.</summary>
    public required ImmutableArray<QuarantinedRow> Quarantine { get; init; }

    /// <summary>What the gate found about whole feeds, the gravest first.</summary>
    public ImmutableArray<GateFinding> Gate { get; init; } = [];

    /// <summary>Days of history that are not what an earlier file or import said, ordered by key and day.</summary>
    public ImmutableArray<HistoryChange> Changes { get; init; } = [];

    /// <summary>The plan that was published before; null = none is on record.</summary>
    public Comparison.PreviousPlan? Previous { get; init; }

    /// <summary>What earlier plans promised and what came; null when no forecast of an earlier plan has come due.</summary>
    public PastAccuracy? Past { get; init; }

    /// <summary>Where the model of all series takes part, by kind of demand, and why; empty where it was not asked.</summary>
    public ImmutableArray<AdmissionDecision> Admissions { get; init; } = [];

    /// <summary>What planners said against the forecast, and what became of it.</summary>
    public ImmutableArray<OverrideLine> Overrides { get; init; } = [];

    /// <summary>What to do about stock that is there and orders that are on their way.</summary>
    public StockAdvice Advice { get; init; } = StockAdvice.None;

    /// <summary>How suppliers have delivered, what costs most first; empty where receipts do not tell.</summary>
    public ImmutableArray<SupplierReliability> Reliability { get; init; } = [];

    /// <summary>What service costs in stock, and where this plan stands; null when that was not asked.</summary>
    public ServiceCostCurve? ServiceCost { get; init; }

    /// <summary>What became of the money for all purchases; null = there is no limit.</summary>
    public BudgetUse? Budget { get; init; }

    /// <summary>What the reader must know first: assumptions about the whole run, warnings. Full sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Effective settings: name, value, where it comes from; ordered by name.</summary>
    public required ImmutableArray<SettingValue> Settings { get; init; }

    /// <summary>Name of each supplier by code, for headings.</summary>
    public required ImmutableSortedDictionary<string, Catalog.Supplier> Suppliers { get; init; }

    /// <summary>Number of this publication in its database, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The control numbers of files for partners, by series.</summary>
    public ImmutableArray<NumberSeries> PartnerNumbers { get; init; } = [];

    /// <summary>Files for partners that went out before, and what was answered; empty where there is no partner.</summary>
    public ImmutableArray<PartnerFileStatus> PartnerFiles { get; init; } = [];

    /// <summary>Number of the publication of the same cycle that this one replaces; null = none.</summary>
    public long? Supersedes { get; init; }
}

/// <summary>One effective setting.</summary>
/// <param name="Name">Dotted name: <c>inventory.unmetDemand</c>.</param>
/// <param name="Value">Value as text.</param>
/// <param name="Source">Where it comes from: <c>default</c>, a file, an environment variable, the command line.</param>
public sealed record SettingValue(string Name, string Value, string Source);
