using System.Collections.Immutable;
using System.Xml;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>GS1 XML Order 3: purchase orders between parties that have GLNs, one <c>order</c> element an order.</summary>
/// <remarks>GS1 Business Message Standard Order, release 3; element order as in public samples of 3.4. Parties are GLNs, so codes are mapped in the profile.</remarks>
public static class Gs1Order
{
    private const string OrderNamespace = "urn:gs1:ecom:order:xsd:3";
    private const string HeaderNamespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "gs1-order",
        Version = "3.4",
        Extension = ".xml",
        Values = [new("sender", "sh:Sender", Rules.Gln), new("receiver", "sh:Receiver", Rules.Gln), new("buyer", "buyer/gln", Rules.Gln)],
        Fields =
        [
            Rules.Head("order_id", "entityIdentification", Rules.Required(80)),
            Rules.Head("supplier_id", "seller/gln", Rules.Gln),
            Rules.Head("ship_to_location", "shipTo/gln", Rules.Gln),
            Rules.Line("order_date", "creationDateTime", Rules.Required(10)) with { IsOfOrder = true },
            Rules.Head("requested_delivery", "requestedDeliveryDateTime", Rules.Required(10)),
            Rules.Line("line_no", "lineItemNumber", Rules.Number(9, 0)),
            Rules.Line("quantity", "requestedQuantity", Rules.Number(18, 4)),
            Rules.Line("unit", "@measurementUnitCode", Rules.Required(3)),
            Rules.Line("unit_price", "netPrice", Rules.Optional(18, 6)),
            Rules.Line("currency", "@currencyCode", new FieldRule.Text(3, 3)),
            Rules.Line("gtin", "gtin", new FieldRule.Code([8, 12, 13, 14]) { IsRequired = true }),
            Rules.Line("sku", "additionalTradeItemIdentification BUYER_ASSIGNED", Rules.Required(80)),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var xml = XmlFile.Create(stream);
        xml.WriteStartDocument();
        xml.WriteStartElement("order", "orderMessage", OrderNamespace);
        xml.WriteAttributeString("xmlns", "sh", null, HeaderNamespace);
        WriteHeader(xml, interchange);
        foreach (var order in OrderFormat.Orders(lines))
            WriteOrder(xml, interchange, order);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteHeader(XmlWriter xml, Interchange interchange)
    {
        Begin("StandardBusinessDocumentHeader");
        Text("HeaderVersion", "1.0");
        Party("Sender");
        Party("Receiver");
        Begin("DocumentIdentification");
        Text("Standard", "GS1");
        Text("TypeVersion", Format.Version);
        Text("InstanceIdentifier", interchange.Number.ToString());
        Text("Type", "order");
        Text("CreationDateAndTime", Moment(interchange.Day));
        xml.WriteEndElement();
        xml.WriteEndElement();

        void Begin(string name) => xml.WriteStartElement("sh", name, HeaderNamespace);

        void Text(string name, string text) => xml.WriteElementString("sh", name, HeaderNamespace, text);

        void Party(string role)
        {
            Begin(role);
            Begin("Identifier");
            xml.WriteAttributeString("Authority", "GS1");
            xml.WriteString(interchange.Value(role == "Sender" ? "sender" : "receiver"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static void WriteOrder(XmlWriter xml, Interchange interchange, ImmutableArray<OrderLine> order)
    {
        var head = order[0];
        xml.Holding("order", () =>
        {
            xml.Text("creationDateTime", Moment(head.OrderDate));
            xml.Text("documentStatusCode", "ORIGINAL");
            xml.Holding("orderIdentification", () =>
            {
                xml.Text("entityIdentification", head.OrderId);
                xml.Holding("contentOwner", () => xml.Text("gln", interchange.Value("buyer")));
            });
            xml.Text("isApplicationReceiptAcknowledgementRequired", "true");
            xml.Holding("buyer", () => xml.Text("gln", interchange.Value("buyer")));
            xml.Holding("seller", () => xml.Text("gln", head.SupplierId));
            xml.Holding("orderLogisticalInformation", () =>
            {
                xml.Holding("shipTo", () => xml.Text("gln", head.ShipTo.Code));
                xml.Holding("orderLogisticalDateInformation", () => xml.Holding(
                    "requestedDeliveryDateTime", () => xml.Text("date", CsvText.Date(order.Min(l => l.RequestedDelivery)))));
            });
            foreach (var line in order)
                WriteLine(xml, line);
        });
    }

    private static void WriteLine(XmlWriter xml, OrderLine line) => xml.Holding("orderLineItem", () =>
    {
        xml.Text("lineItemNumber", CsvText.Whole(line.LineNumber));
        Amount("requestedQuantity", "measurementUnitCode", line.Unit, line.Quantity);
        if (line.UnitPrice is { } price && line.Currency.Length > 0)
            Amount("netPrice", "currencyCode", line.Currency, price);
        xml.Holding("transactionalTradeItem", () =>
        {
            // GS1 XML knows GTIN-14 alone: shorter ones are filled with zeros, as the General Specifications say.
            xml.Text("gtin", line.Gtin.PadLeft(14, '0'));
            xml.WriteStartElement("additionalTradeItemIdentification");
            xml.WriteAttributeString("additionalTradeItemIdentificationTypeCode", "BUYER_ASSIGNED");
            xml.WriteString(line.Sku.Code);
            xml.WriteEndElement();
        });

        void Amount(string name, string attribute, string unit, decimal amount)
        {
            xml.WriteStartElement(name);
            xml.WriteAttributeString(attribute, unit);
            xml.WriteString(CsvText.Exact(amount));
            xml.WriteEndElement();
        }
    });

    // A dateTime without zone: the day is the buyer's, wherever it is read.
    private static string Moment(DateOnly day) => CsvText.Date(day) + "T00:00:00";
}
