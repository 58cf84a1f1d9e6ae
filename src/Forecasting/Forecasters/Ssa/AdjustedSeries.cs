using System.Buffers;

namespace Forecasting.Forecasters.Ssa;

/// <summary>A history without its average season, in logarithms where nothing seen is 0 or less; and the way back. It grows from origin to
/// origin.</summary>
internal sealed class AdjustedSeries : IDisposable
{
    private readonly double[] _values;
    private readonly int _seasonLength;
    private SeasonalIndices? _season;
    private bool _isLogarithmic;
    private int _length;
    private double _level;

    /// <summary>Room for a history.</summary>
    /// <param name="buckets">Its buckets at the last origin.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    public AdjustedSeries(int buckets, int seasonLength)
    {
        _values = ArrayPool<double>.Shared.Rent(buckets);
        _seasonLength = seasonLength;
    }

    /// <summary>The adjusted history.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _length);

    /// <summary>True when the data show a season.</summary>
    public bool HasSeason => _season is not null;

    /// <summary>False when there is nothing to adjust: no season, and a bucket without demand.</summary>
    public bool IsAdjusted => _isLogarithmic || _season is not null;

    /// <summary>Adjusts what was seen.</summary>
    /// <param name="seen">Finite values, oldest first; at least as many as last time.</param>
    /// <param name="isNew">True to find the season anew; otherwise the one known is used.</param>
    /// <param name="isRevised">True when values seen before have changed, as filled gaps do; otherwise only what came since is adjusted.</param>
    /// <returns>True when season or scale are new.</returns>
    public bool Follow(ReadOnlySpan<double> seen, bool isNew, bool isRevised)
    {
        var first = isNew || isRevised ? 0 : _length;
        var positive = first == 0 || _isLogarithmic;
        foreach (var value in seen[first..])
            positive &= value > 0;
        var isAnew = isNew || positive != _isLogarithmic;
        if (isAnew)
        {
            // The first bucket without demand ends the logarithms, and all is adjusted anew.
            _season = SeasonalIndices.Of(seen, _seasonLength);
            _isLogarithmic = positive;
            _level = 0;
            first = 0;
        }

        _length = seen.Length;
        for (var t = first; IsAdjusted && t < _length; t++)
        {
            var value = _season is null ? seen[t] : _season.Remove(seen[t], t);
            _values[t] = _isLogarithmic ? Math.Log(value) - _level : value;
        }

        if (isAnew && _isLogarithmic)
            Centre();
        return isAnew;
    }

    /// <summary>Turns forecasts of the adjusted series into forecasts of demand.</summary>
    /// <param name="forecasts">One after the other, each over the horizon from the end of the adjusted history.</param>
    /// <param name="horizon">Buckets in a forecast.</param>
    public void Restore(Span<double> forecasts, int horizon)
    {
        for (var i = 0; i < forecasts.Length; i++)
        {
            var value = _isLogarithmic ? Math.Exp(forecasts[i] + _level) : forecasts[i];
            forecasts[i] = _season is null ? value : _season.Apply(value, _length + i % horizon);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<double>.Shared.Return(_values);

    /// <summary>Other units add a constant to the logarithms: without their mean they are the same in every unit.</summary>
    private void Centre()
    {
        var values = _values.AsSpan(0, _length);
        foreach (var value in values)
            _level += value / _length;
        foreach (ref var value in values)
            value -= _level;
    }
}
