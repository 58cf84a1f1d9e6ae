using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>SAP IDoc ORDERS05 (message ORDERS) as XML: purchase orders (NB) and stock transport orders (UB), one IDoc an order.</summary>
/// <remarks>SAP Help, <i>IDoc ORDERS02</i> (stock transport orders); public ORDERS05 readers. The line id has no field of 20 characters there: order and
/// position (POSEX) name a line.</remarks>
public static class SapOrders
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "sap-orders05",
        Version = "ORDERS05",
        Extension = ".xml",
        HasTestIndicator = true,
        Types = [OrderType.Purchase, OrderType.Transfer],
        Characters = [Repertoire.UnicodeFilled],
        Values = [.. IdocWriter.Values, new("buyer", "E1EDKA1 AG PARTN", Rules.Required(17))],
        Fields =
        [
            Rules.Head("order_id", "E1EDK01 BELNR", Rules.Required(35)),
            Rules.Head("currency", "E1EDK01 CURCY", new FieldRule.Text(3, 3)),
            Rules.Head("ship_from", "E1EDK14 004 ORGID", Rules.Text(35)),
            Rules.Head("order_date", "E1EDK03 012 DATUM", Rules.Required(10)),
            Rules.Head("supplier_id", "E1EDKA1 LF PARTN", Rules.Text(17)),
            Rules.Head("ship_to_location", "E1EDKA1 WE PARTN", Rules.Required(17)),
            Rules.Line("line_no", "E1EDP01 POSEX", Rules.Number(6, 0)),
            Rules.Line("quantity", "E1EDP01 MENGE", Rules.Number(15, 3)),
            Rules.Line("unit", "E1EDP01 MENEE", Rules.Required(3)),
            Rules.Line("unit_price", "E1EDP01 VPREI", Rules.Optional(15, 6)),
            Rules.Line("requested_delivery", "E1EDP20 EDATU", Rules.Required(10)),
            Rules.Line("sku", "E1EDP19 001 IDTNR", Rules.Required(35)),
            Rules.Line("supplier_sku", "E1EDP19 002 IDTNR", Rules.Text(35)),
            Rules.Line("gtin", "E1EDP19 003 IDTNR", Rules.Gtin),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var idoc = new IdocWriter(stream, interchange, "ORDERS05", "ORDERS");
        foreach (var order in OrderFormat.Orders(lines))
            idoc.Document(() => WriteOrder(idoc, interchange, order));
    }

    private static void WriteOrder(IdocWriter idoc, Interchange interchange, ImmutableArray<OrderLine> order)
    {
        var head = order[0];
        var isTransfer = head.Type == OrderType.Transfer;
        idoc.Segment("E1EDK01", ("ACTION", "000"), ("CURCY", head.Currency), ("BSART", isTransfer ? "UB" : "NB"), ("BELNR", head.OrderId));
        if (isTransfer)
            idoc.Segment("E1EDK14", ("QUALF", "004"), ("ORGID", head.ShipFrom));
        idoc.Segment("E1EDK03", ("IDDAT", "012"), ("DATUM", Interchange.Date8(head.OrderDate)));
        idoc.Segment("E1EDKA1", ("PARVW", "AG"), ("PARTN", interchange.Value("buyer")));
        if (!isTransfer)
            idoc.Segment("E1EDKA1", ("PARVW", "LF"), ("PARTN", head.SupplierId));
        idoc.Segment("E1EDKA1", ("PARVW", "WE"), ("PARTN", head.ShipTo.Code));
        idoc.Segment("E1EDK02", ("QUALF", "001"), ("BELNR", head.OrderId), ("DATUM", Interchange.Date8(head.OrderDate)));
        foreach (var line in order)
            WriteLine(idoc, line);

        // SUMID 001 = number of positions.
        idoc.Segment("E1EDS01", ("SUMID", "001"), ("SUMME", CsvText.Whole(order.Length)));
    }

    private static void WriteLine(IdocWriter idoc, OrderLine line) => idoc.Segment(
        "E1EDP01",
        () =>
        {
            idoc.Segment("E1EDP20", ("WMENG", CsvText.Exact(line.Quantity)), ("EDATU", Interchange.Date8(line.RequestedDelivery)));
            idoc.Segment("E1EDP19", ("QUALF", "001"), ("IDTNR", line.Sku.Code));
            if (line.SupplierSku.Length > 0)
                idoc.Segment("E1EDP19", ("QUALF", "002"), ("IDTNR", line.SupplierSku));
            if (line.Gtin.Length > 0)
                idoc.Segment("E1EDP19", ("QUALF", "003"), ("IDTNR", line.Gtin));
        },
        ("POSEX", CsvText.Whole(line.LineNumber)),
        ("MENGE", CsvText.Exact(line.Quantity)),
        ("MENEE", line.Unit),
        ("VPREI", CsvText.Exact(line.UnitPrice)));
}
