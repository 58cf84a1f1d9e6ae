using MathNet.Numerics.LinearAlgebra;

namespace Forecasting.Benchmarks.Ssa;

/// <summary>SSA as the textbook writes it, every matrix formed and every eigenpair found: the yardstick that the core must beat and agree
/// with.</summary>
/// <remarks>Golyandina, Nekrutkin and Zhigljavsky (2001), sections 1.1 and 2.1; products and eigenvalues by Math.NET Numerics, managed and
/// single-threaded.</remarks>
internal static class DenseSsa
{
    /// <summary>Recurrent forecast of rank <paramref name="rank"/>, without bounds.</summary>
    public static double[] Forecast(double[] series, int windowLength, int rank, int horizon)
    {
        var windows = series.Length - windowLength + 1;
        var trajectory = Matrix<double>.Build.Dense(windowLength, windows, (i, k) => series[i + k]);
        var eigen = trajectory.TransposeAndMultiply(trajectory).Evd(Symmetricity.Symmetric);

        // Ascending: the leading ones come last.
        var basis = eigen.EigenVectors.SubMatrix(0, windowLength, windowLength - rank, rank);
        var rebuilt = AverageDiagonals(basis * basis.TransposeThisAndMultiply(trajectory));
        return Continue(rebuilt, basis, horizon);
    }

    private static double[] Continue(double[] rebuilt, Matrix<double> basis, int horizon)
    {
        var order = basis.RowCount - 1;
        var last = basis.Row(order);
        var coefficients = basis.SubMatrix(0, order, 0, basis.ColumnCount) * last / (1 - last * last);
        var values = rebuilt[^order..].Concat(new double[horizon]).ToArray();
        for (var t = order; t < values.Length; t++)
            for (var i = 0; i < order; i++)
                values[t] += coefficients[i] * values[t - order + i];
        return values[order..];
    }

    private static double[] AverageDiagonals(Matrix<double> matrix)
    {
        var sums = new double[matrix.RowCount + matrix.ColumnCount - 1];
        var counts = new int[sums.Length];
        for (var i = 0; i < matrix.RowCount; i++)
        {
            for (var k = 0; k < matrix.ColumnCount; k++)
            {
                sums[i + k] += matrix[i, k];
                counts[i + k]++;
            }
        }

        return [.. sums.Select((sum, t) => sum / counts[t])];
    }
}
