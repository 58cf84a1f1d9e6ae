using ClosedXML.Excel;
using Forecasting.Catalog;
using Forecasting.Inventory.Clearance;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Inventory.StockHealth;
using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Calls worth making: orders on their way, stock that is too much, stock that another place needs. One row each, most money first.</summary>
internal static class RiskSheet
{
    public const string Name = "Risk & excess";

    private const int HeaderRow = 4;

    private const int FrozenColumns = 4;

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var (shown, more) = Table.Limit(Rows(report), Table.RowLimit, "call", "calls", "the plan");
        var draft = SheetFrame.Begin(
            workbook, Name, "Orders to move, stock to reduce, stock to share",
            "Most money first. Money is what following the advice saves, or what is tied up in stock that is too much. " + more, report);
        var columns = Columns(shown);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), FrozenColumns);
        var last = Table.Place(draft, HeaderRow, columns, shown);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Length, FrozenColumns);
        if (shown.Count == 0)
            draft.Put(HeaderRow + 1, 1, "None.", Looks.Subtitle);
        return draft;
    }

    private static TableColumn<Call>[] Columns(IReadOnlyList<Call> calls) =>
    [
        new("What", 12, Looks.Code, c => CellContent.Text(c.What)),
        new("Do", 14, Looks.Code, c => CellContent.Text(c.Action)),
        new("SKU", Table.WidthFor(calls.Select(c => c.Key.Sku.Code), 12, 30), Looks.Code, c => CellContent.Text(c.Key.Sku.Code)),
        new("Location", Table.WidthFor(calls.Select(c => c.Key.Location.Code), 10, 24), Looks.Code, c => CellContent.Text(c.Key.Location.Code)),
        new("Name", Table.WidthFor(calls.Select(c => c.Name), 12, 30), Looks.Code, c => CellContent.Text(c.Name)),
        new("Order, or place that takes it", 20, Looks.Code, c => CellContent.Text(c.Other)),
        new("Day now", 12, Looks.Date, c => CellContent.Date(c.Day)),
        new("New day", 12, Looks.Date, c => CellContent.Date(c.NewDay)),
        new("Units", 11, Looks.Units, c => CellContent.Number(c.Units)),
        new("Money", 12, Looks.Money, c => CellContent.Number(c.Money)),
        new("Cur.", 7, Looks.Code, c => CellContent.Text(c.Currency)),
        new("Weeks of cover", 13, Looks.Units, c => CellContent.Number(c.WeeksOfCover is { } weeks ? Math.Round((decimal)Math.Min(weeks, 1e6), 1) : null)),
        new("Why", 90, Looks.Code, c => CellContent.Text(c.Why)),
        new("Price cut", 8, Looks.Percent, c => CellContent.Number(c.Cut is { } cut ? (decimal)cut.Discount : null)),
        new("New price", 10, Looks.Money, c => CellContent.Number(c.Cut is { Discount: > 0 } cut ? cut.Price : null)),
        new("It brings", 12, Looks.Money, c => CellContent.Number(c.Cut is { Discount: > 0 } cut ? cut.Gain : null)),
        new("What a price cut would do", 110, Looks.Code, c => CellContent.Text(c.AboutCut)),
    ];

    private static List<Call> Rows(PlanReport report)
    {
        var lines = report.Lines.ToDictionary(l => l.Key);
        return
        [
            .. report.Advice.OpenOrders.Select(a => Of(a))
                .Concat(report.Advice.Stock.Select(f => Of(f)))
                .Concat(report.Advice.Transfers.Select(t => Of(t)))
                .Concat(report.Advice.Shortages.Select(s => Of(s)))
                .Select(c => c with { Name = lines[c.Key].Item.Name, Currency = lines[c.Key].Terms.Currency })
                .OrderByDescending(c => c.Money ?? -1).ThenByDescending(c => c.Units).ThenBy(c => c.Key).ThenBy(c => c.What, StringComparer.Ordinal).ThenBy(c => c.Other, StringComparer.Ordinal),
        ];
    }

    private static Call Of(OpenOrderAdvice a) => new(
        "open order", a.Action, a.Key, a is OpenOrderAdvice.Reroute r ? $"{a.Order.OrderId} to {r.To.Code}" : a.Order.OrderId, a.Order.Day, a.NewDay, a.Units, a.Money, a.Reason);

    private static Call Of(StockFinding f) => new(
        $"{f.Condition.ToString().ToLowerInvariant()} stock", Words(f.Action), f.Key, "", f.WriteOffDay, null, f.Units, f.Money, f.Reason)
    {
        WeeksOfCover = f.WeeksOfCover,
        Cut = (f.Clearance as Outcome<ClearanceHint>.Done)?.Value,
        AboutCut = f.Clearance is { } clearance ? ClearanceHint.Words(clearance) : "",
    };

    private static Call Of(Transfer t) => new(
        "transfer", "send", new SkuLocation(t.Sku, t.From), t.To.Code, null, t.Arrives, t.Units, t.MoneySaved, t.Reason);

    private static Call Of(SourceShortage s) => new(
        "source short", s.Next is null ? "share" : "expedite, share", s.Key, s.Next?.OrderId ?? "", s.Next?.Day, null, s.Missing, s.Money, s.Reason);

    private static string Words(StockAction action) => action switch
    {
        StockAction.None => "",
        StockAction.StopOrdering => "stop ordering",
        StockAction.Transfer => "send elsewhere",
        StockAction.Return => "return",
        StockAction.Discount => "discount",
        StockAction.WriteOff => "write off",
        _ => throw new InvalidOperationException("The actions are closed."),
    };

    private sealed record Call(
        string What, string Action, SkuLocation Key, string Other, DateOnly? Day, DateOnly? NewDay, decimal Units, decimal? Money, string Why)
    {
        public string Name { get; init; } = "";

        public string Currency { get; init; } = "";

        public double? WeeksOfCover { get; init; }

        public ClearanceHint? Cut { get; init; }

        public string AboutCut { get; init; } = "";
    }
}
