using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>The purchase order CSV of PULPO WMS, a plain form that other 3PL warehouses map easily: the head on every row, whole units.</summary>
/// <remarks>PULPO WMS help, <i>Purchase order upload via CSV</i>.</remarks>
public static class ThirdPartyLogistics
{
    private static readonly ImmutableArray<FormatField<OrderLine>> Fields =
    [
        Rules.Head("supplier_id", "supplier_code", Rules.Required(255)),
        Rules.Head("order_id", "order_num", Rules.Required(255)),
        Rules.Line("run_id", "notes", Rules.Text(255), (line, interchange) => $"run {interchange.RunId}") with { IsOfOrder = true },
        Rules.Line("requested_delivery", "delivery_date", Rules.Required(19), (line, _) => CsvText.Date(line.RequestedDelivery) + " 00:00:00"),
        Rules.Line("sku", "sku", Rules.Required(255)),
        Rules.Line("quantity", "requested_quantity", Rules.Number(18, 0)),
        Rules.Line("criterium", "criterium", Rules.Text(255), (_, _) => ""),
    ];

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "pulpo-csv",
        Version = "1",
        Extension = ".csv",
        Fields = Fields,
        Write = Write,
    };

    // The head must be the same on every row of an order, its date too: the earliest.
    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines) =>
        TableWriter.Of(Fields)(stream, interchange, OrderFormat.Orders(lines).SelectMany(order =>
        {
            var earliest = order.Min(l => l.RequestedDelivery);
            return order.Select(line => line with { RequestedDelivery = earliest });
        }));
}
