using ClosedXML.Excel;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What every sheet has: title, the run it belongs to, print set-up.</summary>
internal static class SheetFrame
{
    /// <summary>Characters across a printed page that can still be read.</summary>
    private const double WidthOfPage = 210;

    /// <summary>A new sheet with its title in row 1 and a sentence in row 2.</summary>
    public static SheetDraft Begin(XLWorkbook workbook, string name, string title, string sentence, PlanReport report) =>
        Begin(workbook, name, title, sentence, report.Identity.AsOf, report.Identity.RunId);

    /// <summary>A new sheet with its title in row 1 and a sentence in row 2.</summary>
    public static SheetDraft Begin(XLWorkbook workbook, string name, string title, string sentence, DateOnly asOf, string runId)
    {
        var draft = new SheetDraft(workbook.AddWorksheet(name));
        var layout = draft.Layout;
        layout.ShowGridLines = false;
        layout.Row(1).Height = 24;
        draft.Put(1, 1, title, Looks.Title);
        draft.Put(2, 1, sentence, Looks.Subtitle);

        var page = layout.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.FitToPages(1, 0);
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.4).SetBottom(0.6).SetHeader(0.2).SetFooter(0.3);
        page.Footer.Left.AddText($"Plan of {Wording.Day(asOf)}, run {runId}");
        page.Footer.Center.AddText(name.Replace("&", "and", StringComparison.Ordinal));
        page.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        return draft;
    }

    /// <summary>Prints the columns on as many pages side by side as they need to stay legible, the first ones on each.</summary>
    public static void FitWidth(SheetDraft draft, double totalWidth, int repeatedColumns)
    {
        var page = draft.Layout.PageSetup;
        page.FitToPages((int)Math.Ceiling(totalWidth / WidthOfPage), 0);
        if (totalWidth > WidthOfPage)
            page.SetColumnsToRepeatAtLeft(1, repeatedColumns);
    }

    /// <summary>Keeps the rows down to the header and the first columns in sight, filters by the header, and repeats it on every printed page.</summary>
    public static void FreezeAndFilter(SheetDraft draft, int headerRow, int lastRow, int columns, int frozenColumns)
    {
        var layout = draft.Layout;
        layout.SheetView.Freeze(headerRow, frozenColumns);
        layout.Range(headerRow, 1, Math.Max(lastRow, headerRow + 1), columns).SetAutoFilter();
        layout.PageSetup.SetRowsToRepeatAtTop(headerRow, headerRow);
    }
}
