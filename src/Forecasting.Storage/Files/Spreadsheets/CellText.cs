using System.Globalization;
using System.Text.RegularExpressions;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>One cell as text, with what the program that wrote it is known to have done to it.</summary>
/// <param name="Text">The text; of a number, date or truth value in the form that files are read in, whatever the culture.</param>
/// <param name="Number">The number, where the cell holds one; null for text.</param>
/// <param name="Fault">What is wrong with the cell; null when it can be trusted.</param>
/// <param name="IsCodeFault">True when the fault matters only where a code or a name stands.</param>
internal readonly partial record struct CellText(string Text, decimal? Number = null, RowFault? Fault = null, bool IsCodeFault = false)
{
    /// <summary>Numbers from here on have more digits than the 15 that Excel keeps.</summary>
    private const double FirstRounded = 1e15;

    /// <summary>Day 0 of the 1904 system as a day of the 1900 system.</summary>
    private const int Days1904 = 1462;

    /// <summary>The last day that a spreadsheet knows, 9999-12-31.</summary>
    private const double LastDay = 2_958_465;

    /// <summary>A cell that shows an error, such as <c>#N/A</c>.</summary>
    public static CellText OfError(string error) =>
        new(error, null, new RowFault("error", $"the cell shows the error {MessageText.Shown(error)} (mend its formula, or paste values)"));

    /// <summary>A cell that holds a truth value.</summary>
    public static CellText OfBoolean(string value) => new(value is "1" or "true" ? "TRUE" : "FALSE");

    /// <summary>A cell that holds a number: a date by its format, a code by its format, or a number.</summary>
    /// <param name="value">The number as it is written in the file.</param>
    /// <param name="format">What its format makes of it.</param>
    /// <param name="is1904">Which day is day 0.</param>
    public static CellText OfNumber(string value, CellFormat format, bool is1904)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return new CellText(value);
        if (format.IsDate && number >= 0 && number + (is1904 ? Days1904 : 0) < LastDay + 1)
            return OfDate(number + (is1904 ? Days1904 : 0));
        if (Math.Abs(number) >= FirstRounded)
        {
            var digits = number.ToString("F0", CultureInfo.InvariantCulture);
            return new CellText(digits, null, new RowFault("rounded",
                $"the cell holds the number {digits}: Excel has rounded it to 15 digits "
                + "(format the column as text and enter the code again)"), true);
        }

        var text = format.Digits > 0 && number >= 0 && number == Math.Truncate(number)
            ? ((long)number).ToString($"D{format.Digits}", CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);
        return new CellText(text, Math.Abs(number) <= (double)NumberText.Limit ? Math.Round((decimal)number, NumberText.Scale) : null);
    }

    /// <summary>A date written as text in a cell of type date, as the strict form of the format allows.</summary>
    public static CellText OfIsoDate(string value) =>
        new(value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..10] : value, null, ConvertedFault(value), true);

    /// <summary>A text in which <c>_x000D_</c> stands for a character that XML cannot hold, and <c>_x005F_</c> for the line
    /// before such a code.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, m =>
            ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    private static CellText OfDate(double day)
    {
        // Day 60 of the 1900 system is 29 February 1900, which never was; the days before it are one too few.
        var seconds = Math.Round((day < 60 ? day + 1 : day) * 86_400);
        var moment = new DateTime(1899, 12, 30).AddSeconds(seconds);
        var text = day < 1
            ? moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return new CellText(text, null, ConvertedFault(text), true);
    }

    private static RowFault ConvertedFault(string text) => new(
        "converted", $"the cell holds the date {MessageText.Shown(text)} where a code or a name belongs: Excel may have made it one "
        + "(format the column as text and enter it again)");

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
