namespace Forecasting.Forecasters.Ssa;

/// <summary>Where a series stands: its last window as observed, and its last windowLength − 1 buckets as the signal space rebuilds
/// them.</summary>
/// <remarks>A bucket is rebuilt as the mean over the windows that hold it (diagonal averaging). A new bucket ends one new window, which
/// adds one term to each of those sums: O(L·r), and the same as projecting every window again.</remarks>
internal sealed class SsaState
{
    private readonly SignalSpace _space;
    private readonly double[] _window;

    // Entry p is the sum over the windowLength − 1 − p windows that hold the p-th of the last windowLength − 1 buckets.
    private readonly double[] _sums;

    private SsaState(SignalSpace space, double[] window, double[] sums)
    {
        _space = space;
        _window = window;
        _sums = sums;
    }

    /// <summary>The end of a series.</summary>
    /// <param name="series">At least 2·windowLength − 2 values: each of the last windowLength − 1 is then in as many windows as it can
    /// be.</param>
    /// <param name="space">The signal space.</param>
    public static SsaState At(ReadOnlySpan<double> series, SignalSpace space)
    {
        var length = space.WindowLength;
        var sums = new double[length - 1];
        for (var age = 0; age < length - 1; age++)
            space.AddProjection(series.Slice(series.Length - length - age, length), from: age + 1, sums);
        return new SsaState(space, series[^length..].ToArray(), sums);
    }

    /// <summary>The state after some more buckets.</summary>
    /// <param name="values">Oldest first.</param>
    public SsaState After(ReadOnlySpan<double> values)
    {
        var length = _space.WindowLength;
        double[] window = [.. _window, .. values];
        var sums = new double[length - 1 + values.Length];
        _sums.CopyTo(sums, 0);
        for (var i = 1; i <= values.Length; i++)
            _space.AddProjection(window.AsSpan(i, length), from: 1, sums.AsSpan(i, length - 1));
        return new SsaState(_space, window[^length..], sums[^(length - 1)..]);
    }

    /// <summary>Copies the last windowLength − 1 buckets as rebuilt.</summary>
    public void CopyRebuilt(Span<double> values)
    {
        for (var p = 0; p < _sums.Length; p++)
            values[p] = _sums[p] / (_sums.Length - p);
    }
}
