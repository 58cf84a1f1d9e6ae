namespace Forecasting.Statistics;

/// <summary>Simple exponential smoothing with the constant, 0.05 to 0.5, that errs least one bucket ahead.</summary>
/// <param name="Level">Level after the last observed value; 0 without one.</param>
/// <param name="Deviation">Root of the mean squared error of one bucket ahead, ≥ 0; 0 with fewer than two values.</param>
/// <remarks>Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., 2017, section 3.4. The first values are averaged.</remarks>
internal readonly record struct SmoothedLevel(double Level, double Deviation)
{
    private static readonly double[] Constants = [0.05, 0.1, 0.2, 0.3, 0.5];

    /// <summary>Smooths a series.</summary>
    /// <param name="values">NaN = not observed.</param>
    public static SmoothedLevel Of(ReadOnlySpan<double> values)
    {
        var best = new SmoothedLevel(0, double.PositiveInfinity);
        foreach (var constant in Constants)
        {
            double level = 0, squares = 0;
            var seen = 0;
            foreach (var value in values)
            {
                if (double.IsNaN(value))
                    continue;
                var error = value - level;
                squares += seen == 0 ? 0 : error * error;
                level += Math.Max(constant, 1.0 / ++seen) * error;
            }

            var deviation = seen > 1 ? Math.Sqrt(squares / (seen - 1)) : 0;
            if (deviation < best.Deviation)
                best = new SmoothedLevel(level, deviation);
        }

        return best;
    }
}
