using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Forecasters.Ssa;

/// <summary>A history as the sum of trend, seasons, other cycles and noise.</summary>
/// <remarks>
/// <para>Bucket by bucket Trend + Seasons + Cycle + Noise = <see cref="History"/>, because noise is what the others leave. The parts are
/// those of this history, not of a forecast: near its end they are less certain than in the middle, as in every decomposition.</para>
/// <para>Equality is that of records: the arrays compare by reference.</para>
/// </remarks>
public sealed record SsaComponents
{
    /// <summary>Number of buckets left out in front, because nothing was observed until then.</summary>
    public required int FirstBucket { get; init; }

    /// <summary>Demand with unobserved buckets filled, units per bucket, from <see cref="FirstBucket"/> on.</summary>
    public required ImmutableArray<double> History { get; init; }

    /// <summary>How many buckets of <see cref="History"/> were not observed.</summary>
    public required int FilledBuckets { get; init; }

    /// <summary>Level and slow change.</summary>
    public required SsaPart Trend { get; init; }

    /// <summary>The seasons found, the shortest first; empty when none stands out of noise.</summary>
    public required ImmutableArray<SsaSeason> Seasons { get; init; }

    /// <summary>Oscillations that stand out of noise and are neither slow nor a season; zeros when there are none.</summary>
    public required SsaPart Cycle { get; init; }

    /// <summary>What is left. Its mean is 0.</summary>
    public required SsaPart Noise { get; init; }

    /// <summary>How far the trend stands out of what is left: max(0, 1 − Var(remainder) ÷ Var(trend + remainder)), 0..1.</summary>
    /// <remarks>The remainder is cycle + noise, in observed buckets. Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd
    /// ed., section 4.3.</remarks>
    public required double TrendStrength { get; init; }

    /// <summary>Root mean square of the noise in observed buckets, units per bucket.</summary>
    public required double NoiseDeviation { get; init; }

    /// <summary>Root mean square of the cycle in observed buckets, units per bucket; 0 when there are none.</summary>
    public required double CycleDeviation { get; init; }

    /// <summary>w-correlations between the parts, in the order of <see cref="Parts"/>: parts × parts, row by row, symmetric.</summary>
    /// <remarks>Near 0 two parts are separated; near ±1 they are one part that was cut in two.</remarks>
    public required ImmutableArray<double> Correlations { get; init; }

    /// <summary>Embedding window of the decomposition, buckets.</summary>
    public required int WindowLength { get; init; }

    /// <summary>Components that stand out of noise, those of trend, seasons and cycle together; at least 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Trend, seasons, cycle, noise: what <see cref="History"/> is the sum of.</summary>
    public ImmutableArray<SsaPart> Parts => [Trend, .. Seasons.Select(season => season.Part), Cycle, Noise];

    /// <summary>The largest w-correlation between two different parts, without its sign, 0..1: how poorly the worst pair is
    /// separated.</summary>
    public double LargestCorrelation
    {
        get
        {
            var count = Seasons.Length + 3;
            var correlations = Correlations;
            return Enumerable.Range(0, correlations.Length)
                .Where(at => at / count != at % count)
                .Max(at => Math.Abs(correlations[at]));
        }
    }

    /// <summary>The seasons that demand in buckets of a kind may have, in buckets, ascending: a week and a year of days, a year of weeks or
    /// months.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    public static ImmutableArray<double> SeasonsOf(TimeBucket bucket) => bucket.Unit switch
    {
        BucketUnit.Day => [7, 365.25],
        BucketUnit.Week => [365.25 / 7],
        _ => [12],
    };

    /// <summary>Decomposes a history.</summary>
    /// <param name="history">Cleansed demand per bucket, oldest first; NaN = not observed. Infinite values count as not observed.</param>
    /// <param name="seasons">Lengths that a season may have, buckets, each ≥ 2, ascending; empty = none. Only those that half the history
    /// can hold are looked for, and only those that stand out of noise are found.</param>
    /// <param name="windowLength">Embedding window, ≥ 2; null = whole seasons, at most half the history
    /// (<see cref="ComponentWindow"/>).</param>
    /// <returns><see cref="Outcome{T}.Done"/>; <see cref="Outcome{T}.Skipped"/> when fewer than 24 buckets were observed, when there was no
    /// demand, or when the history is too short for <paramref name="windowLength"/>.</returns>
    /// <remarks>Whatever the data: no exception, every number finite. A history in other units (× 8) gives the parts in those
    /// units.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A season or the window is out of its range, or the seasons do not ascend.</exception>
    public static Outcome<SsaComponents> Of(ImmutableArray<double> history, ImmutableArray<double> seasons, int? windowLength = null)
    {
        CheckSeasons(seasons);
        if (windowLength is < 2)
            throw new ArgumentOutOfRangeException(nameof(windowLength), windowLength, "must be 2 or more buckets, or null.");
        if (!ScaledHistory.TryOf(history.AsSpan(), out var scaled))
            return new Outcome<SsaComponents>.Skipped("No bucket was observed.");

        var values = scaled.Values;
        var observed = values.Count(double.IsFinite);
        if (values.All(value => value is 0 or double.NaN))
            return new Outcome<SsaComponents>.Skipped("There was no demand in any observed bucket.");
        if (observed < ComponentWindow.FewestBuckets)
            return new Outcome<SsaComponents>.Skipped(FormattableString.Invariant(
                $"Components need at least {ComponentWindow.FewestBuckets} observed buckets; there are {observed}."));
        var window = windowLength ?? ComponentWindow.For(values.Length, seasons.AsSpan());
        if (window > values.Length - 1)
            return new Outcome<SsaComponents>.Skipped(FormattableString.Invariant(
                $"Components with window {window} need at least {window + 1} buckets; there are {values.Length}."));
        return new Outcome<SsaComponents>.Done(ComponentAssembly.Assemble(scaled, history.Length - values.Length, seasons, window));
    }

    private static void CheckSeasons(ImmutableArray<double> seasons)
    {
        var previous = 0.0;
        foreach (var season in seasons)
        {
            if (!(season >= 2 && season > previous && double.IsFinite(season)))
                throw new ArgumentOutOfRangeException(nameof(seasons), season, "seasons must ascend, each at least 2 buckets and finite.");
            previous = season;
        }
    }
}
