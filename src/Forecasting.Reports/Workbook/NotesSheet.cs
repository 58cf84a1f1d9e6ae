using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What a reader needs to check everything else: the run, its settings, the models, what was assumed, and what each word means.</summary>
internal static class NotesSheet
{
    public const string Name = "Notes";

    private static readonly double[] Widths = [34, 100, 26];

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var draft = SheetFrame.Begin(workbook, Name, "Notes", "The run, its settings, what was assumed, and what the words mean.", report);
        for (var column = 1; column <= Widths.Length; column++)
            draft.Layout.Column(column).Width = Widths[column - 1];
        draft.Layout.SheetView.FreezeRows(2);

        var row = AddBlock(draft, 4, "The run", ["", "", ""], Run(report));
        row = AddBlock(draft, row, "Settings", ["Name", "Value", "Source"], report.Settings.Select(s => (s.Name, s.Value, s.Source)));
        row = AddBlock(draft, row, "Models used", ["Model", "Parameters of the first", "SKU-locations"], Models(report));
        if (!report.Admissions.IsEmpty)
            row = AddBlock(draft, row, "What products learn from each other", ["Kind of demand", "Whether it takes part, and why", "Weight"], Admissions(report));
        row = AddBlock(draft, row, "What was not given and had to be assumed", ["SKU-locations", "Assumption", ""], Assumptions(report));
        AddBlock(draft, row, "What the words mean", ["Word", "Meaning", "Unit, symbol"], Glossary.Words);
        return draft;
    }

    private static int AddBlock(SheetDraft draft, int row, string heading, string[] headers, IEnumerable<(string, string, string)> items)
    {
        draft.Put(row++, 1, heading, Looks.Heading);
        if (headers[0].Length > 0)
        {
            for (var column = 1; column <= headers.Length; column++)
                draft.Put(row, column, headers[column - 1], Looks.Header);
            row++;
        }

        var any = false;
        foreach (var (first, second, third) in items)
        {
            any = true;
            draft.Put(row, 1, first, Looks.Prose);
            draft.Put(row, 2, second, Looks.Prose);
            draft.Put(row, 3, third, Looks.Prose);
            draft.Layout.Row(row).Height = 13 * Math.Max(Table.LinesFor(first, Widths[0], 8), Table.LinesFor(second, Widths[1], 20));
            row++;
        }

        if (!any)
            draft.Put(row++, 1, "None.", Looks.Subtitle);
        return row + 1;
    }

    private static IEnumerable<(string, string, string)> Run(PlanReport report)
    {
        var identity = report.Identity;
        return
        [
            ("As of (nothing later is known)", Wording.Day(identity.AsOf), ""),
            ("Run", identity.RunId, ""),
            ("Publication number", Wording.Count(report.Sequence), ""),
            ("Scope", identity.Scope, ""),
            ("Plan cycle from", Wording.Day(report.Cycle), ""),
            ("Bucket", report.Bucket.ToString(), ""),
            ("Horizon", Wording.Plural(report.Horizon, "bucket", "buckets"), ""),
            ("Engine version", identity.EngineVersion, ""),
            ("Settings hash (SHA-256)", identity.SettingsHash, ""),
            .. identity.InputHashes.Select(i => ($"Input {i.Key}", $"SHA-256 {i.Value}", "")),
        ];
    }

    private static IEnumerable<(string, string, string)> Models(PlanReport report) => report.Lines
        .GroupBy(l => l.Forecast.Model, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g =>
        {
            var fallbacks = g.Count(l => l.IsFallback);
            return (g.Key, g.First().Forecast.Parameters, Wording.Count(g.Count()) + (fallbacks > 0 ? $", {Wording.Count(fallbacks)} as a fallback" : ""));
        });

    private static IEnumerable<(string, string, string)> Admissions(PlanReport report) => report.Admissions
        .Select(a => (a.Pattern.Name(), a.Reason, a.IsAdmitted ? Wording.Percent(a.Weight) : "takes no part"));

    private static IEnumerable<(string, string, string)> Assumptions(PlanReport report) => report.Lines
        .SelectMany(l => l.Terms.Assumptions)
        .GroupBy(a => a, StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (Wording.Count(g.Count()), g.Key, ""));
}
