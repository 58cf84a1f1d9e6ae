using System.Globalization;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>A row as it stands in its file, for people: without personal data, and not too long.</summary>
internal static class RowQuotation
{
    /// <summary>Characters of a row that are quoted.</summary>
    private const int Longest = 4096;

    /// <summary>The row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="header">The header of its file, without the columns of personal data.</param>
    /// <param name="delimiter">What stands between its fields.</param>
    public static string Of(RawRow row, HeaderMatch header, char delimiter)
    {
        var hidden = header.IsMasked.Contains(true);
        if (row.FieldCount == header.IsMasked.Length && (hidden || PersonalContent.Of(Start(row.Text)) is not null))
        {
            var fields = Enumerable.Range(0, row.FieldCount)
                .Select(i => header.IsMasked[i] ? PersonalContent.Mask : Masked(Start(row.Field(i)), header.IsCode(i)));
            return Cut(CsvLine.Of(fields, delimiter), text => text);
        }

        // Where the fields cannot be told apart, nobody knows which of them is a person's.
        return hidden
            ? "*** (not shown: the file has columns of personal data, and the columns of this row cannot be told apart)"
            : Cut(row.Text, PersonalContent.Masked);
    }

    /// <summary>A text without personal data, not too long, and a NUL, which would end it in many programs, as its picture.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mask">Takes personal data out.</param>
    public static string Cut(string text, Func<string, string> mask)
    {
        var masked = mask(Start(text));
        return (text.Length <= Longest
            ? masked
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{masked.AsSpan(0, Math.Min(masked.Length, Longest))}… (cut: {text.Length} characters)")).Replace('\0', '\u2400');
    }

    /// <summary>A value of a quoted row: codes are shown as they are, unless they are surely somebody's data.</summary>
    private static string Masked(string value, bool isCode) =>
        isCode ? PersonalContent.SurelyMasked(value) : PersonalContent.Masked(value);

    /// <summary>As much of a text as a quotation can need: what is cut off behind it need not be searched.</summary>
    private static string Start(string text) => text.Length <= 2 * Longest ? text : text[..(2 * Longest)];
}
