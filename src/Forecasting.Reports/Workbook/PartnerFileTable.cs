using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Which files went to partners before this plan, and what was answered: by their systems about the file, by themselves about its lines.</summary>
internal static class PartnerFileTable
{
    /// <summary>Rows at most.</summary>
    private const int MostRows = 200;

    /// <summary>Adds the table; nothing where no file was out.</summary>
    /// <param name="draft">The sheet.</param>
    /// <param name="row">Row of its heading.</param>
    /// <param name="report">The plan.</param>
    public static void Add(SheetDraft draft, int row, PlanReport report)
    {
        if (report.PartnerFiles.IsEmpty)
            return;

        // What a person must look at comes first.
        var ordered = report.PartnerFiles.OrderByDescending(f => f.Warning is not null).ToList();
        var (shown, more) = Table.Limit(ordered, MostRows, "file", "files", "`forecasting deliver --list`");
        draft.Put(row, 1, "What partners answered", Looks.Heading);
        draft.Put(
            row + 1, 1,
            "Files that went out before this plan: the newest of each partner, and those that a person must look at. The answer is that of the partner's system about the whole file; the lines are "
            + "counted by what the partner promised. Nothing is sent again by itself. " + more,
            Looks.Subtitle);
        Table.Place(draft, row + 2, Columns(report), shown);
        draft.Layout.Row(row + 2).Height = 26;
    }

    private static TableColumn<PartnerFileStatus>[] Columns(PlanReport report) =>
    [
        new("File", 0, Looks.Code, f => CellContent.Text(f.ToString())),
        new("Lines", 0, Looks.Whole, f => CellContent.Number((decimal)f.Lines)),
        new("State", 0, Looks.Code, f => CellContent.Text(f.State)),
        new("Age (days)", 0, Looks.Whole, f => CellContent.Number((decimal)(report.Identity.AsOf.DayNumber - f.AsOf.DayNumber))),
        new("Answer", 0, Looks.Code, f => CellContent.Text(f.Answer?.ToString() ?? "")),
        new("Lines received", 0, Looks.Whole, f => CellContent.Number((decimal)f.Received)),
        new("Lines accepted", 0, Looks.Whole, f => CellContent.Number((decimal)f.Accepted)),
        new("Lines re-\njected", 0, Looks.Whole, f => CellContent.Number((decimal)f.Rejected)),
        new("Not an-\nswered", 0, Looks.Whole, f => CellContent.Number((decimal)(f.Lines - f.Received - f.Accepted - f.Rejected))),
    ];
}
