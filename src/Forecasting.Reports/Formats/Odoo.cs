using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>Odoo's import CSV: purchase orders, and reordering rules. The External ID makes an import once more a change and no second order.</summary>
/// <remarks>Odoo documentation, <i>Export and import data</i>; fields of <c>purchase.order</c> and <c>stock.warehouse.orderpoint</c>.</remarks>
public static class Odoo
{
    // An External ID is module.name: letters, digits and _ - . alone.
    private static readonly FieldRule Id = new FieldRule.Text(128) { IsRequired = true, Characters = Repertoire.ExternalId };

    private static readonly ImmutableArray<FormatField<OrderLine>> OrderFields =
    [
        Rules.Head("order_id", "id", Id),
        Rules.Head("supplier_id", "partner_id/id", Id),
        Rules.Line("order_date", "date_order", Rules.Required(19), (line, _) => Noon(line.OrderDate)) with { IsOfOrder = true },
        Rules.Line("line_no", "order_line/id", Id, (line, _) => $"{line.OrderId}-{CsvText.Whole(line.LineNumber)}"),
        Rules.Line("sku", "order_line/product_id/id", Id),
        Rules.Line("quantity", "order_line/product_qty", Rules.Number(18, 4)),
        Rules.Line("unit_price", "order_line/price_unit", Rules.Optional(18, 6)),
        Rules.Line("requested_delivery", "order_line/date_planned", Rules.Required(19), (line, _) => Noon(line.RequestedDelivery)),
    ];

    private static readonly ImmutableArray<FormatField<StockRule>> RuleFields =
    [
        new("rule", "id", Id, (rule, _) => $"orderpoint-{rule.Key.Location.Code}-{rule.Key.Sku.Code}"),
        new("sku", "product_id/id", Id, (rule, _) => rule.Key.Sku.Code),
        new("location", "location_id/id", Id, (rule, _) => rule.Key.Location.Code),
        new("minimum", "product_min_qty", Rules.Number(18, 4), (rule, _) => CsvText.Exact(Math.Round(rule.Minimum, 4))),
        new("maximum", "product_max_qty", Rules.Number(18, 4), (rule, _) => CsvText.Exact(Math.Round(rule.Maximum, 4))),
        new("multiple", "qty_multiple", Rules.Number(18, 4), (rule, _) => CsvText.Exact(rule.Multiple)),
        new("trigger", "trigger", Rules.Required(6), (_, interchange) => interchange.Value("trigger")),
    ];

    /// <summary>Purchase orders; the head stands on the first row of an order.</summary>
    public static OrderFormat Orders { get; } = new()
    {
        Name = "odoo-orders",
        Version = "1",
        Extension = ".csv",
        Actions = [OrderAction.Create, OrderAction.Change, OrderAction.Cancel],
        Fields = OrderFields,
        Write = TableWriter.Of(OrderFields, repeatsHeads: false),
    };

    /// <summary>Reordering rules.</summary>
    public static StockRuleFormat RuleFormat { get; } = new()
    {
        Name = "odoo-rules",
        Version = "1",
        Extension = ".csv",
        Values = [new("trigger", "trigger", Rules.Required(6), "manual") { OneOf = ["manual", "auto"] }],
        Fields = RuleFields,
        Write = TableWriter.Rows(RuleFields),
    };

    // Odoo takes a time for one in UTC; noon is the same day from UTC-11 to UTC+11.
    private static string Noon(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 12:00:00";
}
