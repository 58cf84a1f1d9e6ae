using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>A history from its first observed bucket, in units that make its largest value lie in 1..2.</summary>
/// <param name="Values">Scaled values; NaN = not observed.</param>
/// <param name="Exponent">One scaled unit is 2 to this power.</param>
/// <remarks>Powers of two lose no digit, squares of 1e200 no longer overflow, and tolerances mean the same for every series.</remarks>
internal readonly record struct ScaledHistory(ImmutableArray<double> Values, int Exponent)
{
    /// <summary>Scales a history; false when it has no finite value.</summary>
    public static bool TryOf(ReadOnlySpan<double> history, out ScaledHistory scaled)
    {
        var first = 0;
        while (first < history.Length && !double.IsFinite(history[first]))
            first++;
        scaled = default;
        if (first == history.Length)
            return false;

        var largest = 0.0;
        foreach (var value in history)
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        var exponent = largest > 0 ? Math.ILogB(largest) : 0;
        var values = ImmutableArray.CreateBuilder<double>(history.Length - first);
        foreach (var value in history[first..])
            values.Add(double.IsFinite(value) ? Math.ScaleB(value, -exponent) : double.NaN);
        scaled = new ScaledHistory(values.MoveToImmutable(), exponent);
        return true;
    }

    /// <summary>Back to the units of the history; values beyond the largest double become it.</summary>
    public double Unscale(double value) => Math.Clamp(Math.ScaleB(value, Exponent), -double.MaxValue, double.MaxValue);
}
