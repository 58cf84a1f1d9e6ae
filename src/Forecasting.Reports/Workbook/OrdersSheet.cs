using ClosedXML.Excel;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What to order, from whom: the lines of <c>reorder.csv</c> by supplier or sending place, with subtotals and the same grand total; below, how suppliers deliver.</summary>
internal static class OrdersSheet
{
    public const string Name = "Orders by supplier";

    private const int HeaderRow = 4;

    private const int QuantityColumn = 7;

    private const int ValueColumn = 11;

    private const int RemarkColumn = 13;

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var lines = report.Lines.ToDictionary(l => l.Key);
        TableColumn<OrderLine>[] columns =
        [
            new("Order", Table.WidthFor(report.Orders.Select(o => o.OrderId), 14, 30), Looks.Code, o => CellContent.Text(o.OrderId)),
            new("Line", 7, Looks.Whole, o => CellContent.Number((decimal)o.LineNumber)),
            new("Action", 9, Looks.Code, o => CellContent.Text(o.Action.Name())),
            new("SKU", Table.WidthFor(report.Orders.Select(o => o.Sku.Code), 12, 30), Looks.Code, o => CellContent.Text(o.Sku.Code)),
            new("Name", 28, Looks.Code, o => CellContent.Text(LineOf(o)?.Item.Name ?? "")),
            new("Ship to", Table.WidthFor(report.Orders.Select(o => o.ShipTo.Code), 10, 24), Looks.Code, o => CellContent.Text(o.ShipTo.Code)),
            new("Quantity (units)", 12, Looks.Units, o => CellContent.Number(o.Quantity)),
            new("Unit", 8, Looks.Code, o => CellContent.Text(o.Unit)),
            new("Packs", 9, Looks.Units, o => CellContent.Number(o.Packs)),
            new("Unit price", 12, Looks.Money, o => CellContent.Number(o.UnitPrice)),
            new("Value", 14, Looks.Money, o => o.UnitPrice is null ? CellContent.Blank : CellContent.Number(o.Value)),
            new("Cur.", 7, Looks.Code, o => CellContent.Text(o.Currency)),
            new("Order date", 12, Looks.Date, o => CellContent.Date(o.OrderDate)),
            new("Requested delivery", 12, Looks.Date, o => CellContent.Date(o.RequestedDelivery)),
            new("Priority", 10, Looks.Code, o => CellContent.Text(o.Priority)),
            new("Reason", 26, Looks.Code, o => CellContent.Text(o.ReasonCode)),
            new("Trust", 7, Looks.Grade, o => CellContent.Text(LineOf(o)?.Trust.Grade.ToString() ?? "")),
        ];

        var sentence = "Purchases by supplier, then transfers by sending place. The grand total is that of reorder.csv."
            + (report.Reliability.IsEmpty ? "" : " How suppliers keep their word stands below it.")
            + (report.PartnerFiles.IsEmpty ? "" : " What partners answered stands at the end.");
        if (report.Orders.Length > Table.RowLimit)
            sentence += $" Lines after the first {Wording.Count(Table.RowLimit)} are only in reorder.csv; subtotals and totals are of all lines.";
        var draft = SheetFrame.Begin(workbook, Name, "Orders by supplier", sentence, report);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), 4);
        draft.Layout.Row(HeaderRow).Height = 26;
        for (var column = 1; column <= columns.Length; column++)
            draft.Put(HeaderRow, column, columns[column - 1].Header, Looks.Header);

        var shapes = new Shapes(
            draft.Shape(columns.Select(_ => (Action<IXLStyle>)Looks.Group)),
            draft.Shape(columns.Select(c => c.Look)),
            draft.Shape(columns.Select((c, i) => Looks.Total(i + 1 == RemarkColumn ? Looks.Code : c.Look))));
        var rows = Rows(report, columns, shapes, order => LineOf(order)?.Item).ToList();
        draft.Add(HeaderRow + 1, rows);
        GradeColours.Add(draft, HeaderRow + 1, HeaderRow + rows.Count, columns.Length);
        draft.Layout.SheetView.Freeze(HeaderRow, 4);
        draft.Layout.PageSetup.SetRowsToRepeatAtTop(HeaderRow, HeaderRow);
        PartnerFileTable.Add(draft, ReliabilityTable.Add(draft, HeaderRow + rows.Count + 2, report), report);
        return draft;

        PlanLine? LineOf(OrderLine order) => lines.GetValueOrDefault(new SkuLocation(order.Sku, order.ShipTo));
    }

    private static IEnumerable<SheetRow> Rows(PlanReport report, TableColumn<OrderLine>[] columns, Shapes shapes, Func<OrderLine, Item?> item)
    {
        var left = Table.RowLimit;
        var groups = report.Orders
            .GroupBy(o => (o.Type, From: o.Type == OrderType.Purchase ? o.SupplierId : o.ShipFrom))
            .OrderBy(g => g.Key.Type).ThenBy(g => g.Key.From, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var supplier = group.Key.Type == OrderType.Purchase ? report.Suppliers.GetValueOrDefault(group.Key.From) : null;
            yield return Row(shapes.Group, columns.Length, (1, CellContent.Text(Heading(group.Key.Type, group.Key.From, supplier))));
            foreach (var line in group.Take(left))
                yield return new SheetRow(shapes.Line, [.. columns.Select(c => c.Content(line))]);
            left = Math.Max(0, left - group.Count());

            // What a supplier asks for, it asks of each order.
            var orders = group.GroupBy(o => o.OrderId, StringComparer.Ordinal)
                .Select(o => (Id: o.Key, Lines: o.ToList(), Progress: OrderProgress.Of(supplier, [.. o], item))).ToList();
            if (orders.Count > 1)
            {
                foreach (var row in orders.Where(o => o.Progress.Length > 0).SelectMany(o => Totals(o.Id, ControlTotals.Of(o.Lines), o.Progress, shapes, columns.Length)))
                    yield return row;
            }

            var remark = orders.Count == 1 ? orders[0].Progress : Wording.Plural(orders.Count, "order", "orders");
            foreach (var row in Totals("Subtotal", ControlTotals.Of(group), remark, shapes, columns.Length))
                yield return row;
        }

        if (KeyFigures.BoughtFor(report) is { } bought)
        {
            foreach (var row in Totals("Purchases", bought, "what is bought; transfers move it on", shapes, columns.Length))
                yield return row;
        }

        if (report.Budget is { } budget)
        {
            var remark = $"{Wording.Percent(budget.Share)} of {Wording.Units(budget.Budget)} used, {Wording.Units(budget.Budget - budget.Used)} left; "
                + (budget.LinesCut == 0 ? "nothing was cut" : $"{Wording.Plural(budget.LinesCut, "SKU-location", "SKU-locations")} cut, worth {Wording.Units(budget.Cut)} (Why)");
            yield return Row(
                shapes.Total, columns.Length,
                (1, CellContent.Text("Budget")),
                (QuantityColumn - 2, CellContent.Text("all recommended purchases, own currency")),
                (ValueColumn, CellContent.Number(budget.Used)),
                (RemarkColumn, CellContent.Text(remark)));
        }

        foreach (var row in Totals("Grand total", ControlTotals.Of(report.Orders), "equals reorder.csv and the manifest", shapes, columns.Length))
            yield return row;
    }

    private static string Heading(OrderType type, string from, Supplier? supplier) => (type, from, supplier?.Name ?? "") switch
    {
        (OrderType.Transfer, _, _) => $"Transfer from {from}",
        (_, "", _) => "No supplier on record",
        (_, _, "") => $"Supplier {from}",
        (_, _, var name) => $"Supplier {from} · {name}",
    };

    /// <summary>One row, and one more for each further currency.</summary>
    private static IEnumerable<SheetRow> Totals(string words, ControlTotals totals, string remark, Shapes shapes, int columns)
    {
        var unpriced = totals.LinesWithoutPrice > 0 ? $"; {Wording.Plural(totals.LinesWithoutPrice, "line", "lines")} without price" : "";
        (int, CellContent)[] head =
        [
            (1, CellContent.Text(words)),
            (QuantityColumn - 2, CellContent.Text(Wording.Plural(totals.Lines, "line", "lines") + unpriced)),
            (QuantityColumn, CellContent.Number(totals.Quantity)),
            (RemarkColumn, CellContent.Text(remark)),
        ];
        if (totals.ValueByCurrency.IsEmpty)
            yield return Row(shapes.Total, columns, head);
        foreach (var (currency, value) in totals.ValueByCurrency)
        {
            yield return Row(
                shapes.Total, columns,
                [.. head, (ValueColumn, CellContent.Number(value)), (ValueColumn + 1, CellContent.Text(currency == ControlTotals.NoCurrency ? "" : currency))]);
            head = [(1, CellContent.Text(words))];
        }
    }

    private static SheetRow Row(RowShape shape, int columns, params ReadOnlySpan<(int Column, CellContent Content)> cells)
    {
        var row = new CellContent[columns];
        Array.Fill(row, CellContent.Blank);
        foreach (var (column, content) in cells)
            row[column - 1] = content;
        return new SheetRow(shape, row);
    }

    private sealed record Shapes(RowShape Group, RowShape Line, RowShape Total);
}
