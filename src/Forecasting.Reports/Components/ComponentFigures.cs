using System.Collections.Immutable;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Reports.Components;

/// <summary>The parts of a history in the few numbers that a planner asks for.</summary>
public sealed record ComponentFigures
{
    /// <summary>The trend in the last bucket, units per bucket.</summary>
    public required double Level { get; init; }

    /// <summary>How much <see cref="Level"/> has changed over the last <see cref="ChangeBuckets"/>, units per bucket.</summary>
    public required double Change { get; init; }

    /// <summary>Buckets that <see cref="Change"/> is over: four weeks of days, a quarter of weeks, half a year of months; fewer where the
    /// history is shorter.</summary>
    public required int ChangeBuckets { get; init; }

    /// <summary>The seasons found, the shortest first.</summary>
    public required ImmutableArray<SeasonFigures> Seasons { get; init; }

    /// <summary>What the figures are of.</summary>
    public required SsaComponents Parts { get; init; }

    /// <summary>Most buckets that <see cref="ChangeBuckets"/> is.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    public static int LongestChange(TimeBucket bucket) => bucket.Unit switch { BucketUnit.Day => 28, BucketUnit.Week => 13, _ => 6 };

    /// <summary>The figures of a history that could be taken apart.</summary>
    /// <param name="demand">Whose history.</param>
    /// <param name="parts">Its components.</param>
    public static ComponentFigures Of(PlannedDemand demand, SsaComponents parts)
    {
        var trend = parts.Trend.Values;
        var span = Math.Min(trend.Length - 1, LongestChange(demand.Bucket));
        return new ComponentFigures
        {
            Level = trend[^1],
            Change = trend[^1] - trend[^(span + 1)],
            ChangeBuckets = span,
            Seasons = [.. parts.Seasons.Select(season => SeasonFigures.Of(demand, season))],
            Parts = parts,
        };
    }
}
