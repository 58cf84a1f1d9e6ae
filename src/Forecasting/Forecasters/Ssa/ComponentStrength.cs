using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>How much of a history each of its parts is.</summary>
/// <remarks>Series are scaled to values up to 2. Unobserved buckets are left out of strengths and deviations: what filled them holds no
/// noise and would flatter.</remarks>
internal static class ComponentStrength
{
    /// <summary>Variances below this are rounding.</summary>
    private const double NoVariance = 1e-20;

    /// <summary>max(0, 1 − Var(R) ÷ Var(S + R)), 0..1; 0 where nothing varies.</summary>
    /// <param name="part">S.</param>
    /// <param name="remainder">R: what neither trend nor a season explains.</param>
    /// <param name="observed">NaN in buckets that do not count.</param>
    /// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 4.3.</remarks>
    public static double Of(ReadOnlySpan<double> part, ReadOnlySpan<double> remainder, ImmutableArray<double> observed)
    {
        var both = part.ToArray();
        VectorMath.AddScaled(both, 1, remainder);
        var whole = Variance(both, observed);
        return whole > NoVariance ? Math.Max(0, 1 - Variance(remainder, observed) / whole) : 0;
    }

    /// <summary>Root mean square.</summary>
    public static double Deviation(ReadOnlySpan<double> part, ImmutableArray<double> observed) => Math.Sqrt(MeanSquare(part, 0, observed));

    /// <summary>Cov(part, history) ÷ Var(history): the shares of parts that add up to the history add up to 1. 0 where nothing
    /// varies.</summary>
    public static double VarianceShare(ReadOnlySpan<double> part, ReadOnlySpan<double> history)
    {
        var (partMean, mean) = (Mean(part, []), Mean(history, []));
        double covariance = 0, variance = 0;
        for (var t = 0; t < history.Length; t++)
        {
            covariance += (part[t] - partMean) * (history[t] - mean);
            variance += (history[t] - mean) * (history[t] - mean);
        }

        return variance > NoVariance * history.Length ? covariance / variance : 0;
    }

    private static double Variance(ReadOnlySpan<double> series, ImmutableArray<double> observed) =>
        MeanSquare(series, Mean(series, observed), observed);

    private static double Mean(ReadOnlySpan<double> series, ImmutableArray<double> observed)
    {
        double sum = 0;
        var count = 0;
        for (var t = 0; t < series.Length; t++)
        {
            if (!observed.IsEmpty && double.IsNaN(observed[t]))
                continue;
            sum += series[t];
            count++;
        }

        return sum / count;
    }

    private static double MeanSquare(ReadOnlySpan<double> series, double centre, ImmutableArray<double> observed)
    {
        double sum = 0;
        var count = 0;
        for (var t = 0; t < series.Length; t++)
        {
            if (double.IsNaN(observed[t]))
                continue;
            sum += (series[t] - centre) * (series[t] - centre);
            count++;
        }

        return sum / count;
    }
}
