using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>ERPNext's import CSV of Material Requests: the head on the first row of a request, field names as column names.</summary>
/// <remarks>erpnext <c>reorder_item.py</c> for the fields; frappe's importer for names such as <c>items.item_code</c> and for rows without a head,
/// which belong to the request above.</remarks>
public static class ErpNext
{
    private static readonly ImmutableArray<FormatField<OrderLine>> Fields =
    [
        Rules.Line("company", "company", Rules.Required(140), (_, interchange) => interchange.Value("company")) with { IsOfOrder = true },
        Rules.Line(
            "order_type", "material_request_type", Rules.Required(17), (line, _) => line.Type == OrderType.Purchase ? "Purchase" : "Material Transfer") with
        { IsOfOrder = true },
        Rules.Head("order_date", "transaction_date", Rules.Required(10)),
        Rules.Line("requested_delivery", "schedule_date", Rules.Required(10)) with { IsOfOrder = true },
        Rules.Line("sku", "items.item_code", Rules.Required(140)),
        Rules.Line("quantity", "items.qty", Rules.Number(18, 4)),
        Rules.Line("unit", "items.uom", Rules.Required(140)),
        Rules.Line("requested_delivery", "items.schedule_date", Rules.Required(10)),
        Rules.Line("ship_to_location", "items.warehouse", Rules.Required(140)),
        Rules.Line("ship_from", "items.from_warehouse", Rules.Text(140)),
    ];

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "erpnext-material-request",
        Version = "1",
        Extension = ".csv",
        Types = [OrderType.Purchase, OrderType.Transfer],
        Values = [new("company", "company", Rules.Required(140))],
        Fields = Fields,
        Write = TableWriter.Of(Fields, repeatsHeads: false),
    };
}
