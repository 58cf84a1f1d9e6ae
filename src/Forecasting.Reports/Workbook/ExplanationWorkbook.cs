using ClosedXML.Excel;
using Forecasting.Reports.Components;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>The workbook of one SKU: history, its components, and the forecast with its limits, as charts and in numbers.</summary>
/// <remarks>Made as <see cref="PlanWorkbook"/> is: text is text whatever it looks like, there is no formula, and the same explanation
/// gives the same bytes.</remarks>
public static class ExplanationWorkbook
{
    /// <summary>Places shown at most, one a sheet.</summary>
    public const int PlacesShown = 20;

    /// <summary>Writes the workbook. The stream stays open; it need not be readable.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="explanation">What the run knew; at least one place. The first <see cref="PlacesShown"/> are shown, and the sheets say
    /// so when there are more.</param>
    /// <exception cref="ArgumentException">There is no place to show.</exception>
    public static void Write(Stream stream, DemandExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(explanation);
        var demands = explanation.Demands;
        if (demands.IsEmpty)
            throw new ArgumentException("there is no demand to show.", nameof(explanation));

        var shown = Math.Min(demands.Length, PlacesShown);
        var note = shown < demands.Length ? $" The first {shown} of {Wording.Count(demands.Length)} places; --at shows any other." : "";
        using var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = "Calibri";
        var drafts = new List<SheetDraft>();
        for (var i = 0; i < shown; i++)
        {
            // Never the code of a place: sheet names may not hold what codes do.
            var name = shown == 1 ? DemandSheet.Name : $"{DemandSheet.Name} {i + 1}";
            drafts.Add(DemandSheet.Add(workbook, name, explanation, demands[i], note));
        }

        var title = $"Demand of {demands[0].Demand.Key.Sku}, plan of {Wording.Day(explanation.AsOf)}, run {explanation.RunId}";
        WorkbookPackage.Write(stream, workbook, drafts, SheetText.Encode(title), explanation.AsOf);
    }
}
