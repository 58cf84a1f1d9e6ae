namespace Forecasting.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.398942280401432677939946;

    // Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477–484: relative error about 1e-16.
    private static readonly double[] CentreTop =
    [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static readonly double[] CentreBottom =
    [
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static readonly double[] MiddleTop =
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static readonly double[] MiddleBottom =
    [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static readonly double[] TailTop =
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static readonly double[] TailBottom =
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    /// <summary>Density φ(z).</summary>
    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>Φ(z), the probability of a value ≤ <paramref name="z"/>.</summary>
    /// <remarks>Graeme West, Better approximations to cumulative normal functions, Wilmott (2005), after Hart: absolute error below
    /// 1e-15.</remarks>
    /// <example>z = 1.644853627 gives 0.95.</example>
    public static double Cumulative(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        var x = Math.Abs(z);
        if (x > 38)
            return z > 0 ? 1 : 0;

        var exponential = Math.Exp(-x * x / 2);
        double tail;
        if (x < 7.07106781186547)
        {
            var top = 3.52624965998911e-02 * x + 0.700383064443688;
            top = top * x + 6.37396220353165;
            top = top * x + 33.912866078383;
            top = top * x + 112.079291497871;
            top = top * x + 221.213596169931;
            top = top * x + 220.206867912376;
            var bottom = 8.83883476483184e-02 * x + 1.75566716318264;
            bottom = bottom * x + 16.064177579207;
            bottom = bottom * x + 86.7807322029461;
            bottom = bottom * x + 296.564248779674;
            bottom = bottom * x + 637.333633378831;
            bottom = bottom * x + 793.826512519948;
            bottom = bottom * x + 440.413735824752;
            tail = exponential * top / bottom;
        }
        else
        {
            tail = exponential * InverseRootTwoPi / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65)))));
        }

        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹(p), the value not exceeded with probability <paramref name="probability"/>.</summary>
    /// <param name="probability">0..1; 0 and 1 give the infinities.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0..1, or NaN.</exception>
    /// <example>0.975 gives 1.959963985.</example>
    public static double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be in 0..1.");
        if (probability is 0 or 1)
            return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;

        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * Polynomial(CentreTop, r) / Polynomial(CentreBottom, r);
        }

        var s = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        var z = s <= 5
            ? Polynomial(MiddleTop, s - 1.6) / Polynomial(MiddleBottom, s - 1.6)
            : Polynomial(TailTop, s - 5) / Polynomial(TailBottom, s - 5);
        return q < 0 ? -z : z;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            value = value * x + coefficients[i];
        return value;
    }
}
