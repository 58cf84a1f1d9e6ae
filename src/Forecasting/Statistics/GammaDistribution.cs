namespace Forecasting.Statistics;

/// <summary>The gamma distribution with mean 1: what non-negative, right-skewed demand looks like after division by its mean.</summary>
public static class GammaDistribution
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    /// <remarks>Lanczos' approximation, g = 7, nine terms: relative error below 1e-14.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is not positive.</exception>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);

        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x + i);
        var t = x + 7.5;
        return 0.91893853320467274178 + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>The regularised lower incomplete gamma function P(shape, x): the probability that a gamma variable of scale 1 is ≤
    /// x.</summary>
    /// <param name="shape">Shape, &gt; 0.</param>
    /// <param name="x">Value, ≥ 0.</param>
    /// <remarks>Series below shape + 1, Lentz's continued fraction above: Abramowitz and Stegun 6.5.29 and 6.5.31.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive or x is negative.</exception>
    public static double Cumulative(double shape, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return x == 0 ? 0 : Cumulative(shape, x, LogGamma(shape));
    }

    /// <summary>Q(shape, x) = 1 − P(shape, x): the probability of a value above x, with all its digits in the upper tail.</summary>
    /// <param name="shape">Shape, &gt; 0.</param>
    /// <param name="x">Value, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive or x is negative.</exception>
    public static double Survival(double shape, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        if (x < shape + 1)
            return x == 0 ? 1 : 1 - Cumulative(shape, x, LogGamma(shape));
        return double.IsPositiveInfinity(x) ? 0 : Math.Clamp(UpperTail(shape, x, Math.Exp(shape * Math.Log(x) - x - LogGamma(shape))), 0, 1);
    }

    /// <summary>Quantile of the gamma distribution with mean 1 and the given variance.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="variance">Variance = squared coefficient of variation, ≥ 0; 0 gives 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability or the variance is out of its range.</exception>
    /// <example>Probability 0.5 and variance 1 (exponential) gives ln 2.</example>
    public static double Quantile(double probability, double variance)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be strictly between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        if (variance < 1e-12)
            return 1 + Math.Sqrt(variance) * NormalDistribution.Quantile(probability);

        var shape = 1 / variance;
        var logGamma = LogGamma(shape);
        return shape < 1e-3 ? 0 : Solve(probability, shape, logGamma) / shape;
    }

    /// <summary>Halley's method on P(shape, x) = probability, kept inside a shrinking bracket.</summary>
    private static double Solve(double probability, double shape, double logGamma)
    {
        // Wilson and Hilferty (1931) for the start; for small shapes the leading term of the series, P ≈ x^a / Γ(a + 1).
        var cube = 1 - 1 / (9 * shape) + NormalDistribution.Quantile(probability) / (3 * Math.Sqrt(shape));
        var x = shape > 0.5 && cube > 0
            ? shape * cube * cube * cube
            : Math.Exp((Math.Log(probability) + logGamma + Math.Log(shape)) / shape);
        var low = 0.0;
        var high = double.PositiveInfinity;
        for (var step = 0; step < 40; step++)
        {
            if (!(x > low) || !(x < high))
                x = double.IsPositiveInfinity(high) ? Math.Max(2 * low, 1e-300) : 0.5 * (low + high);
            if (x < 1e-290)
                return x;

            var error = Cumulative(shape, x, logGamma) - probability;
            if (error < 0)
                low = x;
            else
                high = x;
            var density = Math.Exp((shape - 1) * Math.Log(x) - x - logGamma);
            var newton = error / density;
            var next = x - newton / Math.Max(0.5, 1 - 0.5 * newton * ((shape - 1) / x - 1));
            if (Math.Abs(next - x) <= 1e-11 * x)
                return next;
            x = next;
        }

        return x;
    }

    private static double Cumulative(double shape, double x, double logGamma)
    {
        var front = Math.Exp(shape * Math.Log(x) - x - logGamma);
        if (x < shape + 1)
        {
            var term = 1 / shape;
            var sum = term;
            for (var n = 1; n < 10_000 && term > 1e-16 * sum; n++)
            {
                term *= x / (shape + n);
                sum += term;
            }

            return Math.Min(1, front * sum);
        }

        return Math.Clamp(1 - UpperTail(shape, x, front), 0, 1);
    }

    private static double UpperTail(double shape, double x, double front)
    {
        const double tiny = 1e-300;
        var b = x + 1 - shape;
        var c = 1 / tiny;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; n < 10_000; n++)
        {
            var numerator = -n * (n - shape);
            b += 2;
            d = numerator * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + numerator / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            var delta = c * d;
            fraction *= delta;
            if (Math.Abs(delta - 1) < 1e-15)
                break;
        }

        return front * fraction;
    }
}
