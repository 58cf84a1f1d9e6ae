using System.Globalization;
using System.Text;
using Forecasting.History;
using Forecasting.Reports.Decisions;

namespace Forecasting.Jobs.Runs;

/// <summary>What an import found, for a person at a terminal.</summary>
internal static class ImportText
{
    private const int ChangesShown = 5;

    /// <summary>The text: the files, how each was read, findings by rule, changes of history.</summary>
    public static string Of(ImportSummary import)
    {
        var text = new StringBuilder();
        text.Append(PlainTable.Of(2, [Header, .. import.Files.Select(FileRow), TotalRow(import)]));
        text.Append('\n').Append(RowTotals.Of(import.Files).IsConserved ? "Every row is accounted for: " : "ROWS DO NOT ADD UP: ")
            .Append(RowTotals.Of(import.Files)).Append(".\n");
        AppendReading(text, import);
        AppendFindings(text, import);
        AppendChanges(text, import);
        if (!import.Ignored.IsEmpty)
            text.Append("\nFiles that belong to no table were left alone: ").AppendJoin(", ", import.Ignored).Append(".\n");
        if (!import.IsNew)
            text.Append("\nNothing new: these sales, stock and availability files are in the database already.\n");
        return text.ToString();
    }

    private static readonly string[] Header =
        ["file", "feed", "rows read", "loaded", "set aside", "repeated", "corrected later", "units read", "units loaded"];

    private static string[] FileRow(ImportReport file) =>
    [
        file.File, file.Feed, .. file.IsRejected ? ["refused", "", "", "", ""] : Counts(RowTotals.Of([file])),
        .. file.QuantityRead == 0 ? ["", ""] : new[] { Units(file.QuantityRead), Units(file.QuantityLoaded) },
    ];

    private static string[] TotalRow(ImportSummary import) => ["all files", "", .. Counts(RowTotals.Of(import.Files)), "", ""];

    private static string[] Counts(RowTotals rows) =>
        [Count(rows.Read), Count(rows.Loaded), Count(rows.SetAside), Count(rows.Repeated), Count(rows.Superseded)];

    private static void AppendReading(StringBuilder text, ImportSummary import)
    {
        text.Append("\nHow each file was read\n");
        foreach (var file in import.Files)
        {
            string[] sentences = file.IsRejected ? [$"REFUSED: {file.RejectedReason}"] : [file.Profile, .. file.Notes];
            foreach (var (sentence, i) in sentences.Where(s => s.Length > 0).Select((s, i) => (s, i)))
                text.Append(i == 0 ? $"  {file.File}: " : "    ").Append(TerminalText.OneLine(sentence)).Append('\n');
        }
    }

    private static void AppendFindings(StringBuilder text, ImportSummary import)
    {
        if (import.Quarantine.IsEmpty)
            return;
        text.Append("\nFindings by rule, with the first of each\n");
        foreach (var rule in RuleTotal.Of(import.Quarantine))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {rule.Findings,7:#,##0}  {rule.First.Feed}, {rule.First.Rule}: {TerminalText.OneLine(rule.First.Message)}\n");
        }
    }

    private static void AppendChanges(StringBuilder text, ImportSummary import)
    {
        if (import.Changes.IsEmpty)
            return;
        var net = (import.NetChange > 0 ? "+" : "") + Units(import.NetChange);
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nDays of history that are not what was known before: {import.Changes.Length:#,##0}, net {net} units\n");
        foreach (var change in import.LargestChanges.Take(ChangesShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {TerminalText.OneLine(change.Key.ToString())}, {change.Day:yyyy-MM-dd}: ")
                .Append(CultureInfo.InvariantCulture, $"{Known(change.Was)} -> {Known(change.Now)} ")
                .Append(CultureInfo.InvariantCulture, $"({change.Source} -> {(change.File.Length > 0 ? change.File : "no file")})\n");
        }

        if (import.Changes.Length > ChangesShown)
            text.Append(CultureInfo.InvariantCulture, $"  and {import.Changes.Length - ChangesShown:#,##0} more\n");
    }

    private static string Known(decimal? units) => units is { } known ? Units(known) : "no row";

    private static string Units(decimal units) => units.ToString("#,##0.###", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
