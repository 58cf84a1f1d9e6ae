using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>The past moments from which a model is asked to forecast what is now known.</summary>
public static class RollingOrigins
{
    /// <summary>Chooses origins.</summary>
    /// <param name="buckets">Buckets of history, ≥ 1.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <param name="most">Most past origins wanted, ≥ 0.</param>
    /// <returns>Numbers of buckets seen, ascending; the last is <paramref name="buckets"/>, the forecast itself, and is always
    /// there.</returns>
    /// <remarks>Evenly spaced, the latest one horizon before the end, so that every origin is scored over the whole horizon; none with
    /// less than half the history, or less than needed to see two seasons, behind it. Their distance shares no factor with the season,
    /// so that each weekday or month gets its turn. A history too short for four such origins is also scored from its last buckets,
    /// over what is left of the horizon.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static ImmutableArray<int> Choose(int buckets, int seasonLength, int horizon, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(most);

        var earliest = Earliest(buckets, seasonLength, horizon);
        var latest = buckets - horizon;
        if (latest - earliest + 1 < FewestWhole)
            latest = Math.Min(buckets - 1, earliest + Math.Max(FewestWhole, horizon) - 1);

        var origins = new List<int> { buckets };
        if (latest >= earliest)
        {
            var step = Spacing(latest - earliest, seasonLength, most);
            for (var origin = latest; origin >= earliest && origins.Count <= most; origin -= step)
                origins.Add(origin);
        }

        origins.Reverse();
        return [.. origins];
    }

    /// <summary>The origins that a series shares with a longer one that ends with it, so that both are forecast from the same days.</summary>
    /// <param name="buckets">Buckets of history, ≥ 1.</param>
    /// <param name="longest">Buckets of the longer one.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <param name="most">Most past origins wanted, ≥ 0.</param>
    /// <returns>Those of the longer one that have enough behind them; its own (<see cref="Choose"/>) where that leaves fewer than four.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static ImmutableArray<int> Shared(int buckets, int longest, int seasonLength, int horizon, int most)
    {
        var own = Choose(buckets, seasonLength, horizon, most);
        if (longest <= buckets)
            return own;
        var earliest = Earliest(buckets, seasonLength, horizon);
        ImmutableArray<int> shared =
        [
            .. Choose(longest, seasonLength, horizon, most).Select(origin => origin - (longest - buckets)).Where(origin => origin >= earliest),
        ];
        return shared.Length > FewestWhole ? shared : own;
    }

    private const int FewestWhole = 4;
    private const int FewestBehind = 4;
    private const int LongestSpanInHorizons = 6;

    private static int Earliest(int buckets, int seasonLength, int horizon)
    {
        var twoSeasons = 2 * seasonLength + 1;
        var behind = Math.Max(buckets / 2, FewestBehind);
        if (twoSeasons <= buckets - horizon)
            behind = Math.Max(behind, twoSeasons);
        // What happened many horizons or seasons ago says little about the next one.
        var recent = buckets - horizon - Math.Max(LongestSpanInHorizons * horizon, 2 * seasonLength);
        return Math.Max(behind, recent);
    }

    private static int Spacing(int span, int seasonLength, int most)
    {
        var step = Math.Max(1, (span + most - 1) / Math.Max(1, most - 1));
        while (step > 1 && GreatestCommonDivisor(step, seasonLength) > 1)
            step++;
        return step;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
