namespace Forecasting.Forecasters;

/// <summary>A history summed over blocks of buckets: longer buckets have fewer zeros.</summary>
/// <remarks>Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate–disaggregate intermittent demand approach
/// (ADIDA) to forecasting, Journal of the Operational Research Society 62 (2011), 544–554. Blocks do not overlap and end at the origin; the
/// buckets left over at the start are not used. Unobserved buckets are taken out first.</remarks>
internal sealed class DemandBlocks
{
    // The range in use for slow movers, as for TSB: constants above 0.3 chase single sales.
    private static readonly double[] Constants = [0.1, 0.15, 0.2, 0.25, 0.3];

    private readonly double[] _sums;
    private readonly int[] _observed;
    private readonly int[] _sales;
    private readonly int[] _lastSale;

    /// <summary>Sums up a history once, for all origins.</summary>
    /// <param name="history">Demand per bucket, NaN = not observed.</param>
    public DemandBlocks(ReadOnlySpan<double> history)
    {
        _sums = new double[history.Length + 1];
        _observed = new int[history.Length + 1];
        _sales = new int[history.Length + 1];
        _lastSale = new int[history.Length + 1];
        for (var t = 0; t < history.Length; t++)
        {
            var seen = _observed[t];
            _observed[t + 1] = seen;
            _sales[t + 1] = _sales[t];
            _lastSale[t + 1] = _lastSale[t];
            if (double.IsNaN(history[t]))
                continue;
            _sums[seen + 1] = _sums[seen] + history[t];
            _observed[t + 1]++;
            if (history[t] == 0)
                continue;
            _sales[t + 1]++;
            _lastSale[t + 1] = seen + 1;
        }
    }

    /// <summary>Mean number of buckets from sale to sale, rounded; the first counts from the start of the history.</summary>
    /// <param name="origin">Buckets seen.</param>
    /// <returns>≥ 1; 0 before the first sale.</returns>
    public int MeanInterval(int origin) =>
        _sales[origin] == 0 ? 0 : (int)Math.Round((double)_lastSale[origin] / _sales[origin]);

    /// <summary>The level that simple exponential smoothing of the blocks ends at, spread evenly over their buckets.</summary>
    /// <param name="origin">Buckets seen, of which at least <paramref name="length"/> were observed.</param>
    /// <param name="length">Buckets in a block, ≥ 1.</param>
    /// <returns>Units per bucket, and the smoothing constant: the one with the smallest squared error of the next block.</returns>
    /// <remarks>The level starts at the first block.</remarks>
    public (double Level, double Constant) Smooth(int origin, int length)
    {
        var end = _observed[origin];
        var start = end % length;
        Span<double> levels = stackalloc double[Constants.Length];
        Span<double> squares = stackalloc double[Constants.Length];
        levels.Fill(_sums[start + length] - _sums[start]);
        squares.Clear();
        for (var t = start + length; t < end; t += length)
        {
            var demand = _sums[t + length] - _sums[t];
            for (var i = 0; i < levels.Length; i++)
            {
                var error = demand - levels[i];
                squares[i] += error * error;
                levels[i] += Constants[i] * error;
            }
        }

        var best = 0;
        for (var i = 1; i < squares.Length; i++)
            best = squares[i] < squares[best] ? i : best;
        return (levels[best] / length, Constants[best]);
    }
}
