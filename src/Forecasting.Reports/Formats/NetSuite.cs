using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>NetSuite's purchase order import CSV: the head on every row, the rows of an order together, an External ID in each.</summary>
/// <remarks>NetSuite Help, <i>Purchase Order Import</i> and <i>Import Format and Mapping Considerations</i>. A saved import maps the columns, so
/// their names are only what it begins with.</remarks>
public static class NetSuite
{
    private static readonly ImmutableArray<FormatField<OrderLine>> Fields =
    [
        Rules.Head("order_id", "External ID", Rules.Required(100)),
        Rules.Line("order_date", "Date", Rules.Required(10), (line, interchange) => Day(line.OrderDate, interchange)) with { IsOfOrder = true },
        Rules.Head("supplier_id", "Vendor", Rules.Required(80)),
        Rules.Head("currency", "Currency", new FieldRule.Text(3, 3)),
        Rules.Head("ship_to_location", "Location", Rules.Required(80)),
        Rules.Line("line_no", "Line", Rules.Number(9, 0)),
        Rules.Line("sku", "Item", Rules.Required(250)),
        Rules.Line("quantity", "Quantity", Rules.Number(15, 4)),
        Rules.Line("unit", "Units", Rules.Required(80)),
        Rules.Line("unit_price", "Rate", Rules.Optional(15, 6)),
        Rules.Line(
            "requested_delivery", "Expected Receipt Date", Rules.Required(10), (line, interchange) => Day(line.RequestedDelivery, interchange)),
        Rules.Line("line_id", "Reference", Rules.Required(100)),
    ];

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "netsuite-csv",
        Version = "1",
        Extension = ".csv",
        Values = [new("dateFormat", "Date", Rules.Required(10), "yyyy-MM-dd") { OneOf = ["yyyy-MM-dd", "M/d/yyyy", "d/M/yyyy", "d.M.yyyy"] }],
        Fields = Fields,
        Write = TableWriter.Of(Fields),
    };

    // The slash of a date pattern would be the culture's own; quoted, it is a slash.
    private static string Day(DateOnly day, Interchange interchange) =>
        day.ToString(interchange.Value("dateFormat").Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
