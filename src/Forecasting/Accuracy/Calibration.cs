using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>How often demand stayed below each quantile, beside how often it should have.</summary>
/// <param name="levels">Nominal probabilities, ascending, each strictly between 0 and 1.</param>
/// <remarks>Demand in whole units often equals its quantile. Both shares are counted, below and at or below: quantiles hold what they promise
/// when the nominal probability lies between the two.</remarks>
public sealed class Calibration(ImmutableArray<double> levels)
{
    private readonly long[] below = new long[levels.Length];
    private readonly long[] atOrBelow = new long[levels.Length];
    private long observed;

    /// <summary>Nominal probabilities.</summary>
    public ImmutableArray<double> Levels => levels;

    /// <summary>Buckets counted.</summary>
    public long Observed => observed;

    /// <summary>Counts a bucket; one that was not observed changes nothing.</summary>
    /// <param name="actual">What came, units; NaN = not observed.</param>
    /// <param name="quantiles">One for each level, units.</param>
    /// <exception cref="ArgumentException">There are more or fewer quantiles than levels.</exception>
    public void Add(double actual, ReadOnlySpan<double> quantiles)
    {
        if (quantiles.Length != levels.Length)
            throw new ArgumentException($"{quantiles.Length} quantiles for {levels.Length} levels.", nameof(quantiles));
        if (double.IsNaN(actual))
            return;
        observed++;
        for (var i = 0; i < quantiles.Length; i++)
        {
            below[i] += actual < quantiles[i] ? 1 : 0;
            atOrBelow[i] += actual <= quantiles[i] ? 1 : 0;
        }
    }

    /// <summary>Adds what another counted.</summary>
    /// <param name="other">The other, of the same levels.</param>
    /// <exception cref="ArgumentException">It is of other levels.</exception>
    public void Add(Calibration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!levels.AsSpan().SequenceEqual(other.Levels.AsSpan()))
            throw new ArgumentException("The levels differ.", nameof(other));
        observed += other.observed;
        for (var i = 0; i < levels.Length; i++)
        {
            below[i] += other.below[i];
            atOrBelow[i] += other.atOrBelow[i];
        }
    }

    /// <summary>Share of actuals below, and at or below, the quantile of level number <paramref name="level"/> (0-based); NaN before any was
    /// counted.</summary>
    public (double Below, double AtOrBelow) Held(int level) =>
        observed == 0 ? (double.NaN, double.NaN) : ((double)below[level] / observed, (double)atOrBelow[level] / observed);
}
