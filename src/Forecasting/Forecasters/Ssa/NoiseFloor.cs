namespace Forecasting.Forecasters.Ssa;

/// <summary>How many singular values stand out of noise of unknown size.</summary>
/// <remarks>Gavish and Donoho, The optimal hard threshold for singular values is 4/√3, IEEE Transactions on Information Theory 60 (2014):
/// the threshold is ω(β) times the median singular value, β being the shape of the matrix.</remarks>
internal static class NoiseFloor
{
    /// <summary>The rank of the signal, at least 1.</summary>
    /// <param name="eigenvalues">Squared singular values, descending.</param>
    /// <param name="rows">Rows of the trajectory matrix.</param>
    /// <param name="columns">Its columns.</param>
    public static int SignalRank(ReadOnlySpan<double> eigenvalues, int rows, int columns)
    {
        var smaller = Math.Min(rows, columns);
        var beta = (double)smaller / Math.Max(rows, columns);
        var omega = 0.56 * beta * beta * beta - 0.95 * beta * beta + 1.82 * beta + 1.43;
        var median = Math.Max(0, eigenvalues[smaller / 2]);
        var threshold = Math.Max(omega * omega * median, SsaDecomposition.NumericalZero * Math.Max(0, eigenvalues[0]));
        return Math.Max(1, SsaDecomposition.CountAbove(eigenvalues[..smaller], threshold));
    }
}
