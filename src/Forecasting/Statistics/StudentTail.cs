namespace Forecasting.Statistics;

/// <summary>How seldom a value of Student's distribution is as far from 0.</summary>
internal static class StudentTail
{
    /// <summary>P(|T| ≥ |t|).</summary>
    /// <param name="t">The value; an infinite one is never reached.</param>
    /// <param name="degreesOfFreedom">&gt; 0.</param>
    /// <remarks>I(ν ÷ (ν + t²); ν ÷ 2, ½), the regularised incomplete beta function: Abramowitz and Stegun, Handbook of Mathematical Functions,
    /// 26.7.1 and 26.5.8, its continued fraction by Lentz's method.</remarks>
    /// <example>t = 2.228139 with 10 degrees of freedom gives 0.05.</example>
    public static double TwoSided(double t, double degreesOfFreedom)
    {
        if (double.IsInfinity(t))
            return 0;
        var x = degreesOfFreedom / (degreesOfFreedom + t * t);
        return Beta(x, degreesOfFreedom / 2, 0.5);
    }

    private static double Beta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
            return x <= 0 ? 0 : 1;
        var front = Math.Exp(
            GammaDistribution.LogGamma(a + b) - GammaDistribution.LogGamma(a) - GammaDistribution.LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        var (c, d) = (1.0, 1 / NotZero(1 - (a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m < 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15)
                break;
        }

        return value;

        static double NotZero(double number) => Math.Abs(number) < Tiny ? Tiny : number;
    }
}
