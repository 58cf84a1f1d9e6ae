using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>How far demand is from its own level, one bucket ahead, over all of its history: the textbook's deviation, which knows little of the model but is
/// known from every bucket.</summary>
/// <remarks>That of <see cref="SmoothedLevel"/>, with and without a season that repeats, whichever errs less.</remarks>
internal static class OwnSpread
{
    /// <summary>A season is taken out where so many of them were seen.</summary>
    private const int FewestSeasons = 4;

    /// <summary>Horizons of errors that demand's own deviation counts for.</summary>
    /// <remarks>Found by experiment: stock left over at the same shortage, with sums of demand over a protection interval of days, weeks and months. From 4 to 16 there is hardly a
    /// difference; without it up to a seventh more is left (docs/methods/spread.md).</remarks>
    private const double Horizons = 8;

    /// <summary>How the own deviation follows the level where every bucket sells: as a count does.</summary>
    private const double Exponent = 0.5;

    /// <summary>The spread with demand's own deviation in it.</summary>
    /// <param name="spread">Learnt from errors.</param>
    /// <param name="correlation">Measured between the errors of two of the first 1, 2, … buckets.</param>
    /// <param name="independent">Horizons of errors, end to end.</param>
    /// <param name="history">Demand, NaN = not observed; at least one bucket observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    /// <remarks>A handful of horizons tells the deviation of a sum as badly as so many numbers can, and the errors of origins that met no sale are the forecast itself: the own
    /// deviation has the weight of <see cref="Horizons"/> beside them, and at least that of the chance that they met none. It grows with the level the less, the more buckets are
    /// empty: there the sizes of orders make it. What one bucket deviates says nothing of the next, so only the errors' part hangs together.</remarks>
    public static ErrorSpread Beside(
        ErrorSpread spread, ImmutableArray<double> correlation, double independent, ReadOnlySpan<double> history, int seasonLength)
    {
        var empty = RecentDemand.EmptyShare(history);
        var weight = Math.Max(Horizons / (Horizons + independent), Math.Pow(empty, spread.Origins));
        return spread with
        {
            OwnDeviation = Deviation(history, seasonLength),
            OwnWeight = weight,
            OwnExponent = Exponent * (1 - empty),
            Correlation = [.. correlation.Select(measured => (1 - weight) * measured)],
        };
    }

    /// <summary>Root mean squared error of one bucket ahead, units, ≥ 0; 0 with fewer than two buckets.</summary>
    /// <param name="history">Demand, NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    public static double Deviation(ReadOnlySpan<double> history, int seasonLength)
    {
        var deviation = SmoothedLevel.Of(history).Deviation;
        if (seasonLength < 2 || history.Length < FewestSeasons * seasonLength)
            return deviation;

        var apart = WithoutSeason(history, seasonLength, out var observed, out var places);
        // Each place of the season is a parameter.
        return observed > FewestSeasons * places
            ? Math.Min(deviation, SmoothedLevel.Of(apart).Deviation * Math.Sqrt((double)observed / (observed - places)))
            : deviation;
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
