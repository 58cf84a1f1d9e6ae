using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>The past moments from which a series is forecast anew, as if the rest were not known.</summary>
/// <remarks>Not those of <see cref="RollingOrigins"/>: these lie one horizon apart, so that no bucket is scored twice, and each is judged over the
/// whole horizon.</remarks>
public static class TrialOrigins
{
    /// <summary>Chooses origins.</summary>
    /// <param name="buckets">Buckets of history, ≥ 0.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <param name="most">Most origins wanted, ≥ 1.</param>
    /// <returns>Numbers of buckets seen, ascending, the last one horizon before the end; none with fewer than two buckets behind it, or
    /// fewer than the horizon has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ImmutableArray<int> Choose(int buckets, int horizon, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(buckets);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var origins = new List<int>();
        for (var origin = buckets - horizon; origin >= Least(horizon) && origins.Count < most; origin -= horizon)
            origins.Add(origin);
        origins.Reverse();
        return [.. origins];
    }

    /// <summary>Fewest buckets behind an origin.</summary>
    /// <param name="horizon">Buckets forecast.</param>
    public static int Least(int horizon) => Math.Max(2, horizon);
}
