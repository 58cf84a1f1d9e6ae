namespace Forecasting.Forecasters;

/// <summary>Tells whether numbers are counts, whatever power of two they were scaled by.</summary>
internal static class CountUnit
{
    /// <summary>Most pieces that a number may have: beyond, any number would be a count of something.</summary>
    private const double MostPieces = 1L << 32;

    /// <summary>The largest power of two that every number is a multiple of; 1 where all are 0; null where that is too small to be a piece, or a
    /// number is below 0.</summary>
    /// <param name="values">NaN = not observed.</param>
    public static double? Of(ReadOnlySpan<double> values)
    {
        var (largest, exponent) = (0.0, int.MaxValue);
        foreach (var value in values)
        {
            if (!(value > 0))
            {
                if (value < 0)
                    return null;
                continue;
            }

            largest = Math.Max(largest, value);
            exponent = Math.Min(exponent, LowestBit(value));
        }

        if (largest == 0)
            return 1;
        var unit = Math.ScaleB(1, exponent);
        return unit > 0 && largest / unit <= MostPieces ? unit : null;
    }

    /// <summary>Exponent of the lowest bit that is set.</summary>
    private static int LowestBit(double value)
    {
        var exponent = Math.ILogB(value);
        var whole = (long)Math.ScaleB(value, 52 - exponent);
        return exponent - 52 + System.Numerics.BitOperations.TrailingZeroCount(whole);
    }
}
