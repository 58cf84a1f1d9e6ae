namespace Forecasting.Forecasters;

/// <summary>Where a forecast may lie, given what was seen.</summary>
/// <param name="Low">Smallest value, inclusive.</param>
/// <param name="High">Largest value, inclusive.</param>
public readonly record struct PlausibleRange(double Low, double High)
{
    /// <summary>The observed range, widened at both ends by <paramref name="growthLimit"/> times its width; not below 0 when nothing
    /// seen was.</summary>
    /// <param name="seen">Demand, NaN = not observed; at least one value is not NaN.</param>
    /// <param name="growthLimit">Multiple of the width, ≥ 0.</param>
    public static PlausibleRange Of(ReadOnlySpan<double> seen, double growthLimit)
    {
        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        foreach (var value in seen)
        {
            // Comparisons with NaN are false.
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        var widening = growthLimit * (high - low);
        return new PlausibleRange(low >= 0 ? Math.Max(0, low - widening) : low - widening, high + widening);
    }

    /// <summary>Moves each value to the nearest plausible one.</summary>
    public void Clamp(Span<double> values)
    {
        foreach (ref var value in values)
            value = value < Low ? Low : value > High ? High : value;
    }
}
