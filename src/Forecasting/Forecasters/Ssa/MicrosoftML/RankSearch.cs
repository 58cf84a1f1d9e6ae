using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>Their choice of the rank: the smallest sum of absolute errors of one long free run over the end of the series.</summary>
/// <remarks>Not a hold-out: the eigenvectors, and with <see cref="Exact"/> the start of the run, have seen the points that are
/// forecast.</remarks>
internal static class RankSearch
{
    /// <summary>The run is at least this long where there are as many windows, whatever the horizon.</summary>
    private const int ShortestRun = 200;

    /// <summary>The run starts from the series as the components rebuild it.</summary>
    public static int Exact(ReadOnlySpan<double> series, ShrinkingWindow window)
    {
        var order = window.WindowLength - 1;
        var firstForecast = series.Length - RunLength(series.Length, window.WindowLength);
        var component = new double[series.Length];
        var rebuilt = new double[series.Length];
        var search = new FreeRun(series[firstForecast..], order);
        for (var rank = 1; rank <= window.LargestRank; rank++)
        {
            var vector = window.Vector(rank - 1);
            component.AsSpan().Clear();
            DiagonalAveraging.Add(series, vector, component);
            DiagonalAveraging.Divide(component, window.WindowLength);
            VectorMath.AddScaled(rebuilt, 1, component);
            search.Add(vector);
            search.Try(rank, rebuilt.AsSpan(firstForecast - order, order), MeanResidual(series, rebuilt));
        }

        return search.Best ?? window.LargestRank;
    }

    /// <summary>The run starts from the one window before it, projected on the components.</summary>
    public static int Fast(ReadOnlySpan<double> series, ShrinkingWindow window)
    {
        var order = window.WindowLength - 1;
        var firstForecast = series.Length - RunLength(series.Length, window.WindowLength);
        var points = series.Slice(firstForecast - order, window.WindowLength);
        var projected = new double[window.WindowLength];
        var search = new FreeRun(series[firstForecast..], order);
        for (var rank = 1; rank <= window.LargestRank; rank++)
        {
            var vector = window.Vector(rank - 1);
            VectorMath.AddScaled(projected, VectorMath.Dot(points, vector), vector);
            search.Add(vector);
            search.Try(rank, projected.AsSpan(0, order), MeanResidual(points[..order], projected));
        }

        return search.Best ?? window.LargestRank;
    }

    private static int RunLength(int length, int windowLength) =>
        Math.Min(Math.Max(windowLength, ShortestRun), length - windowLength + 1);

    private static double MeanResidual(ReadOnlySpan<double> series, ReadOnlySpan<double> rebuilt)
    {
        var sum = 0.0;
        for (var t = 0; t < series.Length; t++)
            sum += series[t] - rebuilt[t];
        return sum / series.Length;
    }

    /// <summary>The recurrence of the components added so far, and the best of its runs.</summary>
    private ref struct FreeRun(ReadOnlySpan<double> actual, int order)
    {
        private readonly ReadOnlySpan<double> _actual = actual;
        private readonly double[] _numerator = new double[order];
        private readonly double[] _coefficients = new double[order];
        private readonly double[] _run = new double[order + actual.Length];
        private double _verticality;
        private double _smallest = double.PositiveInfinity;

        /// <summary>The rank of the best run; null while every run overflowed.</summary>
        public int? Best { get; private set; }

        public void Add(ReadOnlySpan<double> vector)
        {
            _verticality += vector[^1] * vector[^1];
            VectorMath.AddScaled(_numerator, vector[^1], vector[..^1]);
        }

        public void Try(int rank, ReadOnlySpan<double> start, double meanResidual)
        {
            var order = _coefficients.Length;
            for (var k = 0; k < order; k++)
                _coefficients[k] = _numerator[k] / (1 - _verticality);
            start.CopyTo(_run);
            var score = 0.0;
            for (var t = 0; t < _actual.Length; t++)
            {
                // The mean residual enters every step and so feeds back.
                _run[order + t] = VectorMath.Dot(_coefficients, _run.AsSpan(t, order)) + meanResidual;
                score += Math.Abs(_actual[t] - _run[order + t]);

                // Abandoned, or NaN.
                if (!(score <= _smallest))
                    return;
            }

            // On a tie the smaller rank stays.
            if (score < _smallest)
                (_smallest, Best) = (score, rank);
        }
    }
}
