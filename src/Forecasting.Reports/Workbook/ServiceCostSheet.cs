using System.Globalization;
using ClosedXML.Excel;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What service costs in stock: where the plan stands, what the same service could cost, and the whole trade-off as a chart.</summary>
internal static class ServiceCostSheet
{
    public const string Name = "Service and stock";

    private const int HeaderRow = 5;

    private const int FillColumn = 2;

    private const int MoneyColumn = 4;

    private const int NoteColumn = 6;

    private const int ChartRows = 26;

    private const string CurveName = "The cheapest stock for each fill rate";

    private const string SavingName = "Less money for the same service";

    private static readonly double[] Widths = [38, 16, 16, 18, 18, 58];

    private static readonly string[] Headers =
        ["", "Served from stock (fill rate)", "Mean stock (units)", "Money in stock, mean", "Cost of holding it, a year", SavingName];

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var draft = SheetFrame.Begin(
            workbook, Name, "What service costs in stock",
            "Each step up the curve puts the next unit of stock where it serves most for its money: the cheapest stock for each total. "
            + "Expected over a year of orders like these; mean stock, not today's.",
            report);
        for (var column = 1; column <= Widths.Length; column++)
            draft.Layout.Column(column).Width = Widths[column - 1];
        if (report.ServiceCost is not { Lines: > 0 } cost)
        {
            draft.Put(HeaderRow, 1, WhyNothing(report.ServiceCost), Looks.Subtitle);
            return draft;
        }

        draft.Put(HeaderRow - 1, 1, "Where the plan stands", Looks.Heading);
        PutHeader(draft, HeaderRow, cost);
        (string Words, ServiceCostPoint Point)[] stands = [.. Stands(cost)];
        for (var i = 0; i < stands.Length; i++)
        {
            draft.Put(HeaderRow + 1 + i, 1, stands[i].Words, Looks.Prose);
            PutPoint(draft, HeaderRow + 1 + i, stands[i].Point);
            draft.Put(HeaderRow + 1 + i, NoteColumn, Against(stands[i].Point, cost), Looks.Prose);
        }

        var row = HeaderRow + stands.Length + 2;
        foreach (var sentence in Sentences(cost))
        {
            draft.Put(row, 1, sentence, style =>
            {
                Looks.Font(style, 9, Palette.DarkGrey);
                style.Alignment.WrapText = true;
                style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
            });
            draft.Layout.Range(row, 1, row, Widths.Length).Merge();
            draft.Layout.Row(row).Height = 13 * Table.LinesFor(sentence, Widths.Sum(), 4);
            row++;
        }

        AddCurve(draft, row + 1 + ChartRows + 1, cost, stands, from: (row + 1, 1), to: (row + 1 + ChartRows, Widths.Length + 1));

        // One page for the wall; the cells of the chart are for whoever wants to reckon with them.
        draft.Layout.PageSetup.PrintAreas.Add(1, 1, row + 1 + ChartRows, Widths.Length);
        draft.Layout.PageSetup.FitToPages(1, 1);
        return draft;
    }

    private static IEnumerable<(string Words, ServiceCostPoint Point)> Stands(ServiceCostCurve cost)
    {
        if (cost.ByTotal is { } total)
            yield return ("You are here: targets from one total", total);
        yield return (cost.ByTotal is null ? "You are here: targets by class" : "Targets by class, without the total", cost.ByTargets);
        yield return ("Same service, least stock", cost.SameService);
    }

    private static IEnumerable<string> Sentences(ServiceCostCurve cost)
    {
        var saved = cost.ByTargets.StockMoney - cost.SameService.StockMoney;
        var by = By(cost);
        yield return saved > 0
            ? $"Targets by class serve {Percent(cost.ByTargets.FillRate)} {by} and bind {Money(cost.ByTargets.StockMoney, cost)}. The same service for {Money(saved, cost)} ({Percent(saved / cost.ByTargets.StockMoney)}) less money in stock: "
                + $"inventory.totalFillRate {(cost.ByTotal is null ? "" : "of ")}{Math.Round(cost.SameService.FillRate, 3).ToString("0.###", CultureInfo.InvariantCulture)} gives each item the target that serves most for its money."
            : $"Targets by class serve {Percent(cost.ByTargets.FillRate)} {by} and bind {Money(cost.ByTargets.StockMoney, cost)}: no other targets serve as much for less.";
        if (cost.ByTotal is { } total)
            yield return $"The plan is made with one total: it serves {Percent(total.FillRate)} {by} and binds {Money(total.StockMoney, cost)}.";
        if (cost.CostPerPoint > 0)
            yield return $"One point more of the total costs {Money(cost.CostPerPoint, cost)} a year in holding, {(cost.ByTotal is null ? "from the cheapest stock on" : "from where the plan stands")}.";
        yield return $"{Wording.Plural(cost.Lines, "SKU-location takes", "SKU-locations take")} part."
            + (cost.Outside.IsEmpty ? "" : $" The others keep their own targets and are not counted here: {cost.OutsideWords}.");
    }

    private static void AddCurve(
        SheetDraft draft, int row, ServiceCostCurve cost, (string Words, ServiceCostPoint Point)[] stands, (int, int) from, (int, int) to)
    {
        draft.Put(row, 1, "Cells of the chart above", Looks.Heading);
        PutHeader(draft, row + 1, cost);
        draft.Put(row + 1, 1, CurveName, Looks.Header);
        var first = row + 2;
        for (var i = 0; i < cost.Points.Length; i++)
            PutPoint(draft, first + i, cost.Points[i]);

        // The settings of today in the middle: service that nobody would ask for is cut off.
        var least = stands.Min(s => s.Point.FillRate);
        var start = Math.Clamp(Math.Floor((1 - 4 * (1 - least)) * 20) / 20, 0, 0.95);
        var skipped = Math.Min(cost.Points.Count(p => p.FillRate < start), cost.Points.Length - 1);
        ServiceCostPoint[] shown = [.. cost.Points.Skip(skipped)];
        start = Math.Min(start, Math.Floor(shown[0].FillRate * 20) / 20);
        var marks = stands.Select((s, i) => new ScatterSeries(
            s.Words, (HeaderRow + 1 + i, 1), HeaderRow + 1 + i, (FillColumn, [s.Point.FillRate]), (MoneyColumn, [s.Point.StockMoney]), ColourOf(i, stands.Length))
        {
            IsJoined = false,
            Mark = i == 0 ? ScatterMark.Diamond : i == stands.Length - 1 ? ScatterMark.Circle : ScatterMark.Square,
            Label = i == 0 ? "t" : i == stands.Length - 1 ? "b" : "l",
        });
        var (dearer, cheaper) = (stands[^2].Point, stands[^1].Point);
        draft.Charts.Add(new ScatterChart(
            $"Money in stock for each total fill rate {By(cost)}",
            draft.Layout.Name,
            [
                new(CurveName, (row + 1, 1), first + skipped, (FillColumn, [.. shown.Select(p => p.FillRate)]), (MoneyColumn, [.. shown.Select(p => p.StockMoney)]), Palette.Blue),
                new(SavingName, (HeaderRow, NoteColumn), HeaderRow + stands.Length - 1, (FillColumn, [dearer.FillRate, cheaper.FillRate]), (MoneyColumn, [dearer.StockMoney, cheaper.StockMoney]), Palette.Grey) { IsDashed = true },
                .. marks,
            ],
            new ScatterAxis($"Share of demand served at once from stock, {By(cost)} (fill rate)", "0%", start, 1),
            new ScatterAxis($"Money in stock, on average{(cost.Currency.Length > 0 ? $" ({cost.Currency})" : "")}", "#,##0", 0, null),
            from,
            to));
    }

    private static string ColourOf(int number, int count) =>
        number == 0 ? Palette.Orange : number == count - 1 ? Palette.Navy : Palette.Silver;

    private static void PutHeader(SheetDraft draft, int row, ServiceCostCurve cost)
    {
        for (var column = 1; column <= MoneyColumn + 1; column++)
            draft.Put(row, column, Headers[column - 1] + (column == FillColumn ? $", {By(cost)}" : column >= MoneyColumn && cost.Currency.Length > 0 ? $" ({cost.Currency})" : ""), Looks.Header);
        if (row == HeaderRow)
            draft.Put(row, NoteColumn, Headers[NoteColumn - 1], Looks.Header);
        draft.Layout.Row(row).Height = 26;
    }

    private static void PutPoint(SheetDraft draft, int row, ServiceCostPoint point)
    {
        draft.Put(row, FillColumn, CellContent.Number(point.FillRate), Looks.Percent);
        draft.Put(row, 3, CellContent.Number(point.StockUnits), Looks.Whole);
        draft.Put(row, MoneyColumn, CellContent.Number(point.StockMoney), Looks.Whole);
        draft.Put(row, 5, CellContent.Number(point.HoldingCostPerYear), Looks.Whole);
    }

    private static string Against(ServiceCostPoint point, ServiceCostCurve cost)
    {
        var saved = cost.ByTargets.StockMoney - point.StockMoney;
        if (point == cost.ByTargets || cost.ByTargets.StockMoney <= 0)
            return "";
        var words = $"{Money(Math.Abs(saved), cost)} ({Percent(Math.Abs(saved) / cost.ByTargets.StockMoney)}) {(saved >= 0 ? "less" : "more")} than targets by class";
        return point == cost.SameService ? words : $"{words}, at {Percent(point.FillRate)} against {Percent(cost.ByTargets.FillRate)}";
    }

    private static string WhyNothing(ServiceCostCurve? cost) => cost is { OutsideWords: { Length: > 0 } why }
        ? $"No SKU-location can share a total: {why}."
        : "Nothing was planned that could share a total.";

    private static string By(ServiceCostCurve cost) => cost.By == ServiceWeight.Value ? "by value" : "by units";

    private static string Money(double amount, ServiceCostCurve cost) => Wording.Money((decimal)Math.Clamp(amount, -1e15, 1e15), cost.Currency);

    private static string Percent(double share) => Wording.Percent(share);
}
