using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Storage.Plans;

/// <summary>What one run decided about a SKU, and why.</summary>
/// <param name="RunId">Which run.</param>
/// <param name="AsOf">Morning of its plan.</param>
/// <param name="Lines">Where the SKU was planned, ordered by place.</param>
/// <param name="Unplanned">Where it was not, ordered by place.</param>
public sealed record PlanExplanation(
    string RunId, DateOnly AsOf, ImmutableArray<ExplainedLine> Lines, ImmutableArray<UnplannedLine> Unplanned);

/// <summary>One planned SKU-location as it was saved: every number of its order, exact.</summary>
public sealed record ExplainedLine
{
    /// <summary>Product and place.</summary>
    public required SkuLocation Key { get; init; }

    /// <summary>Name of the product; empty when unknown.</summary>
    public required string ItemName { get; init; }

    /// <summary>Supplier code; empty when unknown or for a transfer.</summary>
    public required string Supplier { get; init; }

    /// <summary>Place that sends a transfer; empty for a purchase.</summary>
    public required string SourceLocation { get; init; }

    /// <summary>Order to shelf.</summary>
    public required LeadTime LeadTime { get; init; }

    /// <summary>Where the lead time comes from.</summary>
    public required string LeadTimeSource { get; init; }

    /// <summary>Days between two chances to order.</summary>
    public required double ReviewDays { get; init; }

    /// <summary>Smallest order, units; 0 = none.</summary>
    public required decimal Moq { get; init; }

    /// <summary>Units in a pack.</summary>
    public required decimal PackSize { get; init; }

    /// <summary>Largest order, units; null = none.</summary>
    public required decimal? MaxOrder { get; init; }

    /// <summary>What was not given and had to be assumed.</summary>
    public required ImmutableArray<string> Assumptions { get; init; }

    /// <summary>Kind of demand.</summary>
    public required string Pattern { get; init; }

    /// <summary>A, B, C, or a blank.</summary>
    public required string AbcClass { get; init; }

    /// <summary>The model that was used.</summary>
    public required string Model { get; init; }

    /// <summary>What was fitted.</summary>
    public required string Parameters { get; init; }

    /// <summary>Why the first choice of model was not used; empty when it was.</summary>
    public required string FallbackReason { get; init; }

    /// <summary>What to do, and the sum that explains it.</summary>
    public required Recommendation Recommendation { get; init; }
}
