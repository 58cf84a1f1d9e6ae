using Forecasting.Accuracy;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;
using Forecasting.Segmentation;

namespace Forecasting.Reports.Workbook;

/// <summary>What earlier plans promised and what came: in all, by buckets ahead, by group.</summary>
internal static class PastAccuracyTable
{
    /// <summary>Rows of one kind of group at most: categories can be many.</summary>
    private const int MostOfAKind = 30;

    /// <summary>Adds the table, or the sentence for there being none yet.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">Row of its heading.</param>
    /// <param name="report">The plan.</param>
    /// <returns>The last row taken.</returns>
    public static int Add(SheetDraft draft, int row, PlanReport report)
    {
        draft.Put(row, 1, "What earlier plans promised, and what came", Looks.Heading);
        if (report.Past is not { } past)
        {
            draft.Put(
                row + 1, 1,
                $"No forecast of an earlier plan has come due: this table begins with the first plan that is made a {report.Bucket} after another. "
                + "Until then, the backtest below says how good the forecasts are.",
                Looks.Subtitle);
            return row + 1;
        }

        var (shown, left) = Shown(past, report);
        draft.Put(row + 1, 1, Sentence(past, report, left), Looks.Subtitle);
        var last = Table.Place(draft, row + 2, Columns(), shown);
        draft.Layout.Row(row + 2).Height = 40;
        return last;
    }

    private static string Sentence(PastAccuracy past, PlanReport report, int left)
    {
        var buckets = past.First == past.Last
            ? $"The {report.Bucket} of {Wording.Day(past.First)}"
            : $"The {report.Bucket}s of {Wording.Day(past.First)} to {Wording.Day(past.Last)}";
        var more = left > 0 ? $" {Wording.Plural(left, "smaller group is", "smaller groups are")} not shown." : "";
        return $"{buckets}, as {Wording.Plural(past.Runs, "earlier plan", "earlier plans")} forecast them, against what was sold where there was "
            + $"stock all along. Value added: the share of the error that the step did away with; naive = as last season.{more}";
    }

    private static (List<PastTotal> Shown, int Left) Shown(PastAccuracy past, PlanReport report)
    {
        var shown = new List<PastTotal>();
        foreach (var kind in past.Totals.GroupBy(t => t.By, StringComparer.Ordinal))
        {
            var most = kind.Key == PastAccuracy.ByAhead
                ? kind.ToList()
                : [.. kind.OrderByDescending(t => t.Final.Buckets).ThenBy(t => t.Group, StringComparer.Ordinal).Take(MostOfAKind)];
            shown.AddRange(kind.Key == PastAccuracy.ByAhead ? most : most.OrderBy(t => t.Group, StringComparer.Ordinal));
        }

        return ([.. shown.Select(t => Named(t, report))], past.Totals.Length - shown.Count);
    }

    private static PastTotal Named(PastTotal total, PlanReport report) => total.By == PastAccuracy.ByAhead
        ? total with { By = $"{char.ToUpperInvariant(report.Bucket.ToString()[0])}{report.Bucket.ToString()[1..]}s ahead" }
        : Enum.TryParse<DemandPattern>(total.Group, out var pattern) && total.By == "Demand pattern" ? total with { Group = pattern.Name() } : total;

    private static TableColumn<PastTotal>[] Columns() =>
    [
        new("By", 0, Looks.Code, t => CellContent.Text(t.By)),
        new("Group", 0, Looks.Code, t => CellContent.Text(t.Group)),
        new("Forecast buckets compared", 0, Looks.Whole, t => CellContent.Number((decimal)t.Final.Buckets)),
        new("Bias (share of sales)", 0, Looks.Percent, t => CellContent.Number(t.Final.BiasShare)),
        new("WAPE", 0, Looks.Percent, t => CellContent.Number(t.Final.Wape)),
        new("WAPE of the naive", 0, Looks.Percent, t => CellContent.Number(t.Naive.Wape)),
        new("Value added by the model", 0, Looks.Percent, t => CellContent.Number(t.ValueOfModel)),
        new("Value added by planners", 0, Looks.Percent, t => CellContent.Number(t.ValueOfPlanners)),
        new("Buckets they changed", 0, Looks.Whole, t => CellContent.Number((decimal)t.Overridden)),
        new("MASE, mean", 0, Looks.Score, t => CellContent.Number(t.Final.Mase)),
        new("RMSSE, mean", 0, Looks.Score, t => CellContent.Number(t.Final.Rmsse)),
        new("Scaled pinball loss", 0, Looks.Score, t => CellContent.Number(t.Final.ScaledPinball)),
        new("Inside the 80 % interval", 0, Looks.Percent, t => CellContent.Number(t.Final.Coverage80)),
        new("Inside the 95 % interval", 0, Looks.Percent, t => CellContent.Number(t.Final.Coverage95)),
    ];
}
