using Forecasting.History;
using Forecasting.Segmentation;
using Forecasting.Statistics;

namespace Forecasting.Cleansing;

/// <summary>A bucket that stands far above its neighbours.</summary>
/// <param name="Index">Which bucket.</param>
/// <param name="Deviations">Robust deviations above the median of its neighbours.</param>
/// <param name="Cap">Most units that would have been believed.</param>
internal readonly record struct Outlier(int Index, double Deviations, double Cap);

/// <summary>Finds buckets that stand far above their neighbours. Promotions are spared, and so is a peak that came in the same place of
/// another season. Intermittent demand has none: there a large order is the normal case.</summary>
/// <remarks>Judged on 2·sqrt(x + 3/8) (Anscombe 1948), on which Poisson counts have deviation 1 at any level, so that one threshold
/// serves slow and fast movers; the deviation is 1.4826 · the median absolute deviation, at least 1.</remarks>
internal static class Outliers
{
    private const int Reach = 13;

    /// <summary>The outliers, in time order.</summary>
    /// <param name="raw">Whose buckets.</param>
    /// <param name="quantities">Units per bucket, ≥ 0; NaN = not observed, and judged by nobody.</param>
    /// <param name="deviations">Robust deviations above the local median from which on a bucket is one; 0 = never.</param>
    public static List<Outlier> Of(DemandSeries raw, ReadOnlySpan<double> quantities, double deviations)
    {
        var outliers = new List<Outlier>();
        if (deviations <= 0
            || quantities.Length < Reach
            || DemandClassifier.Measure(quantities).Interval >= DemandClassifier.IntervalCutOff)
            return outliers;
        var stabilised = new double[quantities.Length];
        for (var i = 0; i < quantities.Length; i++)
            stabilised[i] = Stabilise(quantities[i]);

        var neighbours = new List<double>(2 * Reach);
        for (var i = 0; i < quantities.Length; i++)
        {
            if (double.IsNaN(quantities[i]) || (!raw.Promotions.IsDefaultOrEmpty && raw.Promotions[i]))
                continue;
            neighbours.Clear();
            for (var j = Math.Max(0, i - Reach); j <= Math.Min(quantities.Length - 1, i + Reach); j++)
            {
                if (j != i && !double.IsNaN(stabilised[j]))
                    neighbours.Add(stabilised[j]);
            }

            if (neighbours.Count < 8)
                continue;
            var (median, deviation) = Spread(neighbours);
            var limit = median + deviations * deviation;
            if (stabilised[i] <= limit || IsSeasonalPeak(raw, stabilised, i, (median + limit) / 2))
                continue;
            var cap = limit * limit / 4 - 0.375;
            cap = quantities[i] == Math.Floor(quantities[i]) ? Math.Ceiling(cap) : cap;
            if (cap < quantities[i])
                outliers.Add(new Outlier(i, (stabilised[i] - median) / deviation, cap));
        }

        return outliers;
    }

    /// <summary>The scale on which Poisson counts have deviation 1.</summary>
    public static double Stabilise(double quantity) => 2 * Math.Sqrt(quantity + 0.375);

    /// <summary>Median and robust deviation, at least 1, of stabilised values.</summary>
    public static (double Median, double Deviation) Spread(List<double> stabilised)
    {
        var median = Robust.Median(stabilised);
        return (median, Math.Max(1, Robust.Deviation(stabilised, median)));
    }

    private static bool IsSeasonalPeak(DemandSeries raw, double[] stabilised, int index, double high)
    {
        var season = raw.Bucket.SeasonLength;
        var (before, after) = (index - season, index + season);
        foreach (var sameTime in (ReadOnlySpan<int>)[before - 1, before, before + 1, after - 1, after, after + 1])
        {
            if (sameTime >= 0 && sameTime < stabilised.Length && stabilised[sameTime] >= high)
                return true;
        }

        return false;
    }
}
