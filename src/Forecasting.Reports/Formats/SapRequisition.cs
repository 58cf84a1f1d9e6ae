using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>SAP purchase requisition, message PREQCR (IDoc type PREQCR02) as XML: a proposal that SAP's own buyers turn into orders.</summary>
/// <remarks>Segment E1BPEBANC is structure BAPIEBANC, in its order. SAP numbers the requisition itself: PREQ_NO stays empty.</remarks>
public static class SapRequisition
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "sap-preqcr",
        Version = "PREQCR02",
        Extension = ".xml",
        HasTestIndicator = true,
        Types = [OrderType.Purchase, OrderType.Transfer],
        Characters = [Repertoire.UnicodeFilled],
        Values = [.. IdocWriter.Values, new("purchasingGroup", "PUR_GROUP", Rules.Required(3)), new("requester", "PREQ_NAME", Rules.Text(12))],
        Fields =
        [
            Rules.Line("line_no", "PREQ_ITEM", Rules.Number(5, 0)),
            Rules.Line("order_date", "PREQ_DATE", Rules.Required(10)),
            Rules.Line("sku", "MATERIAL", Rules.Required(18)),
            Rules.Line("ship_to_location", "PLANT", Rules.Required(4)),
            Rules.Line("ship_from", "SUPPL_PLNT", Rules.Text(4)),
            Rules.Line("quantity", "QUANTITY", Rules.Number(13, 3)),
            Rules.Line("unit", "UNIT", Rules.Required(3)),
            Rules.Line("requested_delivery", "DELIV_DATE", Rules.Required(10)),
            Rules.Line("supplier_id", "DES_VENDOR", Rules.Text(10)),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var idoc = new IdocWriter(stream, interchange, "PREQCR02", "PREQCR");
        foreach (var order in OrderFormat.Orders(lines))
        {
            idoc.Document(() => idoc.Segment("E1PREQCR", () =>
            {
                foreach (var line in order)
                    WriteLine(idoc, interchange, line);
            }));
        }
    }

    private static void WriteLine(IdocWriter idoc, Interchange interchange, OrderLine line) => idoc.Segment(
        "E1BPEBANC",
        ("PREQ_ITEM", line.LineNumber.ToString("D5", System.Globalization.CultureInfo.InvariantCulture)),
        ("DOC_TYPE", "NB"),
        ("PUR_GROUP", interchange.Value("purchasingGroup")),
        ("PREQ_NAME", interchange.Value("requester")),
        ("PREQ_DATE", Interchange.Date8(line.OrderDate)),
        ("MATERIAL", line.Sku.Code),
        ("PLANT", line.ShipTo.Code),
        ("SUPPL_PLNT", line.ShipFrom),
        ("QUANTITY", CsvText.Exact(line.Quantity)),
        ("UNIT", line.Unit),
        ("DELIV_DATE", Interchange.Date8(line.RequestedDelivery)),
        ("ITEM_CAT", line.Type == OrderType.Transfer ? "7" : ""),
        ("DES_VENDOR", line.SupplierId));
}
