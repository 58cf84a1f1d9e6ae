namespace Forecasting.Statistics;

/// <summary>Student's distribution: a normal one whose deviation is itself only known from a few values.</summary>
internal static class StudentDistribution
{
    /// <summary>The value not exceeded with the given probability.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <param name="degreesOfFreedom">≥ 3.</param>
    /// <remarks>Expansion in powers of 1 ÷ degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5. Between the
    /// probabilities 0.025 and 0.975 right to 1 % from 3 degrees of freedom, in the far tails too narrow.</remarks>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        var z = NormalDistribution.Quantile(probability);
        var n = degreesOfFreedom;
        var square = z * z;
        return z * (1 + ((square + 1) / 4
            + (((5 * square + 16) * square + 3) / 96
            + ((((3 * square + 19) * square + 17) * square - 15) / 384) / n) / n) / n);
    }
}
