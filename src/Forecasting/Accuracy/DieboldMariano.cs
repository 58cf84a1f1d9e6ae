using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>Whether two forecasts of one series differ in their losses by more than chance.</summary>
/// <remarks>
/// Diebold and Mariano, "Comparing predictive accuracy", Journal of Business &amp; Economic Statistics 13 (1995) 253–263: the mean loss difference ÷
/// its deviation, which counts that losses of one forecast horizon depend on one another (autocovariances up to horizon − 1, all with weight 1;
/// where that makes no positive variance, with Bartlett's weights: Newey and West, Econometrica 55 (1987) 703–708). Small samples: Harvey, Leybourne
/// and Newbold, "Testing the equality of prediction mean squared errors", International Journal of Forecasting 13 (1997) 281–291, and Student's
/// distribution with n − 1 degrees of freedom.
/// </remarks>
public static class DieboldMariano
{
    /// <summary>The two-sided probability of so large a mean difference, if the forecasts were equally good.</summary>
    /// <param name="differences">Loss of one forecast − loss of the other, in time order; NaN is left out.</param>
    /// <param name="horizon">Buckets that errors of one forecast reach over, ≥ 1.</param>
    /// <returns>0..1; 1 when all differences are 0, or there are fewer than two, or no more than the horizon has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static double TwoSided(ReadOnlySpan<double> differences, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var values = new List<double>(differences.Length);
        foreach (var difference in differences)
        {
            if (!double.IsNaN(difference))
                values.Add(difference);
        }

        var n = values.Count;
        if (n < 2 || n <= horizon)
            return 1;
        var mean = 0.0;
        foreach (var value in values)
            mean += value;
        mean /= n;
        var variance = Autocovariance(values, mean, 0);
        var positive = variance;
        for (var lag = 1; lag < horizon; lag++)
        {
            var covariance = Autocovariance(values, mean, lag);
            variance += 2 * covariance;
            positive += 2 * (1 - (double)lag / horizon) * covariance;
        }

        if (!(variance > 0))
            variance = positive;
        if (!(variance > 0))
            return mean == 0 ? 1 : 0;

        var h = (double)horizon;
        var correction = Math.Sqrt(Math.Max(0, (n + 1 - 2 * h + h * (h - 1) / n) / n));
        return StudentTail.TwoSided(correction * mean / Math.Sqrt(variance / n), n - 1);
    }

    private static double Autocovariance(List<double> values, double mean, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < values.Count; t++)
            sum += (values[t] - mean) * (values[t - lag] - mean);
        return sum / values.Count;
    }
}
