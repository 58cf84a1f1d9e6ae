using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using static Forecasting.Reports.Formats.EdifactWriter;

namespace Forecasting.Reports.Formats;

/// <summary>EDIFACT ORDERS D.96A (EANCOM EAN008): purchase orders to suppliers, one message an order.</summary>
/// <remarks>Segments and qualifiers: D.96A directory; public samples of ORDERS:D:96A:UN:EAN008; see docs/warehouse.md. A released character counts
/// once in a length, as ISO 9735 says.</remarks>
public static class EdifactOrders
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "edifact-orders",
        Version = "D.96A EAN008",
        Extension = ".edi",
        HasTestIndicator = true,
        Characters = Repertoire.Edifact,
        Values = [.. Values],
        Fields =
        [
            Rules.Head("order_id", "BGM 1004", Rules.Required(35)),
            Rules.Head("order_date", "DTM+137", Rules.Required(10)),
            Rules.Head("supplier_id", "NAD+SU 3039", Rules.Required(17)),
            Rules.Head("ship_to_location", "NAD+DP 3039", Rules.Required(17)),
            Rules.Head("currency", "CUX+2 6345", new FieldRule.Text(3, 3)),
            Rules.Line("line_no", "LIN 1082", Rules.Number(6, 0)),
            Rules.Line("gtin", "LIN 7140 :EN", Rules.Gtin),
            Rules.Line("sku", "PIA 7140 :IN", Rules.Required(35)),
            Rules.Line("supplier_sku", "PIA 7140 :SA", Rules.Text(35)),
            Rules.Line("quantity", "QTY+21 6060", Rules.Number(15, 4)),
            Rules.Line("unit", "QTY+21 6411", Rules.Required(3)),
            Rules.Line("requested_delivery", "DTM+2", Rules.Required(10)),
            Rules.Line("unit_price", "PRI+AAE 5118", Rules.Optional(15, 6)),
            Rules.Line("line_id", "RFF+LI 1154", Rules.Required(35)),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var edifact = new EdifactWriter(stream, interchange);
        foreach (var order in OrderFormat.Orders(lines))
            WriteOrder(edifact, interchange, order);
    }

    private static void WriteOrder(EdifactWriter edifact, Interchange interchange, ImmutableArray<OrderLine> order)
    {
        var head = order[0];
        edifact.Begin("ORDERS:D:96A:UN:EAN008");
        edifact.Segment("BGM", "220", Escaped(head.OrderId), "9");
        edifact.Segment("DTM", $"137:{Interchange.Date8(head.OrderDate)}:102");
        edifact.Segment("NAD", "BY", PartyCode(interchange.Value("buyer")));
        edifact.Segment("NAD", "SU", PartyCode(head.SupplierId));
        edifact.Segment("NAD", "DP", PartyCode(head.ShipTo.Code));
        if (head.Currency.Length > 0)
            edifact.Segment("CUX", $"2:{Escaped(head.Currency)}:9");
        foreach (var line in order)
            WriteLine(edifact, line);
        edifact.Segment("UNS", "S");
        edifact.Segment("CNT", $"2:{CsvText.Whole(order.Length)}");
        edifact.End();
    }

    private static void WriteLine(EdifactWriter edifact, OrderLine line)
    {
        edifact.Segment("LIN", CsvText.Whole(line.LineNumber), "", line.Gtin.Length > 0 ? $"{line.Gtin}:EN" : "");

        // 1 = beside the GTIN, 5 = the product is known by these codes alone.
        edifact.Segment(
            "PIA", line.Gtin.Length > 0 ? "1" : "5", $"{Escaped(line.Sku.Code)}:IN", line.SupplierSku.Length > 0 ? $"{Escaped(line.SupplierSku)}:SA" : "");
        edifact.Segment("QTY", $"21:{CsvText.Exact(line.Quantity)}:{Escaped(line.Unit)}");
        edifact.Segment("DTM", $"2:{Interchange.Date8(line.RequestedDelivery)}:102");
        if (line.UnitPrice is { } price)
            edifact.Segment("PRI", $"AAE:{CsvText.Exact(price)}");
        edifact.Segment("RFF", $"LI:{Escaped(line.LineId)}");
    }
}
