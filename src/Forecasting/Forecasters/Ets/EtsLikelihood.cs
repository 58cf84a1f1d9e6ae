namespace Forecasting.Forecasters.Ets;

/// <summary>How likely a history is under a form: one run through it, and the price of what was estimated.</summary>
/// <remarks>Hyndman, Koehler, Ord and Snyder (2008), table 2.2 and 2.3 (the recursions), section 5.1 (likelihood, the variance concentrated out) and
/// section 7.2 (the criterion).
/// <para>With e = x − μ both kinds of error move the states alike: a relative error e ÷ μ times what it multiplies is e again. So one recursion
/// serves both, and they differ in the likelihood alone.</para></remarks>
internal static class EtsLikelihood
{
    /// <summary>Errors below this share of the demand are rounding: without it a perfect fit would be infinitely likely.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Runs a state through a window.</summary>
    /// <param name="form">The form.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="window">The demand.</param>
    /// <param name="state">The state at the start; at the end, that after the last bucket.</param>
    /// <returns>−2 log L but for a constant that is the same for every form: n ln Σ ε² + 2 Σ ln |r|, ε = e and r = 1 for additive errors, ε = e ÷ μ and
    /// r = μ for relative ones. Infinite where a mean or a factor that must be above 0 is not, and the state is then of no use.</returns>
    public static double Run(EtsForm form, in EtsParameters parameters, EtsWindow window, EtsState state)
    {
        var errors = new Errors(form.MultipliesError);
        var isSound = form.Season == EtsSeason.Multiplicative
            ? RunMultiplied(parameters, window.Values, state, ref errors)
            : RunAdded(parameters, window.Values, state, ref errors);
        if (!isSound)
            return double.PositiveInfinity;

        var rounding = Rounding * Rounding * window.Observed * (form.MultipliesError ? 1 : window.MeanSquare);
        var criterion = window.Observed * Math.Log(errors.Squares + rounding) + 2 * errors.Logarithms();
        return double.IsNaN(criterion) ? double.PositiveInfinity : criterion;
    }

    /// <summary>Akaike's criterion, corrected for few observations.</summary>
    /// <param name="criterion">−2 log L.</param>
    /// <param name="estimated">k: numbers estimated, the variance among them.</param>
    /// <param name="observed">n, > k + 1.</param>
    public static double Aicc(double criterion, int estimated, int observed) =>
        criterion + 2.0 * estimated * observed / (observed - estimated - 1);

    private static bool RunAdded(in EtsParameters parameters, ReadOnlySpan<double> values, EtsState state, ref Errors errors)
    {
        var (alpha, beta, gamma, damping) = parameters;
        var (level, slope) = (state.Level, state.Slope);
        var season = state.Season.AsSpan();
        var phase = 0;
        foreach (var value in values)
        {
            slope *= damping;
            level += slope;
            if (!double.IsNaN(value))
            {
                var mean = level + season[phase];
                var error = value - mean;
                if (!errors.Add(error, mean))
                    return false;
                level += alpha * error;
                slope += beta * error;
                season[phase] += gamma * error;
            }

            phase = phase + 1 == season.Length ? 0 : phase + 1;
        }

        (state.Level, state.Slope) = (level, slope);
        return true;
    }

    private static bool RunMultiplied(in EtsParameters parameters, ReadOnlySpan<double> values, EtsState state, ref Errors errors)
    {
        var (alpha, beta, gamma, damping) = parameters;
        var (level, slope) = (state.Level, state.Slope);
        var season = state.Season.AsSpan();
        var phase = 0;
        foreach (var value in values)
        {
            slope *= damping;
            level += slope;
            if (!double.IsNaN(value))
            {
                var factor = season[phase];
                var mean = level * factor;
                var error = value - mean;
                if (!(level > 0) || !(factor > 0) || !errors.Add(error, mean))
                    return false;
                season[phase] = factor + gamma * error / level;
                var adjusted = error / factor;
                level += alpha * adjusted;
                slope += beta * adjusted;
            }

            phase = phase + 1 == season.Length ? 0 : phase + 1;
        }

        (state.Level, state.Slope) = (level, slope);
        return true;
    }

    /// <summary>Sums over the observed buckets.</summary>
    private struct Errors(bool areRelative)
    {
        // One logarithm for many means: their product, before it leaves the range of a double.
        private const double Large = 1e100;

        private double product = 1;
        private double logarithms;

        public double Squares { get; private set; }

        public readonly double Logarithms() => logarithms + Math.Log(product);

        /// <summary>False when a relative error has no mean to relate to.</summary>
        public bool Add(double error, double mean)
        {
            if (!areRelative)
            {
                Squares += error * error;
                return true;
            }

            if (!(mean > 0))
                return false;
            var relative = error / mean;
            Squares += relative * relative;
            product *= mean;
            if (product is < 1 / Large or > Large)
            {
                logarithms += Math.Log(product);
                product = 1;
            }

            return true;
        }
    }
}
