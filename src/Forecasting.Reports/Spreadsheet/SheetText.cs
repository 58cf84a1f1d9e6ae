using System.Globalization;
using System.Text;
using System.Xml;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>Text in a cell: unchanged to the last code point, and never a live formula, not even after somebody edits the cell and presses Enter.</summary>
internal static class SheetText
{
    /// <summary>The most characters that a cell can hold.</summary>
    public const int LongestCell = 32_767;

    /// <summary>True when a spreadsheet, asked to read the text again, might take it for a formula or drop its apostrophe: it then gets the
    /// quote-prefix style.</summary>
    /// <remarks>The leads are = + − @ and tab, CR, LF, NUL (OWASP's list), their full-width twins, which some input methods turn into the others,
    /// and the apostrophe itself; blanks in front do not make them safer.</remarks>
    public static bool NeedsQuotePrefix(string text)
    {
        foreach (var character in text)
        {
            if (character is '=' or '+' or '-' or '@' or '\'' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠')
                return true;
            if (!char.IsWhiteSpace(character))
                return false;
        }

        return false;
    }

    /// <summary>The text with what XML cannot hold as <c>_xHHHH_</c>, and what looks like that escaped (ECMA-376 part 1, 22.9.2.19, ST_Xstring).</summary>
    public static string Encode(string text)
    {
        if (!NeedsEncoding(text))
            return text;

        var encoded = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                encoded.Append(character).Append(text[++i]);
            else if (!XmlConvert.IsXmlChar(character) || character == '\r' || LooksEncoded(text, i))
                encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_");
            else
                encoded.Append(character);
        }

        return encoded.ToString();
    }

    /// <summary>The text, cut to what a cell may show, with the number of characters left out: a cut is never silent.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">Characters to keep at most, ≥ 1.</param>
    /// <param name="rest">Where the whole text is.</param>
    public static string Cut(string text, int longest, string rest)
    {
        if (text.Length <= longest)
            return text;
        var kept = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, kept)} … [{text.Length - kept:#,##0} more characters in {rest}]");
    }

    private static bool NeedsEncoding(string text)
    {
        foreach (var character in text)
        {
            if (character is '_' or '\r' || !XmlConvert.IsXmlChar(character))
                return true;
        }

        return false;
    }

    /// <summary>True at an underscore that begins <c>_xHHHH_</c>.</summary>
    private static bool LooksEncoded(string text, int at) =>
        text[at] == '_' && at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
        && text.Skip(at + 2).Take(4).All(char.IsAsciiHexDigit);
}
