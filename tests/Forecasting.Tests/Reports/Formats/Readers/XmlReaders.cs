using System.Xml;
using System.Xml.Linq;

namespace Forecasting.Tests.Reports.Formats.Readers;

/// <summary>Readers of IDocs and GS1 XML that know their elements and refuse others' order.</summary>
internal static class XmlReaders
{
    public static ReadFile SapOrders(byte[] bytes)
    {
        var (envelope, idocs) = Idocs(bytes, "ORDERS05", "ORDERS");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var idoc in idocs)
        {
            var k01 = idoc.Element("E1EDK01")!;
            ImportRefusedException.Unless(Of(k01, "ACTION") == "000", "no new order");
            string Partner(string role) => idoc.Elements("E1EDKA1").FirstOrDefault(p => Of(p, "PARVW") == role) is { } found ? Of(found, "PARTN") : "";
            var items = idoc.Elements("E1EDP01").ToArray();
            ImportRefusedException.Unless(Of(idoc.Element("E1EDS01")!, "SUMME") == $"{items.Length}", "E1EDS01 counts other positions");
            foreach (var item in items)
            {
                string Id(string qualifier) => item.Elements("E1EDP19").FirstOrDefault(p => Of(p, "QUALF") == qualifier) is { } found ? Of(found, "IDTNR") : "";
                rows.Add(new Dictionary<string, string>
                {
                    ["order_id"] = Of(k01, "BELNR"),
                    ["currency"] = Of(k01, "CURCY"),
                    ["order_date"] = Forms.Iso(Of(idoc.Element("E1EDK03")!, "DATUM")),
                    ["supplier_id"] = Partner("LF"),
                    ["ship_to_location"] = Partner("WE"),
                    ["ship_from"] = idoc.Element("E1EDK14") is { } k14 ? Of(k14, "ORGID") : "",
                    ["line_no"] = Of(item, "POSEX"),
                    ["quantity"] = Of(item, "MENGE"),
                    ["unit"] = Of(item, "MENEE"),
                    ["unit_price"] = Of(item, "VPREI"),
                    ["requested_delivery"] = Forms.Iso(Of(item.Element("E1EDP20")!, "EDATU")),
                    ["sku"] = Id("001"),
                    ["supplier_sku"] = Id("002"),
                    ["gtin"] = Id("003"),
                });
            }
        }

        return envelope with { Rows = rows };
    }

    public static ReadFile SapRequisition(byte[] bytes)
    {
        var (envelope, idocs) = Idocs(bytes, "PREQCR02", "PREQCR");
        return envelope with
        {
            Rows =
            [
                .. idocs.SelectMany(i => i.Element("E1PREQCR")!.Elements("E1BPEBANC")).Select(p => new Dictionary<string, string>
                {
                    ["line_no"] = $"{Forms.Whole(Of(p, "PREQ_ITEM"))}", ["order_date"] = Forms.Iso(Of(p, "PREQ_DATE")), ["sku"] = Of(p, "MATERIAL"),
                    ["ship_to_location"] = Of(p, "PLANT"), ["ship_from"] = Of(p, "SUPPL_PLNT"), ["quantity"] = Of(p, "QUANTITY"), ["unit"] = Of(p, "UNIT"),
                    ["requested_delivery"] = Forms.Iso(Of(p, "DELIV_DATE")), ["supplier_id"] = Of(p, "DES_VENDOR"),
                }),
            ],
        };
    }

    public static ReadFile Gs1(byte[] bytes)
    {
        XNamespace order = "urn:gs1:ecom:order:xsd:3", sh = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
        var root = Load(bytes);
        ImportRefusedException.Unless(root.Name == order + "orderMessage", "no order message");
        var document = root.Element(sh + "StandardBusinessDocumentHeader")!.Element(sh + "DocumentIdentification")!;
        ImportRefusedException.Unless(Of(document, sh + "TypeVersion") == "3.4", $"unknown version {Of(document, sh + "TypeVersion")}");
        return new ReadFile([
            .. root.Elements("order").SelectMany(o => o.Elements("orderLineItem").Select(item => new Dictionary<string, string>
            {
                ["order_id"] = Of(o.Element("orderIdentification")!, "entityIdentification"), ["order_date"] = Of(o, "creationDateTime")[..10],
                ["supplier_id"] = Of(o.Element("seller")!, "gln"), ["ship_to_location"] = Of(o.Descendants("shipTo").Single(), "gln"),
                ["requested_delivery"] = Of(o.Descendants("requestedDeliveryDateTime").Single(), "date"), ["line_no"] = Of(item, "lineItemNumber"),
                ["quantity"] = Of(item, "requestedQuantity"), ["unit"] = item.Element("requestedQuantity")!.Attribute("measurementUnitCode")!.Value,
                ["unit_price"] = Of(item, "netPrice"), ["currency"] = item.Element("netPrice")?.Attribute("currencyCode")!.Value ?? "",
                ["gtin"] = Of(item.Element("transactionalTradeItem")!, "gtin"),
                ["sku"] = Of(item.Element("transactionalTradeItem")!, "additionalTradeItemIdentification"),
            })),
        ])
        { Number = Forms.Whole(Of(document, sh + "InstanceIdentifier")), Version = "3.4" };
    }

    private static (ReadFile Envelope, XElement[] Idocs) Idocs(byte[] bytes, string type, string message)
    {
        var root = Load(bytes);
        var idocs = root.Elements("IDOC").ToArray();
        var controls = idocs.Select(i => i.Element("EDI_DC40")!).ToArray();
        ImportRefusedException.Unless(root.Name == type && controls.All(c => Of(c, "IDOCTYP") == type && Of(c, "MESTYP") == message), $"unknown version {root.Name}");
        ImportRefusedException.Unless(controls.Select(c => Of(c, "DOCNUM")).Distinct().Count() == controls.Length, "a document number comes twice");
        ImportRefusedException.Unless(controls.Select(c => Of(c, "REFINT")).Distinct().Count() == 1, "two interchanges in one");
        ImportRefusedException.Unless(controls.All(c => Forms.Whole(Of(c, "DOCNUM")[..9]) == Forms.Whole(Of(c, "REFINT"))), "a document of another interchange");
        return (new ReadFile([]) { Number = Forms.Whole(Of(controls[0], "REFINT")), IsTest = Of(controls[0], "TEST") == "X", Version = type }, idocs);
    }

    private static XElement Load(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException fault)
        {
            throw new ImportRefusedException(fault.Message);
        }
    }

    private static string Of(XElement parent, XName name) => parent.Element(name)?.Value ?? "";
}
