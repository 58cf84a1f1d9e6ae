using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Tests.Reports.Formats.Readers;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>For each format: a profile that has all it needs, and the reader of a receiver.</summary>
internal static class TestPartners
{
    public const string Header = "seq_nbr,ship_to_location,'ACME',order_id,supplier_id,order_date";

    public const string Detail = "seq_nbr,line_no,sku,quantity,unit,,unit_price,requested_delivery,line_id,gtin";

    public static readonly DateOnly Day = new(2024, 4, 15);

    private static readonly (string, string)[] D365Headers =
        [("PURCHASEORDERNUMBER", "order_id"), ("ORDERVENDORACCOUNTNUMBER", "supplier_id"), ("ACCOUNTINGDATE", "order_date"), ("CURRENCYCODE", "currency")];

    private static readonly (string, string)[] D365Lines =
    [
        ("PURCHASEORDERNUMBER", "order_id"), ("LINENUMBER", "line_no"), ("ITEMNUMBER", "sku"), ("ORDEREDPURCHASEQUANTITY", "quantity"),
        ("PURCHASEUNITSYMBOL", "unit"), ("RECEIVINGSITEID", "site"), ("RECEIVINGWAREHOUSEID", "ship_to_location"), ("REQUESTEDDELIVERYDATE", "requested_delivery"),
        ("PURCHASEPRICE", "unit_price"), ("BARCODE", "gtin"), ("EXTERNALITEMNUMBER", "supplier_sku"),
    ];

    private static readonly Dictionary<string, (string Values, Func<byte[], ReadFile> Read)> Formats = new()
    {
        ["csv"] = ("", bytes => TableReader.Table(bytes, [.. Forecasting.Reports.Files.ReorderFile.Columns.Select(c => (c, c))])),
        ["jsonl"] = ("", TableReader.JsonLines),
        ["edifact-orders"] = ("sender=5412345000013 receiver=4098765000010 buyer=5412345000013", EdifactReader.Orders),
        ["edifact-delfor"] = ("sender=5412345000013 receiver=4098765000010 buyer=5412345000013", EdifactReader.Forecast),
        ["x12-850"] = ("sender=ACME receiver=WIDGETS buyer=ACME", X12Reader.PurchaseOrders),
        ["x12-940"] = ("sender=ACME receiver=DEPOT depositor=ACME shipmentPayment=PP transport=M", X12Reader.ShippingOrders),
        ["x12-830"] = ("sender=ACME receiver=WIDGETS buyer=ACME", X12Reader.Forecast),
        ["d365-headers"] = ("", bytes => TableReader.Table(bytes, D365Headers, "\r\n")),
        ["d365-lines"] = ("site=1", bytes => TableReader.Table(bytes, D365Lines, "\r\n")),
        ["d365-package"] = ("site=1", bytes => TableReader.Package(bytes, D365Headers, D365Lines)),
        ["odoo-orders"] = ("", bytes => TableReader.Table(
            bytes,
            [
                ("id", "order_id^"), ("partner_id/id", "supplier_id^"), ("date_order", "order_date^"), ("order_line/id", "line"),
                ("order_line/product_id/id", "sku"), ("order_line/product_qty", "quantity"), ("order_line/price_unit", "unit_price"),
                ("order_line/date_planned", "requested_delivery"),
            ])),
        ["odoo-rules"] = ("", bytes => TableReader.Table(
            bytes,
            [
                ("id", "rule"), ("product_id/id", "sku"), ("location_id/id", "location"), ("product_min_qty", "minimum"), ("product_max_qty", "maximum"),
                ("qty_multiple", "multiple"), ("trigger", "trigger"),
            ])),
        ["netsuite-csv"] = ("", bytes => TableReader.Table(
            bytes,
            [
                ("External ID", "order_id"), ("Date", "order_date"), ("Vendor", "supplier_id"), ("Currency", "currency"), ("Location", "ship_to_location"),
                ("Line", "line_no"), ("Item", "sku"), ("Quantity", "quantity"), ("Units", "unit"), ("Rate", "unit_price"),
                ("Expected Receipt Date", "requested_delivery"), ("Reference", "line_id"),
            ])),
        ["oracle-wms-pos"] = ($"header={Header} detail={Detail}", bytes => TableReader.Bars(bytes, Header, Detail)),
        ["sap-orders05"] = ("senderPort=FCPORT sender=FCAST receiverPort=SAPERP receiver=ERPCLNT100 buyer=1000", XmlReaders.SapOrders),
        ["sap-preqcr"] = ("senderPort=FCPORT sender=FCAST receiverPort=SAPERP receiver=ERPCLNT100 purchasingGroup=001", XmlReaders.SapRequisition),
        ["erpnext-material-request"] = ("company=Acme", bytes => TableReader.Table(
            bytes,
            [
                ("company", "company^"), ("material_request_type", "order_type^"), ("transaction_date", "order_date^"), ("schedule_date", "schedule^"),
                ("items.item_code", "sku"), ("items.qty", "quantity"), ("items.uom", "unit"), ("items.schedule_date", "requested_delivery"),
                ("items.warehouse", "ship_to_location"), ("items.from_warehouse", "ship_from"),
            ])),
        ["gs1-order"] = ("sender=5412345000013 receiver=4098765000010 buyer=5412345000013", XmlReaders.Gs1),
        ["pulpo-csv"] = ("", bytes => TableReader.Table(
            bytes,
            [
                ("supplier_code", "supplier_id"), ("order_num", "order_id"), ("notes", "run_id"), ("delivery_date", "requested_delivery"), ("sku", "sku"),
                ("requested_quantity", "quantity"), ("criterium", "criterium"),
            ])),
    };

    public static IEnumerable<string> All => PartnerFormats.All.Keys;

    public static IEnumerable<string> OfOrders => PartnerFormats.All.Values.OfType<OrderFormat>().Select(f => f.Name);

    public static PartnerProfile Profile(string format) => new()
    {
        Name = "acme",
        Format = format,
        Values = Formats[format].Values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToImmutableSortedDictionary(v => v[0], v => v[1]),
        Codes = format switch
        {
            "gs1-order" => new PartnerCodes
            {
                Unit = Map(("each", "EA")),
                Supplier = Map(("S1", "4098765000010")),
                Location = Map(("LEEDS", "5412345000037"), ("YORK", "5412345000013")),
            },
            "sap-preqcr" => new PartnerCodes { Unit = Map(("each", "EA")), Location = Map(("LEEDS", "1000"), ("YORK", "2000")) },
            "edifact-orders" or "edifact-delfor" => new PartnerCodes { Unit = Map(("each", "PCE")), Location = Map(("LEEDS", "5412345000037")) },
            "csv" or "jsonl" => PartnerCodes.None,
            _ => new PartnerCodes { Unit = Map(("each", "EA")) },
        },
    };

    public static ReadFile Read(string format, byte[] bytes) => Formats[format].Read(bytes);

    public static Interchange Interchange(PartnerProfile profile, int number = 12, bool isTest = false) =>
        PartnerFile.InterchangeOf(profile, new ControlNumber(number), Day, "0123456789ab", isTest);

    /// <summary>What the partner gets; nothing may be wrong with it.</summary>
    public static byte[] Written(PartnerProfile profile, PartnerSource source, int number = 12, bool isTest = false)
    {
        var artefact = PartnerFile.Of(profile, source, Interchange(profile, number, isTest))!;
        return Under.Bytes(artefact.Write);
    }

    public static PartnerSource Source(IEnumerable<OrderLine> lines) => new(lines, [Forecast()], [new StockRule(Forecast().Key, 12, 40.5m, 6)]);

    /// <summary>Two orders to a supplier and one transfer; a line without GTIN, price and supplier's code.</summary>
    public static PartnerSource Sample { get; } = Source(
    [
        Line("20240415-0a1b2c3d", 1, "00123", 138) with { SupplierSku = "B-77", Gtin = "05412345000136", UnitPrice = 7.5m, Currency = "EUR" },
        Line("20240415-0a1b2c3d", 2, "1E5", 24) with { UnitPrice = 0.25m, Currency = "EUR", Gtin = "5412345000136", RequestedDelivery = new(2024, 4, 29) },
        Line("20240415-4e5f6071", 1, "SEP-2", 6) with { Gtin = "5412345000143", Currency = "EUR" },
        Line("20240415-99aa77bb", 1, "00123", 12) with { Type = OrderType.Transfer, SupplierId = "", ShipFrom = "LEEDS", ShipTo = new("YORK"), Gtin = "5412345000136" },
    ]);

    public static OrderLine Line(string order, int number, string sku, decimal quantity) => new(
        $"{order[^Math.Min(8, order.Length)..]}{number:D4}", order, number, OrderType.Purchase, OrderAction.Create, Day, "S1", "", new Location("LEEDS"), new Sku(sku), "", "", quantity, "each",
        quantity, null, new DateOnly(2024, 4, 25), null, "", "normal", "BELOW_REORDER_POINT");

    public static ForecastRow Forecast() => new(
        new SkuLocation(new Sku("00123"), new Location("LEEDS")), "S1", "B-77", "5412345000136", "each", BucketUnit.Week,
        [(new(2024, 4, 15), 12.5m), (new(2024, 4, 22), 0), (new(2024, 4, 29), 0.125m)]);

    /// <summary>What a reader should find of a line, by our names.</summary>
    public static Dictionary<string, string> Expected(PartnerProfile profile, OrderLine line) => new()
    {
        ["line_id"] = line.LineId,
        ["order_id"] = line.OrderId,
        ["line_no"] = $"{line.LineNumber}",
        ["order_date"] = line.OrderDate.ToString("yyyy-MM-dd", null),
        ["supplier_id"] = Mapped(profile.Codes.Supplier, line.SupplierId),
        ["ship_from"] = Mapped(profile.Codes.Location, line.ShipFrom),
        ["ship_to_location"] = Mapped(profile.Codes.Location, line.ShipTo.Code),
        ["sku"] = Mapped(profile.Codes.Sku, line.Sku.Code),
        ["supplier_sku"] = line.SupplierSku,
        ["gtin"] = profile.Format == "gs1-order" ? line.Gtin.PadLeft(14, '0') : line.Gtin,
        ["quantity"] = line.Quantity.ToString("0.######", null),
        ["unit"] = Mapped(profile.Codes.Unit, line.Unit),
        ["requested_delivery"] = line.RequestedDelivery.ToString("yyyy-MM-dd", null),
        ["unit_price"] = line.UnitPrice?.ToString("0.######", null) ?? "",
        ["currency"] = profile.Format == "gs1-order" && line.UnitPrice is null ? "" : line.Currency,
    };

    private static string Mapped(IReadOnlyDictionary<string, string> map, string code) => map.TryGetValue(code, out var theirs) ? theirs : code;

    private static Dictionary<string, string> Map(params (string, string)[] pairs) => pairs.ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
}
