using System.Text;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>Header lines as systems write them: which of our columns each feed finds in them, without any setting.</summary>
public class SystemHeaderTest
{
    private const string ShopifyOrders =
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,"
        + "Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
        + "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,"
        + "Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,"
        + "Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
        + "Risk Level,Source,Lineitem discount";

    private const string ShopifyProducts =
        "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,"
        + "Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,"
        + "Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Variant Tax Code,Cost per item,Status";

    private const string ShopifyInventory =
        "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,Location,Incoming (not editable),"
        + "Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)";

    private const string WooCommerceProducts =
        "ID,Type,SKU,\"GTIN, UPC, EAN, or ISBN\",Name,Published,Is featured?,Visibility in catalog,Short description,Description,Tax status,Tax class,In stock?,Stock,"
        + "Low stock amount,Backorders allowed?,Weight (kg),Sale price,Regular price,Categories,Tags,Shipping class,Images,Parent";

    private const string BusinessCentralItems =
        "No.,Description,Inventory,Base Unit of Measure,Unit Cost,Unit Price,Vendor No.,Vendor Item No.,Item Category Code,GTIN,Minimum Order Quantity,Maximum Order Quantity,Order Multiple";

    [TestCase(Feed.Sales, ShopifyOrders, "date=Created at,sku=Lineitem sku,quantity=Lineitem quantity,location=Location,unit_price=Lineitem price", TestName = "Shopify orders")]
    [TestCase(Feed.Items, ShopifyProducts, "sku=Variant SKU,name=Title,style=Handle,supplier=Vendor,category=Product Category,gtin=Variant Barcode,unit_price=Variant Price,unit_cost=Cost per item", TestName = "Shopify products")]
    [TestCase(Feed.Stock, ShopifyInventory, "sku=SKU,location=Location,on_hand=On hand (current),allocated=Committed (not editable)", TestName = "Shopify inventory")]
    [TestCase(Feed.Items, WooCommerceProducts, "sku=SKU,name=Name,unit_price=Regular price,category=Categories,gtin=GTIN, UPC, EAN, or ISBN", TestName = "WooCommerce products")]
    [TestCase(Feed.Sales, "Order Number,Order Status,Order Date,SKU,Item #,Item Name,Quantity (- Refund),Item Cost", "date=Order Date,sku=SKU,quantity=Quantity (- Refund),unit_price=Item Cost,order_id=Order Number", TestName = "WooCommerce order export plug-in")]
    [TestCase(Feed.Sales, "date_order,order_line/product_id/default_code,order_line/product_uom_qty,warehouse_id", "date=date_order,sku=order_line/product_id/default_code,quantity=order_line/product_uom_qty,location=warehouse_id", TestName = "Odoo sale.order with lines")]
    [TestCase(Feed.Items, "Internal Reference,Name,Sales Price,Cost,Barcode,Product Category,Unit of Measure", "sku=Internal Reference,name=Name,unit_price=Sales Price,unit_cost=Cost,gtin=Barcode,category=Product Category,unit=Unit of Measure", TestName = "Odoo products")]
    [TestCase(Feed.OpenOrders, "order_id,product_id/default_code,product_qty,date_planned,partner_id", "order_id=order_id,sku=product_id/default_code,quantity=product_qty,due_date=date_planned,supplier=partner_id", TestName = "Odoo purchase.order.line")]
    [TestCase(Feed.Sales, "Posting Date,Entry Type,Document No.,Item No.,Description,Location Code,Quantity,Invoiced Quantity,Remaining Quantity,Open,Entry No.", "date=Posting Date,sku=Item No.,quantity=Quantity,location=Location Code,order_id=Document No.", TestName = "Business Central item ledger entries")]
    [TestCase(Feed.Items, BusinessCentralItems, "sku=No.,name=Description,unit=Base Unit of Measure,unit_cost=Unit Cost,unit_price=Unit Price,supplier=Vendor No.,supplier_sku=Vendor Item No.,category=Item Category Code,gtin=GTIN,moq=Minimum Order Quantity,max_order=Maximum Order Quantity,pack_size=Order Multiple", TestName = "Business Central items")]
    [TestCase(Feed.Sales, "SALESORDERNUMBER,ITEMNUMBER,ORDEREDSALESQUANTITY,REQUESTEDSHIPPINGDATE,SHIPPINGWAREHOUSEID,SALESPRICE", "date=REQUESTEDSHIPPINGDATE,sku=ITEMNUMBER,quantity=ORDEREDSALESQUANTITY,location=SHIPPINGWAREHOUSEID,unit_price=SALESPRICE,order_id=SALESORDERNUMBER", TestName = "Supply Chain Management sales order lines")]
    [TestCase(Feed.Stock, "DATE,ITEMNUMBER,INVENTORYWAREHOUSEID,ONHANDQUANTITY,RESERVEDONHANDQUANTITY,AVAILABLEONHANDQUANTITY", "date=DATE,sku=ITEMNUMBER,location=INVENTORYWAREHOUSEID,on_hand=ONHANDQUANTITY,allocated=RESERVEDONHANDQUANTITY", TestName = "Supply Chain Management on-hand, with a date")]
    [TestCase(Feed.Sales, "VBELN,POSNR,FKDAT,MATNR,ARKTX,FKIMG,VRKME,WERKS,NETWR", "date=FKDAT,sku=MATNR,quantity=FKIMG,location=WERKS,order_id=VBELN", TestName = "SAP billing, technical names")]
    [TestCase(Feed.Sales, "Material,Materialkurztext,Werk,Lagerort,Bewegungsart,Buchungsdatum,Menge in ErfassME", "date=Buchungsdatum,sku=Material,quantity=Menge in ErfassME,location=Werk", TestName = "SAP material documents, German")]
    [TestCase(Feed.Sales, "Material,Material Description,Plant,Storage Location,Movement Type,Posting Date,Qty in Un. of Entry", "date=Posting Date,sku=Material,quantity=Qty in Un. of Entry,location=Plant", TestName = "SAP material documents, English")]
    [TestCase(Feed.OpenOrders, "EBELN,EBELP,MATNR,WERKS,MENGE,EINDT,LIFNR,BEDAT", "order_id=EBELN,sku=MATNR,location=WERKS,quantity=MENGE,due_date=EINDT,supplier=LIFNR,ordered_at=BEDAT", TestName = "SAP purchase orders, technical names")]
    [TestCase(Feed.OpenOrders, "Einkaufsbeleg,Material,Werk,Bestellmenge,Lieferdatum,Lieferant", "order_id=Einkaufsbeleg,sku=Material,location=Werk,quantity=Bestellmenge,due_date=Lieferdatum,supplier=Lieferant", TestName = "SAP purchase orders, German")]
    [TestCase(Feed.Items, "MATNR,MAKTX,MATKL,MEINS,EAN11,PLIFZ,BSTMI,BSTMA,BSTRF,VERPR", "sku=MATNR,name=MAKTX,category=MATKL,unit=MEINS,gtin=EAN11,lead_time_days=PLIFZ,moq=BSTMI,max_order=BSTMA,pack_size=BSTRF,unit_cost=VERPR", TestName = "SAP materials, technical names")]
    [TestCase(Feed.Sales, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", "date=InvoiceDate,sku=StockCode,quantity=Quantity,unit_price=UnitPrice,order_id=InvoiceNo", TestName = "UCI Online Retail")]
    [TestCase(Feed.Sales, "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country", "date=InvoiceDate,sku=StockCode,quantity=Quantity,unit_price=Price,order_id=Invoice", TestName = "UCI Online Retail II")]
    [TestCase(Feed.Sales, "Datum,Artikelnummer,Menge,Filiale,Einzelpreis", "date=Datum,sku=Artikelnummer,quantity=Menge,location=Filiale,unit_price=Einzelpreis", TestName = "German")]
    [TestCase(Feed.Items, "Artikel,Bezeichnung,Warengruppe,Lieferant,Einkaufspreis,Verkaufspreis,Mindestbestellmenge,Lieferzeit", "sku=Artikel,name=Bezeichnung,category=Warengruppe,supplier=Lieferant,unit_cost=Einkaufspreis,unit_price=Verkaufspreis,moq=Mindestbestellmenge,lead_time_days=Lieferzeit", TestName = "German items")]
    [TestCase(Feed.Sales, "Data,Articolo,Quantità,Negozio,Prezzo", "date=Data,sku=Articolo,quantity=Quantità,location=Negozio,unit_price=Prezzo", TestName = "Italian")]
    [TestCase(Feed.Sales, "Date,Code article,Quantité,Magasin,Prix unitaire", "date=Date,sku=Code article,quantity=Quantité,location=Magasin,unit_price=Prix unitaire", TestName = "French")]
    [TestCase(Feed.Sales, "Fecha,Artículo,Cantidad,Tienda,Precio", "date=Fecha,sku=Artículo,quantity=Cantidad,location=Tienda,unit_price=Precio", TestName = "Spanish")]
    [TestCase(Feed.Stock, "Stichtag,Artikelnr.,Lager,Bestand", "date=Stichtag,sku=Artikelnr.,location=Lager,on_hand=Bestand", TestName = "German stock")]
    public void Try_HeaderOfASystem_FindsTheColumns(Feed feed, string header, string columns)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(header));
        var headers = CsvRows.Read(content, new FileEncoding(Encoding.UTF8, "", false), ',').Select(row => Enumerable.Range(0, row.FieldCount).Select(row.Field).ToArray()).Single();
        var match = HeaderMatch.Try(feed, headers, FeedSettings.Default);
        var found = FeedColumns.Of(feed).Select(c => match[c.Name]).Where(c => c.Index >= 0).Select(c => $"{c.Column.Name}={c.Header}");
        Assert.That(found, Is.EquivalentTo(columns.Replace("GTIN, UPC, EAN, or ISBN", "GTIN; UPC; EAN; or ISBN", StringComparison.Ordinal).Split(',').Select(c => c.Replace(';', ','))));
        foreach (var name in FeedColumns.Of(feed).Select(c => match[c.Name]).Where(c => c.Index >= 0 && !c.Header.Equals(c.Column.Name, StringComparison.OrdinalIgnoreCase)))
            Assert.That(match.Notes, Does.Contain($"Column \"{name.Header}\" was read as {name.Column.Name}."));
    }

    [Test]
    public void Of_ShopifyOrders_DropsEveryColumnAboutThePerson()
    {
        var match = HeaderMatch.Of(Feed.Sales, ShopifyOrders.Split(','), FeedSettings.Default);
        var dropped = match.Headers.Where((_, i) => match.IsMasked[i]);
        Assert.That(dropped, Is.SupersetOf(new[] { "Name", "Email", "Billing Name", "Billing Street", "Billing Zip", "Billing Phone", "Shipping Name", "Employee" }));
    }
}
