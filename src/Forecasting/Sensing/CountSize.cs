using Forecasting.Statistics;

namespace Forecasting.Sensing;

/// <summary>The size of the negative binomial that is at least as wide as a promised distribution.</summary>
/// <remarks>Demand is Poisson around a level that the forecast knows only up to a gamma factor of mean 1 and shape r, the size: the total is negative
/// binomial with variance μ + μ²/r. Where the promise is wider on one side than on the other the wider one decides, so that evidence against it is
/// rather too weak than too strong.</remarks>
public static class CountSize
{
    /// <summary>From here on the level is known: plain Poisson.</summary>
    public const double Poisson = 1e9;

    private const double Least = 0.01;

    /// <summary>The size r.</summary>
    /// <param name="mean">Promised mean, units.</param>
    /// <param name="levels">Probabilities, ascending, strictly between 0 and 1.</param>
    /// <param name="quantiles">Promised quantiles, units, one for each level.</param>
    /// <returns>0.01..1e9; the largest stands for Poisson.</returns>
    /// <remarks>Each quantile gives the shape of a gamma distribution by the cube root of Wilson and Hilferty (1931): (q/μ)^⅓ = 1 − x² + z·x with
    /// x = 1 ÷ (3√k), half a unit nearer to the mean because counts are whole; a promise of zeros gives the largest r with P(0) no smaller.</remarks>
    public static double Of(double mean, ReadOnlySpan<double> levels, ReadOnlySpan<double> quantiles)
    {
        if (!(mean > 0))
            return Poisson;
        var variance = 0.0;
        var zeros = 0.0;
        for (var i = 0; i < levels.Length; i++)
        {
            if (quantiles[i] <= 0)
                zeros = Math.Max(zeros, levels[i]);
            else
                variance = Math.Max(variance, VarianceOf(mean, levels[i], quantiles[i]));
        }

        var size = variance > mean ? mean * mean / (variance - mean) : Poisson;
        return Math.Clamp(Math.Min(size, ZeroSize(mean, zeros)), Least, Poisson);
    }

    private static double VarianceOf(double mean, double level, double quantile)
    {
        var z = NormalDistribution.Quantile(level);
        var nearer = z > 0 ? Math.Max(mean, quantile - 0.5) : Math.Min(mean, quantile + 0.5);
        var gap = Math.Cbrt(nearer / mean) - 1;
        if (z * gap <= 0)
            return 0;

        // x² − z·x + gap = 0; below the mean z and gap are both negative, and the root is the one near zero again.
        var root = z * z - 4 * gap;
        var x = root < 0 ? z / 2 : Math.Abs(z - Math.CopySign(Math.Sqrt(root), z)) / 2;
        return 9 * x * x * mean * mean;
    }

    // P(0) = (r ÷ (r + μ))^r falls from 1 to e^−μ as r grows.
    private static double ZeroSize(double mean, double zeros)
    {
        if (zeros <= Math.Exp(-mean))
            return Poisson;
        double low = Math.Log(Least), high = Math.Log(Poisson);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var size = Math.Exp(middle);
            (low, high) = -size * Math.Log(1 + mean / size) >= Math.Log(zeros) ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }
}
