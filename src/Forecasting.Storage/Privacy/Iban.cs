using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Forecasting.Storage.Privacy;

/// <summary>Finds numbers of bank accounts: the country's length and a sound checksum (ISO 13616, modulo 97), with or without
/// blanks between groups.</summary>
internal static partial class Iban
{
    /// <summary>Characters of an account number by country: SWIFT, IBAN Registry.</summary>
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 "
        + "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 "
        + "MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 "
        + "VG24 XK20")
        .Split(' ').ToFrozenDictionary(c => c[..2], c => (c[2] - '0') * 10 + (c[3] - '0'));

    /// <summary>The next account number from <paramref name="start"/> on; null when there is none.</summary>
    public static Range? Find(string text, int start)
    {
        for (var match = Beginning().Match(text, start); match.Success; match = Beginning().Match(text, match.Index + 1))
        {
            if (Lengths.TryGetValue(text.Substring(match.Index, 2).ToUpperInvariant(), out var length)
                && End(text, match.Index, length) is { } end)
                return match.Index..end;
        }

        return null;
    }

    /// <summary>Where the account number that begins at <paramref name="start"/> ends; null when it is none.</summary>
    private static int? End(string text, int start, int length)
    {
        var (remainder, count, at) = (0, 0, start);
        Span<char> letters = stackalloc char[length];
        for (; at < text.Length && count < length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
                letters[count++] = char.ToUpperInvariant(text[at]);
            else if (text[at] != ' ' || text[at - 1] == ' ')
                break;
        }

        if (count < length || (at < text.Length && char.IsLetterOrDigit(text[at])))
            return null;
        for (var i = 0; i < length; i++)
        {
            // The country and its two check digits go to the end; a letter counts as 10 to 35.
            var c = letters[(i + 4) % length];
            remainder = char.IsAsciiDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
        }

        return remainder == 1 ? at : null;
    }

    [GeneratedRegex(@"(?<![\p{L}\d])[A-Za-z]{2}\d{2} ?[A-Za-z0-9]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}
