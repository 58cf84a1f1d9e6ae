using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>X12 940, version 004010: a warehouse is asked to ship transfers, one transaction set an order.</summary>
public static class X12ShippingOrder
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "x12-940",
        Version = "004010",
        Extension = ".x12",
        HasTestIndicator = true,
        Types = [OrderType.Transfer],
        Characters = Repertoire.X12,
        Values =
        [
            .. X12Writer.Values,
            new("depositor", "N1*DE N104", Rules.Required(80, 2)),
            new("shipmentPayment", "W6601", Rules.Required(2, 2)),
            new("transport", "W6602", Rules.Required(2)),
        ],
        Fields =
        [
            Rules.Head("order_id", "W0502", Rules.Required(22)),
            Rules.Head("ship_from", "N1*WH N104", Rules.Required(80, 2)),
            Rules.Head("ship_to_location", "N1*ST N104", Rules.Required(80, 2)),
            Rules.Head("requested_delivery", "G62*02", Rules.Required(10)),
            Rules.Line("line_no", "LX01", Rules.Number(6, 0)),
            Rules.Line("quantity", "W0101", Rules.Number(15, 4)),
            Rules.Line("unit", "W0102", Rules.Required(2, 2)),
            Rules.Line("sku", "W0105 SK", Rules.Required(48)),
            Rules.Line("gtin", "W0107 UP, EN or UK", new FieldRule.Code([12, 13, 14])),
            Rules.Line("line_id", "N9*LI N902", Rules.Required(30)),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var x12 = new X12Writer(stream, interchange, "OW");
        foreach (var order in OrderFormat.Orders(lines))
            WriteOrder(x12, interchange, order);
    }

    private static void WriteOrder(X12Writer x12, Interchange interchange, ImmutableArray<OrderLine> order)
    {
        var head = order[0];
        x12.Begin("940");
        x12.Segment("W05", "N", head.OrderId);
        x12.Segment("N1", "DE", "", "92", interchange.Value("depositor"));
        x12.Segment("N1", "WH", "", "92", head.ShipFrom);
        x12.Segment("N1", "ST", "", "92", head.ShipTo.Code);

        // The head has one date: the earliest, so that nothing is late.
        x12.Segment("G62", "02", Interchange.Date8(order.Min(l => l.RequestedDelivery)));
        x12.Segment("W66", interchange.Value("shipmentPayment"), interchange.Value("transport"));
        foreach (var line in order)
        {
            x12.Segment("LX", CsvText.Whole(line.LineNumber));
            x12.Segment("W01", [X12Writer.Number(line.Quantity), line.Unit, "", "SK", line.Sku.Code, .. X12Writer.Gtin(line.Gtin)]);
            x12.Segment("N9", "LI", line.LineId);
        }

        x12.Segment("W76", X12Writer.Number(order.Sum(l => l.Quantity)));
        x12.End();
    }
}
