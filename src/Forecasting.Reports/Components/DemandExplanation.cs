using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Reports.Components;

/// <summary>A SKU's demand in one run, to be shown: what the run knew and expected at each place.</summary>
/// <param name="RunId">Which run.</param>
/// <param name="AsOf">Morning of its plan.</param>
/// <param name="Demands">One a place, ordered by place.</param>
public sealed record DemandExplanation(string RunId, DateOnly AsOf, ImmutableArray<ExplainedDemand> Demands);

/// <summary>The demand at one place.</summary>
/// <param name="Demand">History and forecast.</param>
/// <param name="ItemName">Name of the product; empty when unknown.</param>
public sealed record ExplainedDemand(PlannedDemand Demand, string ItemName)
{
    /// <summary>Units as sold, one for each bucket of the history; NaN = not observed. Empty when not known.</summary>
    public ImmutableArray<double> Sold { get; init; } = [];

    /// <summary>Standard deviation of each bucket that was estimated, units; 0 where it was not. Empty when none was.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];
}
