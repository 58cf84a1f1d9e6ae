namespace Forecasting.Statistics;

/// <summary>Ordinary least squares with a few columns.</summary>
/// <param name="Coefficients">One for each column.</param>
/// <param name="StandardErrors">Of the coefficients, from the residuals; same length.</param>
/// <param name="DegreesOfFreedom">Rows − columns.</param>
internal sealed record LeastSquares(double[] Coefficients, double[] StandardErrors, int DegreesOfFreedom)
{
    // What is left of a column beside the ones before it, as a share of its length: below, it is a sum of them but for rounding.
    private const double Collinear = 1e-7;

    /// <summary>The fit, or the column that is a sum of the ones before it.</summary>
    /// <param name="columns">Columns of the same length, changed: each is made orthogonal to the ones before it.</param>
    /// <param name="values">What is explained, same length; more rows than columns.</param>
    /// <param name="collinear">The column without anything of its own; −1 when there is none.</param>
    /// <returns>Null when a column is a sum of the ones before it.</returns>
    /// <remarks>Modified Gram–Schmidt, X = Q·R, then R·b = Qᵀ·y; var(b) = s²·(R⁻¹)(R⁻¹)ᵀ. Björck, BIT 7 (1967) 1–21.</remarks>
    public static LeastSquares? Fit(double[][] columns, ReadOnlySpan<double> values, out int collinear)
    {
        var count = columns.Length;
        var residual = values.ToArray();
        var r = new double[count, count];
        var projections = new double[count];
        for (var j = 0; j < count; j++)
        {
            var before = Math.Sqrt(Dot(columns[j], columns[j]));
            for (var i = 0; i < j; i++)
            {
                r[i, j] = Dot(columns[i], columns[j]);
                Subtract(columns[j], columns[i], r[i, j]);
            }

            r[j, j] = Math.Sqrt(Dot(columns[j], columns[j]));
            if (!(r[j, j] > Collinear * before))
            {
                collinear = j;
                return null;
            }

            for (var t = 0; t < columns[j].Length; t++)
                columns[j][t] /= r[j, j];
            projections[j] = Dot(columns[j], residual);
            Subtract(residual, columns[j], projections[j]);
        }

        collinear = -1;
        var freedom = values.Length - count;
        var deviation = Math.Sqrt(Dot(residual, residual) / freedom);
        var inverse = Invert(r, count);
        var (coefficients, errors) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            double square = 0;
            for (var j = i; j < count; j++)
            {
                coefficients[i] += inverse[i, j] * projections[j];
                square += inverse[i, j] * inverse[i, j];
            }

            errors[i] = deviation * Math.Sqrt(square);
        }

        return new LeastSquares(coefficients, errors, freedom);
    }

    private static double[,] Invert(double[,] r, int count)
    {
        var inverse = new double[count, count];
        for (var j = 0; j < count; j++)
        {
            inverse[j, j] = 1 / r[j, j];
            for (var i = j - 1; i >= 0; i--)
            {
                double sum = 0;
                for (var k = i + 1; k <= j; k++)
                    sum += r[i, k] * inverse[k, j];
                inverse[i, j] = -sum / r[i, i];
            }
        }

        return inverse;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var t = 0; t < a.Length; t++)
            sum += a[t] * b[t];
        return sum;
    }

    private static void Subtract(double[] from, double[] column, double factor)
    {
        for (var t = 0; t < from.Length; t++)
            from[t] -= factor * column[t];
    }
}
