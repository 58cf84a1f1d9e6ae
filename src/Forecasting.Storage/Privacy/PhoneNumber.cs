using System.Text.RegularExpressions;

namespace Forecasting.Storage.Privacy;

/// <summary>Finds telephone numbers in the forms that nothing else has.</summary>
/// <remarks>
/// <c>+49 30 1234567</c> and <c>0049 30 1234567</c> (8 to 15 digits, ITU-T E.164), <c>(202) 555-0143</c> and <c>202-555-0143</c> (North
/// America), <c>030 1234567</c>, <c>0171/2345678</c> and <c>06 12 34 56 78</c> (a trunk zero, 9 to 12 digits), and 7 or more digits after a
/// word such as <c>Tel.</c> A plain run of digits is not one: it is far more often an article or order number.
/// </remarks>
internal static partial class PhoneNumber
{
    /// <summary>The next telephone number from <paramref name="start"/> on; null when there is none.</summary>
    public static Range? Find(string text, int start)
    {
        for (var match = Candidate().Match(text, start); match.Success; match = match.NextMatch())
        {
            var digits = match.ValueSpan.Length - CountOther(match.ValueSpan);
            var isOne = match.Groups["international"].Success ? digits is >= 8 and <= 17 && !IsDecimal(match.ValueSpan)
                : match.Groups["trunk"].Success ? digits is >= 9 and <= 12 && !YearMonth().IsMatch(match.ValueSpan)
                : match.Groups["named"].Success ? digits is >= 7 and <= 15
                : true;
            if (isOne)
                return match.Index..(match.Index + match.Length);
        }

        return null;
    }

    /// <summary>True for <c>+1234567.89</c>: a number with a sign.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text) => text.Count('.') == 1 && !text.ContainsAny(" /-(");

    private static int CountOther(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            count += char.IsAsciiDigit(c) ? 0 : 1;
        return count;
    }

    [GeneratedRegex(
        @"(?<![\p{L}\d+])(?:"
        + @"(?<international>\+\d{1,3}(?:[ ./-]{0,2}(?:\(\d{1,5}\)|\d{1,8})){2,6}|00[1-9]\d{0,2}[ /-]\d{1,5}(?:[ /-]\d{2,8}){1,4})"
        + @"|(?<![./-])(?<trunk>0[1-9]\d{0,3}(?: ?/ ?| )\d{3,8}(?:[ -]\d{2,5}){0,3}|0[1-9](?:[ .]\d{2}){4})"
        + @"|(?<![./-])(?<america>(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])[2-9]\d{2}[.-]\d{4})"
        + @"|(?:[Tt]el(?:efono?|ephone)?|TEL|[Tt]él|[Pp]hone|[Ff]ax)\.?:? ?(?<named>\(?\d[\d /().-]{5,18}\d)"
        + @")(?![\p{L}\d]|[.-]\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();

    [GeneratedRegex("(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])", RegexOptions.CultureInvariant)]
    private static partial Regex YearMonth();
}
