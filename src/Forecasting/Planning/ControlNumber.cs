using System.Globalization;

namespace Forecasting.Planning;

/// <summary>Number of an interchange with one partner, by which a receiver knows a repetition and a gap.</summary>
/// <remarks>1 to 999,999,999: the nine digits of X12's ISA13. EDIFACT's UNB 0020 and IDoc's REFINT (14 characters) have room for them.
/// <c>default</c> is no number.</remarks>
public readonly record struct ControlNumber
{
    /// <summary>The largest number that every format can carry.</summary>
    public const long Largest = 999_999_999;

    /// <summary>A number.</summary>
    /// <param name="value">From 1 to <see cref="Largest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is out of that range.</exception>
    public ControlNumber(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <summary>With leading zeros.</summary>
    /// <param name="width">Number of digits, 1 or more; a longer number is not cut.</param>
    public string Digits(int width) => Value.ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
