using System.Globalization;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>What stands in one cell. Nothing is ever guessed: text is text, whatever it looks like.</summary>
internal abstract record CellContent
{
    private CellContent()
    {
    }

    /// <summary>An empty cell.</summary>
    public static CellContent Blank { get; } = new Nothing();

    /// <summary>Nothing.</summary>
    public sealed record Nothing : CellContent;

    /// <summary>Characters, unchanged.</summary>
    public sealed record Words(string Value) : CellContent;

    /// <summary>A number as it stands in the file.</summary>
    public sealed record Figure(string Invariant) : CellContent;

    /// <summary>A formula of ours, with the value that it has.</summary>
    public sealed record Calculation(SheetFormula Formula, string Invariant) : CellContent;

    /// <summary>A formula of ours, with the text that it has.</summary>
    public sealed record CalculatedWords(SheetFormula Formula, string Value) : CellContent;

    /// <summary>Text; blank when empty.</summary>
    public static CellContent Text(string text) => text.Length == 0 ? Blank : new Words(text);

    /// <summary>A number.</summary>
    public static CellContent Number(decimal number) => new Figure(CsvText.Exact(number));

    /// <summary>A number; blank when unknown.</summary>
    public static CellContent Number(decimal? number) => number is { } known ? Number(known) : Blank;

    /// <summary>A number to six decimals; blank when it is not finite.</summary>
    public static CellContent Number(double number) => double.IsFinite(number) ? new Figure(CsvText.SixDecimals(number)) : Blank;

    /// <summary>A day, as the serial number that spreadsheets count from 1899-12-30; as text before 1900-03-01, where they miscount.</summary>
    public static CellContent Date(DateOnly day) => day >= FirstCountedDay
        ? new Figure((day.DayNumber - Epoch.DayNumber).ToString(CultureInfo.InvariantCulture))
        : Text(CsvText.Date(day));

    /// <summary>A day; blank when there is none.</summary>
    public static CellContent Date(DateOnly? day) => day is { } known ? Date(known) : Blank;

    /// <summary>A formula and its value.</summary>
    public static CellContent Calculated(SheetFormula formula, decimal value) => new Calculation(formula, CsvText.Exact(value));

    /// <summary>A formula and the text that it gives.</summary>
    public static CellContent Calculated(SheetFormula formula, string text) => new CalculatedWords(formula, text);

    private static readonly DateOnly Epoch = new(1899, 12, 30);

    private static readonly DateOnly FirstCountedDay = new(1900, 3, 1);
}
