using System.Text.RegularExpressions;
using Forecasting.Trust;

namespace Forecasting.Storage.Privacy;

/// <summary>Finds numbers of payment cards: the length and first digits of a card scheme, a sound check digit (Luhn), and
/// no trade item number.</summary>
/// <remarks>
/// Written without separators, in fours, or as 4-6-5 and 4-6-4. Numbers of 13 and 14 digits with the check digit of GS1 are
/// trade items (GTIN), not cards. Schemes: ISO/IEC 7812 issuer ranges of Visa, Mastercard, American Express, Discover,
/// Diners Club, JCB, UnionPay and Maestro.
/// </remarks>
internal static partial class CardNumber
{
    /// <summary>The next card number from <paramref name="start"/> on; null when there is none.</summary>
    public static Range? Find(string text, int start)
    {
        for (var match = Candidate().Match(text, start); match.Success; match = match.NextMatch())
        {
            if (IsCard(match.ValueSpan))
                return match.Index..(match.Index + match.Length);
        }

        return null;
    }

    private static bool IsCard(ReadOnlySpan<char> text)
    {
        Span<int> digits = stackalloc int[19];
        Span<char> code = stackalloc char[digits.Length];
        var count = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                continue;
            code[count] = c;
            digits[count++] = c - '0';
        }

        return IsOfScheme(digits[..count]) && IsLuhn(digits[..count]) && !Gtin.IsValid(code[..count]);
    }

    private static bool IsOfScheme(ReadOnlySpan<int> digits)
    {
        var (two, four) = (digits[0] * 10 + digits[1], digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]);
        return digits.Length switch
        {
            13 => two / 10 == 4,
            14 => two is 36 or 38 or 39 || four is >= 3000 and <= 3059,
            15 => two is 34 or 37,
            16 => two / 10 == 4 || two is (>= 51 and <= 55) or 62 or 65
                || four is (>= 2221 and <= 2720) or 6011 or (>= 6440 and <= 6499) or (>= 3528 and <= 3589)
                or 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or (>= 6761 and <= 6763),
            19 => two is 62 || two / 10 == 4 || four is 6011 or 6304 or 6759,
            _ => false,
        };
    }

    private static bool IsLuhn(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(
        @"(?<![\p{L}\d_])(?<!\d\.)(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19})(?![\p{L}\d_]|\.\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
