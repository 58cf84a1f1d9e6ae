using System.Globalization;
using System.Text;

namespace Forecasting.Storage.Runs;

/// <summary>Texts of people for logs and terminals: one line each, and nothing in it that speaks to a terminal.</summary>
internal static class OneLine
{
    /// <summary>The text with ends of lines, escape sequences and marks that turn the writing round shown by their number,
    /// <c>\u001b</c>; half a character becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
