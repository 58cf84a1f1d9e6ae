namespace Forecasting.Statistics;

/// <summary>Counts explained by a few columns, whose effects multiply: ln mean = X·b.</summary>
/// <param name="Coefficients">One for each column.</param>
/// <param name="StandardErrors">Of the coefficients, widened by how far the counts spread beyond Poisson's; same length.</param>
/// <param name="DegreesOfFreedom">Rows − columns.</param>
/// <param name="Residuals">(count − mean) ÷ √mean of each row.</param>
/// <param name="LastAlone">What the last column has beside the others, weighted by √mean, of length 1: its coefficient is learnt from it.</param>
internal sealed record PoissonRegression(
    double[] Coefficients, double[] StandardErrors, int DegreesOfFreedom, double[] Residuals, double[] LastAlone)
{
    private const int MostSteps = 50;
    private const double Converged = 1e-9;

    // e^±30 is beyond anything that is sold; past it a step has gone astray.
    private const double Farthest = 30;

    /// <summary>The fit.</summary>
    /// <param name="columns">Columns of the same length.</param>
    /// <param name="counts">What is explained, ≥ 0 and not all 0, whole or not; same length, more rows than columns.</param>
    /// <returns>Null when a column is a sum of the ones before it, or the fit does not settle.</returns>
    /// <remarks>Iteratively reweighted least squares with the variance proportional to the mean: McCullagh and Nelder, Generalized Linear
    /// Models, 2nd ed., 2.5 and 6.2. Right about the effects whatever the counts are distributed like, and zeros need no care: Santos Silva
    /// and Tenreyro, Review of Economics and Statistics 88 (2006) 641–658.</remarks>
    public static PoissonRegression? Fit(double[][] columns, ReadOnlySpan<double> counts)
    {
        var (rows, width) = (counts.Length, columns.Length);
        double total = 0;
        foreach (var count in counts)
            total += count;
        var logMean = new double[rows];
        for (var t = 0; t < rows; t++)
            logMean[t] = Math.Log((counts[t] + total / rows) / 2);

        var weighted = new double[width][];
        for (var j = 0; j < width; j++)
            weighted[j] = new double[rows];
        var working = new double[rows];
        var before = new double[width];
        for (var step = 0; step < MostSteps; step++)
        {
            for (var t = 0; t < rows; t++)
            {
                var mean = Math.Exp(logMean[t]);
                var root = Math.Sqrt(mean);
                working[t] = root * (logMean[t] + (counts[t] - mean) / mean);
                for (var j = 0; j < width; j++)
                    weighted[j][t] = root * columns[j][t];
            }

            if (LeastSquares.Fit(weighted, working, out _) is not { } fit)
                return null;
            double moved = 0;
            for (var j = 0; j < width; j++)
                moved = Math.Max(moved, Math.Abs(fit.Coefficients[j] - before[j]));
            before = fit.Coefficients;
            for (var t = 0; t < rows; t++)
            {
                double sum = 0;
                for (var j = 0; j < width; j++)
                    sum += columns[j][t] * before[j];
                if (!(Math.Abs(sum) < Farthest))
                    return null;
                logMean[t] = sum;
            }

            if (moved < Converged)
                return new PoissonRegression(before, fit.StandardErrors, fit.DegreesOfFreedom, ResidualsOf(counts, logMean), weighted[^1]);
        }

        return null;
    }

    private static double[] ResidualsOf(ReadOnlySpan<double> counts, double[] logMean)
    {
        var residuals = new double[counts.Length];
        for (var t = 0; t < residuals.Length; t++)
        {
            var mean = Math.Exp(logMean[t]);
            residuals[t] = (counts[t] - mean) / Math.Sqrt(mean);
        }

        return residuals;
    }
}
