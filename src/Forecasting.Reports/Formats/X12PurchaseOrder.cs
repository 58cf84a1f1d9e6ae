using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>X12 850, version 004010: purchase orders to suppliers, one transaction set an order.</summary>
public static class X12PurchaseOrder
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "x12-850",
        Version = "004010",
        Extension = ".x12",
        HasTestIndicator = true,
        Characters = Repertoire.X12,
        Values = [.. X12Writer.Values, new("buyer", "N1*BY N104", Rules.Required(80, 2))],
        Fields =
        [
            Rules.Head("order_id", "BEG03", Rules.Required(22)),
            Rules.Head("order_date", "BEG05", Rules.Required(10)),
            Rules.Head("currency", "CUR02", new FieldRule.Text(3, 3)),
            Rules.Head("supplier_id", "N1*SU N104", Rules.Required(80, 2)),
            Rules.Head("ship_to_location", "N1*ST N104", Rules.Required(80, 2)),
            Rules.Line("line_no", "PO101", Rules.Number(20, 0)),
            Rules.Line("quantity", "PO102", Rules.Number(15, 4)),
            Rules.Line("unit", "PO103", Rules.Required(2, 2)),
            Rules.Line("unit_price", "PO104", Rules.Optional(17, 6)),
            Rules.Line("sku", "PO107 BP", Rules.Required(48)),
            Rules.Line("supplier_sku", "PO109 VP", Rules.Text(48)),
            Rules.Line("gtin", "PO1 UP, EN or UK", new FieldRule.Code([12, 13, 14])),
            Rules.Line("line_id", "REF*LI REF02", Rules.Required(30)),
            Rules.Line("requested_delivery", "DTM*002", Rules.Required(10)),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var x12 = new X12Writer(stream, interchange, "PO");
        foreach (var order in OrderFormat.Orders(lines))
            WriteOrder(x12, interchange, order);
    }

    private static void WriteOrder(X12Writer x12, Interchange interchange, ImmutableArray<OrderLine> order)
    {
        var head = order[0];
        x12.Begin("850");
        x12.Segment("BEG", "00", "SA", head.OrderId, "", Interchange.Date8(head.OrderDate));
        if (head.Currency.Length > 0)
            x12.Segment("CUR", "BY", head.Currency);

        // 92 = the code is the buyer's own.
        x12.Segment("N1", "BY", "", "92", interchange.Value("buyer"));
        x12.Segment("N1", "SU", "", "92", head.SupplierId);
        x12.Segment("N1", "ST", "", "92", head.ShipTo.Code);
        foreach (var line in order)
        {
            string[] codes =
                ["BP", line.Sku.Code, .. line.SupplierSku.Length > 0 ? (string[])["VP", line.SupplierSku] : [], .. X12Writer.Gtin(line.Gtin)];
            x12.Segment(
                "PO1",
                [
                    CsvText.Whole(line.LineNumber), X12Writer.Number(line.Quantity), line.Unit, line.UnitPrice is { } price ? X12Writer.Number(price) : "", "",
                    .. codes,
                ]);
            x12.Segment("REF", "LI", line.LineId);
            x12.Segment("DTM", "002", Interchange.Date8(line.RequestedDelivery));
        }

        // CTT02, the hash total, has ten digits: the sum is sent where it fits.
        var sum = X12Writer.Number(order.Sum(l => l.Quantity));
        x12.Segment("CTT", CsvText.Whole(order.Length), sum.Count(char.IsAsciiDigit) <= 10 ? sum : "");
        x12.End();
    }
}
