namespace Forecasting.Learning;

/// <summary>One history with running sums, so that the mean of any past window costs two look-ups.</summary>
/// <remarks>In units of a power of two, as large as its largest value: squares of 1e200 do not overflow. Every sum up to a bucket is made
/// of the buckets before it alone.</remarks>
internal sealed class PastDemand
{
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly int[] observed;
    private readonly int[] zeros;

    /// <summary>Reads a history.</summary>
    /// <param name="history">Demand, NaN = not observed.</param>
    /// <param name="inLogs">True to work in logarithms; what is not above 0 counts as not observed.</param>
    public PastDemand(ReadOnlySpan<double> history, bool inLogs)
    {
        var largest = 0.0;
        foreach (var value in history)
            largest = double.IsNaN(value) ? largest : Math.Max(largest, Math.Abs(value));
        // Logarithms are small whatever the units.
        Exponent = largest > 0 && !inLogs ? Math.ILogB(largest) : 0;
        InLogs = inLogs;
        Values = new double[history.Length];
        sums = new double[history.Length + 1];
        squares = new double[history.Length + 1];
        observed = new int[history.Length + 1];
        zeros = new int[history.Length + 1];
        FirstSale = history.Length;
        for (var t = 0; t < history.Length; t++)
        {
            var scaled = Math.ScaleB(history[t], -Exponent);
            var value = inLogs ? scaled > 0 ? Math.Log(scaled) : double.NaN : scaled;
            Values[t] = value;
            var isKnown = !double.IsNaN(value);
            sums[t + 1] = sums[t] + (isKnown ? value : 0);
            squares[t + 1] = squares[t] + (isKnown ? value * value : 0);
            observed[t + 1] = observed[t] + (isKnown ? 1 : 0);
            zeros[t + 1] = zeros[t] + (history[t] == 0 ? 1 : 0);
            if (isKnown && history[t] != 0 && FirstSale == history.Length)
                FirstSale = t;
        }
    }

    /// <summary>One unit here is 2 to this power.</summary>
    public int Exponent { get; }

    /// <summary>Whether values are logarithms.</summary>
    public bool InLogs { get; }

    /// <summary>Demand per bucket; NaN = not observed.</summary>
    public double[] Values { get; }

    /// <summary>The first bucket that sold; the length of the history without one.</summary>
    public int FirstSale { get; }

    /// <summary>Back to units.</summary>
    public double Unscale(double value) =>
        Math.Clamp(Math.ScaleB(InLogs ? Math.Exp(value) : value, Exponent), -double.MaxValue, double.MaxValue);

    /// <summary>Observed buckets of a window that may begin before the history.</summary>
    /// <param name="from">First bucket.</param>
    /// <param name="to">Bucket after the last.</param>
    public int Observed(int from, int to) => to <= 0 || to <= from ? 0 : observed[to] - observed[Math.Max(0, from)];

    /// <summary>Mean of a window; NaN where nothing was observed.</summary>
    public double Mean(int from, int to)
    {
        var count = Observed(from, to);
        return count == 0 ? double.NaN : (sums[to] - sums[Math.Max(0, from)]) / count;
    }

    /// <summary>Standard deviation of a window; NaN with fewer than two observed buckets.</summary>
    public double Deviation(int from, int to)
    {
        var count = Observed(from, to);
        if (count < 2)
            return double.NaN;
        var mean = (sums[to] - sums[Math.Max(0, from)]) / count;
        return Math.Sqrt(Math.Max(0, (squares[to] - squares[Math.Max(0, from)]) / count - mean * mean));
    }

    /// <summary>Share of observed buckets of a window without a sale; NaN where nothing was observed.</summary>
    public double ShareOfZeros(int from, int to)
    {
        var count = Observed(from, to);
        return count == 0 ? double.NaN : (double)(zeros[to] - zeros[Math.Max(0, from)]) / count;
    }

    /// <summary>The value of a bucket; NaN where it was not observed or lies before the history.</summary>
    public double At(int bucket) => bucket < 0 ? double.NaN : Values[bucket];
}
