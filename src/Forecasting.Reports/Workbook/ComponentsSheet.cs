using System.Collections.Immutable;
using ClosedXML.Excel;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What the demand behind each decision is made of: trend, seasons, noise.</summary>
/// <remarks>Of the decisions only: taking a history apart costs as much as a forecast of it, and nobody reads ten thousand. <c>forecasting
/// explain</c> does it for any other.</remarks>
internal static class ComponentsSheet
{
    public const string Name = "Components";

    private const int HeaderRow = 4;

    private const int FrozenColumns = 4;

    /// <summary>Adds the sheet.</summary>
    /// <param name="workbook">Where to.</param>
    /// <param name="report">The plan.</param>
    /// <param name="decisions">The decisions, by rank.</param>
    /// <param name="components">What the demand of each is made of.</param>
    /// <param name="firstDecisionRow">Row of the first of them on their sheet.</param>
    public static SheetDraft Add(
        XLWorkbook workbook, PlanReport report, ImmutableArray<Decision> decisions, ImmutableArray<Outcome<SsaComponents>> components,
        int firstDecisionRow)
    {
        var rows = decisions.Zip(components, RowOf).ToList();
        var columns = Columns(report, rows);
        var draft = SheetFrame.Begin(
            workbook, Name, "What demand is made of",
            $"Trend + seasons + cycles + noise = what was sold, for each decision, units per {report.Bucket}. "
            + "\"forecasting explain SKU --workbook FILE\" shows any SKU bucket by bucket.",
            report);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), FrozenColumns);
        var last = Table.Place(draft, HeaderRow, columns, rows);
        draft.Layout.Row(HeaderRow).Height = 52;
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Length, FrozenColumns);
        for (var i = 0; i < rows.Count; i++)
            draft.Link(HeaderRow + 1 + i, 1, DecisionsSheet.Name, firstDecisionRow + i, 3);
        if (rows.Count == 0)
            draft.Put(HeaderRow + 1, 1, "Nothing needs a decision today.", Looks.Subtitle);
        return draft;
    }

    private static ComponentsRow RowOf(Decision decision, Outcome<SsaComponents> components) => new(
        decision,
        components is Outcome<SsaComponents>.Done { Value: var parts } ? ComponentFigures.Of(PlannedDemand.Of(decision.Line), parts) : null,
        components is Outcome<SsaComponents>.Skipped { Reason: var why } ? why : "");

    private static TableColumn<ComponentsRow>[] Columns(PlanReport report, List<ComponentsRow> rows)
    {
        TableColumn<ComponentsRow> Code(string header, double least, double most, Func<PlanLine, string> code) => new(
            header, Table.WidthFor(rows.Select(r => code(r.Decision.Line)), least, most), Looks.Code,
            r => CellContent.Text(code(r.Decision.Line)));

        var span = ComponentFigures.LongestChange(report.Bucket);
        return
        [
            new("Deci-\nsion", 7, Looks.CodeLink, r => CellContent.Number((decimal)r.Decision.Rank)),
            Code("SKU", 12, 30, l => l.Key.Sku.Code),
            Code("Name", 12, 30, l => l.Item.Name),
            Code("Location", 10, 24, l => l.Key.Location.Code),
            new($"Level now (units per {report.Bucket})", 11, Looks.UnitsRounded, r => r.Number(f => f.Level)),
            new($"Its change over {span} {report.Bucket}s", 10, Looks.Change, r => r.Number(f => f.Change)),
            new("Strength of trend (0..1)", 10, Looks.Strength, r => r.Number(f => f.Parts.TrendStrength)),
            .. SeasonsOf(report.Bucket).SelectMany(Season),
            new($"Cycles deviate by (units per {report.Bucket})", 11, Looks.UnitsRounded, r => r.Number(f => f.Parts.CycleDeviation)),
            new($"Noise deviates by (units per {report.Bucket})", 11, Looks.UnitsRounded, r => r.Number(f => f.Parts.NoiseDeviation)),
            new("Trend, share of variance", 10, Looks.Percent, r => r.Number(f => f.Parts.Trend.VarianceShare)),
            new("Seasons, share", 10, Looks.Percent, r => r.Number(f => f.Parts.Seasons.Sum(s => s.Part.VarianceShare))),
            new("Cycles, share", 10, Looks.Percent, r => r.Number(f => f.Parts.Cycle.VarianceShare)),
            new("Noise, share", 10, Looks.Percent, r => r.Number(f => f.Parts.Noise.VarianceShare)),
            new("Largest w-correlation of two parts", 12, Looks.Strength, r => r.Number(f => f.Parts.LargestCorrelation)),
            new($"Window ({report.Bucket}s)", 9, Looks.Whole, r => r.Number(f => f.Parts.WindowLength)),
            new("Components above noise", 12, Looks.Whole, r => r.Number(f => f.Parts.Rank)),
            new("Why not taken apart", 60, Looks.Code, r => CellContent.Text(r.WhyNot)),
        ];
    }

    private static IEnumerable<string> SeasonsOf(TimeBucket bucket) =>
        SsaComponents.SeasonsOf(bucket).Select(period => SeasonFigures.NameOf(bucket, period));

    private static IEnumerable<TableColumn<ComponentsRow>> Season(string name) =>
    [
        new(
            $"Season of the {name} (units more or less)", 35, Looks.Code,
            r => r.Season(name) is { } season ? CellContent.Text(ComponentWords.Extremes(season)) : CellContent.Blank),
        new(
            $"Strength of season, {name} (0..1)", 10, Looks.Strength,
            r => r.Season(name) is { } season ? CellContent.Number(season.Strength) : CellContent.Blank),
    ];

    private sealed record ComponentsRow(Decision Decision, ComponentFigures? Figures, string WhyNot)
    {
        public CellContent Number(Func<ComponentFigures, double> value) =>
            Figures is { } figures ? CellContent.Number(value(figures)) : CellContent.Blank;

        public SeasonFigures? Season(string name) => Figures?.Seasons.FirstOrDefault(season => season.Length == name);
    }
}
