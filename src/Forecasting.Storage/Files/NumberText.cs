using System.Buffers;
using System.Globalization;

namespace Forecasting.Storage.Files;

/// <summary>What a text is, read as a number.</summary>
internal enum NumberReading
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>No number.</summary>
    NotNumber,

    /// <summary>A number that is one or another a thousand times smaller, such as <c>1.234</c> in a file that never
    /// tells its decimal mark.</summary>
    Ambiguous,

    /// <summary>A number beyond ±10¹², or without end.</summary>
    TooLarge,
}

/// <summary>Reads numbers as people and programs write them, by the decimal mark of the file and never by the
/// culture of the machine.</summary>
/// <remarks>
/// Understood: a sign before, or after as SAP writes it; parentheses around a negative number; thousands marks in well-formed groups: a
/// blank or an apostrophe always, the other one of <c>. ,</c> when the decimal mark is known; a power of ten. Anything else is no number.
/// Currency signs are read by <see cref="CurrencyText"/>.
/// </remarks>
internal static class NumberText
{
    /// <summary>Digits kept after the decimal point; more are rounded, half to even. Units, money and rates need fewer.</summary>
    public const int Scale = 9;

    /// <summary>Largest absolute value: no count, price or stock of one row is larger, and sums of it stay exact.</summary>
    public const decimal Limit = 1_000_000_000_000m;

    private static readonly SearchValues<char> Marks = SearchValues.Create(".,'\u2019 \u00A0\u202F");

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,'\u2019 \u00A0\u202FeE+-");

    /// <summary>Reads <paramref name="text"/>, which may have outer blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decimalMark"><c>.</c> or <c>,</c>; null when the file does not tell.</param>
    /// <param name="number">The number, rounded to <see cref="Scale"/> digits; 0 when there is none.</param>
    public static NumberReading Read(ReadOnlySpan<char> text, char? decimalMark, out decimal number)
    {
        number = 0;
        text = Unsigned(text, out var isNegative);
        if (IsEndless(text))
            return NumberReading.TooLarge;
        var exponentAt = text.IndexOfAny('e', 'E');
        if (exponentAt >= 0 && exponentAt == text.Length - 1)
            return NumberReading.NotNumber;
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        Span<char> plain = stackalloc char[64];
        var reading =
            mantissa.ContainsAny(Marks) ? Unmark(mantissa, decimalMark, plain, out var length) : Copy(mantissa, plain, out length);
        if (reading != NumberReading.Number)
            return reading;
        return Parse(plain[..length], exponentAt < 0 ? [] : text[(exponentAt + 1)..], isNegative, ref number);
    }

    /// <summary>Which decimal mark <paramref name="text"/> proves: <c>12,5</c> a comma, <c>1,234.5</c> a point;
    /// null when it proves none.</summary>
    public static char? Evidence(ReadOnlySpan<char> text)
    {
        text = Unsigned(text, out _);
        var (points, commas) = (text.Count('.'), text.Count(','));
        if (points + commas == 0 || text.ContainsAnyExcept(NumberCharacters))
            return null;
        if (IsAmbiguous(text))
            return null;
        var isLastAPoint = text.LastIndexOf('.') > text.LastIndexOf(',');
        var isGrouping = points > 0 != commas > 0 && points + commas > 1;
        var mark = isLastAPoint == isGrouping ? ',' : '.';
        return Read(text, mark, out _) == NumberReading.Number ? mark : null;
    }

    /// <summary>True for a number with one mark that may be a decimal or a thousands mark.</summary>
    public static bool IsAmbiguous(ReadOnlySpan<char> text)
    {
        text = Unsigned(text, out _);
        return text.Count('.') + text.Count(',') == 1 && IsGroupLike(text, text.Contains('.') ? '.' : ',');
    }

    /// <summary>The number without outer blanks and its sign: <c>-5</c>, <c>5-</c> and <c>(5)</c> are the same.</summary>
    private static ReadOnlySpan<char> Unsigned(ReadOnlySpan<char> text, out bool isNegative)
    {
        text = text.Trim();
        isNegative = text.Length > 1 && (text[0] is '-' or '\u2212' || text[^1] == '-');
        if (text.Length > 1 && text[0] is '-' or '+' or '\u2212')
            return text[1..];
        if (isNegative)
            return text[..^1];
        isNegative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        return isNegative ? text[1..^1].Trim() : text;
    }

    /// <summary>One to three digits not starting with 0, the mark, exactly three digits: 1.234, 12,500.</summary>
    private static bool IsGroupLike(ReadOnlySpan<char> text, char mark)
    {
        var at = text.IndexOf(mark);
        return at is >= 1 and <= 3 && text.Length - at == 4 && text[0] != '0'
            && !text[..at].ContainsAnyExceptInRange('0', '9') && !text[(at + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsEndless(ReadOnlySpan<char> text) =>
        text.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || text.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || text is "∞";

    private static NumberReading Copy(ReadOnlySpan<char> mantissa, Span<char> plain, out int length)
    {
        length = Math.Min(mantissa.Length, plain.Length);
        mantissa[..length].CopyTo(plain);
        if (mantissa.IsEmpty || mantissa.ContainsAnyExceptInRange('0', '9'))
            return NumberReading.NotNumber;
        return mantissa.Length > plain.Length ? NumberReading.TooLarge : NumberReading.Number;
    }

    /// <summary>Writes the mantissa with a point as its decimal mark and no thousands marks.</summary>
    private static NumberReading Unmark(ReadOnlySpan<char> mantissa, char? decimalMark, Span<char> plain, out int length)
    {
        length = 0;
        if (decimalMark is null && mantissa.ContainsAny('.', ','))
            return IsGroupLike(mantissa, mantissa.Contains('.') ? '.' : ',') ? NumberReading.Ambiguous : NumberReading.NotNumber;
        if (mantissa.Length >= plain.Length)
            return NumberReading.NotNumber;
        var at = decimalMark is { } mark ? mantissa.IndexOf(mark) : -1;
        var whole = at < 0 ? mantissa : mantissa[..at];
        var fraction = at < 0 ? [] : mantissa[(at + 1)..];
        if (fraction.ContainsAnyExceptInRange('0', '9') || whole.Length + fraction.Length == 0 || !TryUngroup(whole, plain, ref length))
            return NumberReading.NotNumber;
        plain[length++] = '.';
        fraction.CopyTo(plain[length..]);
        length += fraction.Length;
        return NumberReading.Number;
    }

    private static bool TryUngroup(ReadOnlySpan<char> whole, Span<char> plain, ref int length)
    {
        var firstMark = whole.IndexOfAny(Marks);
        if (firstMark < 0)
        {
            whole.CopyTo(plain);
            length = whole.Length;
            return !whole.ContainsAnyExceptInRange('0', '9');
        }

        var mark = whole[firstMark];
        var isFirst = true;
        foreach (var range in whole.Split(mark))
        {
            var group = whole[range];
            if (group.ContainsAnyExceptInRange('0', '9') || (isFirst ? group.Length is < 1 or > 3 : group.Length != 3))
                return false;
            group.CopyTo(plain[length..]);
            length += group.Length;
            isFirst = false;
        }

        return true;
    }

    private static NumberReading Parse(ReadOnlySpan<char> digits, ReadOnlySpan<char> exponent, bool isNegative, ref decimal number)
    {
        var power = 0;
        if (!exponent.IsEmpty && !int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power))
            return exponent.TrimStart("+-").ContainsAnyExceptInRange('0', '9') ? NumberReading.NotNumber : NumberReading.TooLarge;
        if (power != 0)
        {
            // The sign of the power decides: 1e400 has no end, 1e-400 is nothing.
            Span<char> scientific = stackalloc char[digits.Length + 16];
            if (!scientific.TryWrite(CultureInfo.InvariantCulture, $"{digits}e{power}", out var written)
                || !double.TryParse(scientific[..written], NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
                || !(Math.Abs(size) <= (double)Limit))
                return NumberReading.TooLarge;
            if (!decimal.TryParse(scientific[..written], NumberStyles.Float, CultureInfo.InvariantCulture, out number))
                return NumberReading.NotNumber;
        }
        else if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            return NumberReading.TooLarge;
        }

        if (number > Limit)
        {
            number = 0;
            return NumberReading.TooLarge;
        }

        number = Math.Round(isNegative ? -number : number, Scale);
        return NumberReading.Number;
    }
}
