using System.Globalization;
using System.Text;
using Forecasting.History;
using Forecasting.Reports.Decisions;

namespace Forecasting.Jobs.Runs;

/// <summary>What became of a returned workbook, for a person at a terminal.</summary>
internal static class ReturnedText
{
    /// <summary>The counts, every row that was applied or refused, and what to do next.</summary>
    public static string Of(ReturnedSummary returned)
    {
        var (applied, unchanged, refused) = (
            returned.Count(ReturnedOutcome.Applied), returned.Count(ReturnedOutcome.Unchanged), returned.Count(ReturnedOutcome.Refused));
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{TerminalText.OneLine(returned.File)}, sheet {OverrideForm.Sheet}, run {TerminalText.OneLine(returned.RunId)}: "
            + $"{returned.Rows.Length} {(returned.Rows.Length == 1 ? "row" : "rows")} "
            + $"= {applied} applied + {unchanged} unchanged + {refused} refused.\n");
        foreach (var row in returned.Rows.Where(r => r.Outcome != ReturnedOutcome.Unchanged || r.Text.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"  row {row.Row}: {row.Outcome.ToString().ToLowerInvariant()}");
            if (row.Column.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $", column {TerminalText.OneLine(row.Column)}, \"{TerminalText.OneLine(row.Value)}\"");
            if (row.Rule.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $", rule {row.Rule}");
            if (row.Text.Length > 0)
                text.Append(": ").Append(TerminalText.OneLine(row.Text));
            text.Append('\n');
        }

        return text.Append(applied > 0 ? "Run the same command as before: the next run follows what was applied.\n" : "").ToString();
    }
}
