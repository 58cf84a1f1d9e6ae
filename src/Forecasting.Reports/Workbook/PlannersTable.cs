using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>How good the overrides of each planner were, where buckets that they changed have come.</summary>
internal static class PlannersTable
{
    /// <summary>Rows at most.</summary>
    private const int MostPlanners = 50;

    private static readonly TableColumn<Planner>[] Columns =
    [
        new("Planner", 0, Looks.Code, p => CellContent.Text(p.Name)),
        new("Latest reason", 0, Looks.Code, p => CellContent.Text(p.Reason)),
        new("Overrides scored", 0, Looks.Whole, p => CellContent.Number((decimal)p.Overrides)),
        new("of them nearer", 0, Looks.Percent, p => CellContent.Number((double)p.Helped / p.Overrides)),
        new("Buckets known", 0, Looks.Whole, p => CellContent.Number((decimal)p.Buckets)),
        new("Nearer by (units)", 0, Looks.Change, p => CellContent.Number(p.Gain)),
    ];

    /// <summary>Adds the table; nothing where no override can be scored.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">Row of its heading.</param>
    /// <param name="report">The plan.</param>
    /// <returns>The row for what comes next.</returns>
    public static int Add(SheetDraft draft, int row, PlanReport report)
    {
        var (shown, more) = Table.Limit(Planners(report), MostPlanners, "planner", "planners", "Overrides");
        if (shown.Count == 0)
            return row;
        draft.Put(row, 1, "Overrides by planner", Looks.Heading);
        draft.Put(
            row + 1, 1,
            "Nearer by: |forecast without the override − sold| − |with it − sold|, added up; below 0 it would have been better to leave the forecast alone. Where several changed the same "
            + $"{report.Bucket}, each is given all of it. {more}",
            Looks.Subtitle);
        var last = Table.Place(draft, row + 2, Columns, shown);
        draft.Layout.Row(row + 2).Height = 26;
        return last + 2;
    }

    private static List<Planner> Planners(PlanReport report) =>
    [
        .. report.Overrides
            .Where(o => o.Score.Buckets > 0)
            .GroupBy(o => o.Effect.Override.Author, StringComparer.Ordinal)
            .Select(g => new Planner(
                g.Key, g.MaxBy(o => o.Effect.Override.Days.First)!.Effect.Override.Reason, g.Count(), g.Count(o => o.Score.Gain > 0), g.Sum(o => o.Score.Buckets), g.Sum(o => o.Score.Gain)))
            .OrderByDescending(p => p.Buckets).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    private sealed record Planner(string Name, string Reason, int Overrides, int Helped, int Buckets, double Gain);
}
