namespace Forecasting.Accuracy;

/// <summary>How far demand is from its own level, one bucket ahead, over all of its history: the textbook's deviation, which knows little of the model but is
/// known from every bucket.</summary>
/// <remarks>Exponential smoothing with the constant that errs least (Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., 2017,
/// sections 3.4 and 3.5), with and without a season that repeats, whichever errs less.</remarks>
internal static class OwnSpread
{
    private static readonly double[] Constants = [0.05, 0.1, 0.2, 0.3, 0.5];

    /// <summary>A season is taken out where so many of them were seen.</summary>
    private const int FewestSeasons = 4;

    /// <summary>Root mean squared error of one bucket ahead, units, ≥ 0; 0 with fewer than two buckets.</summary>
    /// <param name="history">Demand, NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    public static double Deviation(ReadOnlySpan<double> history, int seasonLength)
    {
        var deviation = Smoothed(history);
        if (seasonLength < 2 || history.Length < FewestSeasons * seasonLength)
            return deviation;

        var apart = WithoutSeason(history, seasonLength, out var observed, out var places);
        // Each place of the season is a parameter.
        return observed > FewestSeasons * places
            ? Math.Min(deviation, Smoothed(apart) * Math.Sqrt((double)observed / (observed - places)))
            : deviation;
    }

    private static double Smoothed(ReadOnlySpan<double> history)
    {
        var least = double.PositiveInfinity;
        foreach (var constant in Constants)
        {
            double level = 0, squares = 0;
            var seen = 0;
            foreach (var demand in history)
            {
                if (double.IsNaN(demand))
                    continue;
                var error = demand - level;
                squares += seen == 0 ? 0 : error * error;
                level += Math.Max(constant, 1.0 / ++seen) * error;
            }

            least = Math.Min(least, seen > 1 ? squares / (seen - 1) : 0);
        }

        return Math.Sqrt(least);
    }

    private static double[] WithoutSeason(ReadOnlySpan<double> history, int seasonLength, out int observed, out int places)
    {
        var (sums, counts) = (new double[seasonLength], new int[seasonLength]);
        for (var t = 0; t < history.Length; t++)
        {
            if (double.IsNaN(history[t]))
                continue;
            sums[t % seasonLength] += history[t];
            counts[t % seasonLength]++;
        }

        observed = counts.Sum();
        places = counts.Count(c => c > 0);
        var apart = new double[history.Length];
        for (var t = 0; t < apart.Length; t++)
            apart[t] = history[t] - sums[t % seasonLength] / Math.Max(1, counts[t % seasonLength]);
        return apart;
    }
}
