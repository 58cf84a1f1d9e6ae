namespace Forecasting.Storage.Files;

/// <summary>Dates and numbers in the one form that nearly every row has, read from bytes. Any other form is left to
/// the readers of text.</summary>
/// <remarks>What is read here is what <see cref="DateText"/> and <see cref="NumberText"/> read, or nothing.</remarks>
internal static class PlainField
{
    /// <summary>10 to the power of <see cref="NumberText.Scale"/>.</summary>
    public const long One = 1_000_000_000;

    /// <summary>Digits before the mark: with nine after it, the scaled number stays within 64 bits.</summary>
    private const int LongestWhole = 9;

    /// <summary>Reads <c>2026-01-31</c>, from 1900 to 2199.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day))
            return false;
        if (year is < 1900 or >= 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
            return false;
        date = new DateOnly((int)year, (int)month, (int)day);
        return true;
    }

    /// <summary>Reads <c>12</c>, <c>-12</c> and, where the mark is a point, <c>12.5</c>: up to nine digits before the mark
    /// and nine after it.</summary>
    /// <param name="text">The field.</param>
    /// <param name="decimalMark"><c>.</c> or <c>,</c>; null when the file does not tell.</param>
    /// <param name="scaled">The number × <see cref="One"/>.</param>
    public static bool TryNumber(ReadOnlySpan<byte> text, char? decimalMark, out long scaled)
    {
        scaled = 0;
        var isNegative = text is [(byte)'-', ..];
        if (isNegative)
            text = text[1..];
        var at = decimalMark is { } mark ? text.IndexOf((byte)mark) : -1;
        var whole = at < 0 ? text : text[..at];
        var fraction = at < 0 ? default : text[(at + 1)..];
        if (whole.Length is 0 or > LongestWhole || fraction.Length > NumberText.Scale || (at >= 0 && fraction.IsEmpty))
            return false;
        if (!TryDigits(whole, out var units) || !TryDigits(fraction, out var parts))
            return false;
        for (var i = fraction.Length; i < NumberText.Scale; i++)
            parts *= 10;
        scaled = units * One + parts;
        if (isNegative)
            scaled = -scaled;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            var value = (uint)(digit - '0');
            if (value > 9)
                return false;
            number = number * 10 + value;
        }

        return true;
    }
}
