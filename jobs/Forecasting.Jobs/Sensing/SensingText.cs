using System.Globalization;
using System.Text;
using Forecasting.Jobs.Runs;
using Forecasting.Sensing;

namespace Forecasting.Jobs.Sensing;

/// <summary>What a look found, for a person at a terminal.</summary>
internal static class SensingText
{
    private const int NotesShown = 10;

    /// <summary>The text: the signals in a table, then each with its evidence and what to do.</summary>
    /// <param name="result">What came of the look.</param>
    /// <param name="top">Signals shown, ≥ 1.</param>
    public static string Of(SensingResult result, int top)
    {
        var text = new StringBuilder(result.Summary).Append('\n');
        var shown = result.Standing.Take(top).ToList();
        if (shown.Count > 0)
        {
            text.Append('\n').Append(PlainTable.Of(4, [["", "signal", "what", "since", "units at risk", "money at risk"], .. shown.Select(Row)]));
            foreach (var (signal, number) in shown.Select((s, i) => (s.Signal, i + 1)))
                text.Append(CultureInfo.InvariantCulture, $"\n{number}. {Shown(signal.Evidence)}\n   {Shown(signal.Advice)}\n");
        }

        if (result.Standing.Length > shown.Count)
            text.Append(CultureInfo.InvariantCulture, $"\n{result.Standing.Length - shown.Count} more: --top shows more, --json all.\n");
        if (!result.Look.Notes.IsEmpty)
            text.Append('\n');
        foreach (var note in result.Look.Notes.Take(NotesShown))
            text.Append(CultureInfo.InvariantCulture, $"note: {Shown(note)}\n");
        if (result.Look.Notes.Length > NotesShown)
            text.Append(CultureInfo.InvariantCulture, $"note: {result.Look.Notes.Length - NotesShown} more days of places do not count.\n");
        foreach (var refused in result.Refused)
            text.Append(CultureInfo.InvariantCulture, $"refused: {Shown(refused)}\n");
        return text.ToString();
    }

    /// <summary>A kind in words.</summary>
    public static string Name(SignalKind kind) => kind switch
    {
        SignalKind.Spike => "spike",
        SignalKind.Collapse => "collapse",
        SignalKind.Stockout => "stock-out",
        _ => "late supplier",
    };

    /// <summary>Money with its currency; a dash where nothing is known.</summary>
    public static string Money(Signal signal) => signal.MoneyAtRisk is { } money
        ? string.Create(CultureInfo.InvariantCulture, $"{money:#,0} {signal.Currency}").TrimEnd()
        : "-";

    private static string[] Row(StandingSignal entry, int index) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{index + 1}{(entry.IsNew ? " new" : "")}"),
        Name(entry.Signal.Kind),
        Shown(entry.Signal.Subject),
        entry.Signal.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        entry.Signal.UnitsAtRisk.ToString("#,0.#", CultureInfo.InvariantCulture),
        Money(entry.Signal),
    ];

    private static string Shown(string text) => TerminalText.OneLine(text);
}
