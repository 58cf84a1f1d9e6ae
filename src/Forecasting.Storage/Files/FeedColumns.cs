using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>The columns of every feed, with the names that shops and ERP systems use for them: see <see cref="SystemNames"/>.</summary>
internal static class FeedColumns
{
    private static readonly FrozenDictionary<Feed, ImmutableArray<FeedColumn>> Columns = new Dictionary<Feed, ImmutableArray<FeedColumn>>
    {
        [Feed.Sales] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day orderdate salesdate saledate transactiondate postingdate period invoicedate "
                + "dateorder createdat budat budatmkpf fkdat requestedshippingdate shippingdaterequested week month datetime timestamp "
                + "datum buchungsdatum rechnungsdatum belegdatum fakturadatum auftragsdatum verkaufsdatum datavendita datafattura "
                + "datadocumento dataordine datevente datefacture datecommande fecha fechaventa fechafactura fechapedido data")
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .RequiredNumber("quantity", NumberRange.Any, "qty units y value sales demand quantitysold qtysold unitssold soldqty salesqty "
                + "orderedqty orderqty lineitemquantity productuomqty orderlineproductuomqty qtyordered quantityrefund itemssold "
                + "orderedsalesquantity invoicedqty invoicedquantity fkimg menge mengeinerfassme qtyinunofentry erfmg netquantity sold "
                + "anzahl stück stückzahl absatz absatzmenge verkaufsmenge fakturiertemenge quantità quantita qtà qta quantité quantite "
                + "qté qte cantidad unidades")
            .Optional("location", SystemNames.Location)
            .Numbers("unit_price:price,unitprice,sellprice,lineitemprice,itemcost,priceunit,salesprice,netpr,"
                + "unitpriceexclvat,preis,einzelpreis,verkaufspreis,prezzo,prezzounitario,prix,prixunitaire,precio,preciounitario",
                NumberRange.Any)
            .Optional("promotion", "promo onpromotion ispromotion ispromo promoflag")
            .Optional("order_id", "ordernumber orderno order invoiceno invoicenumber invoice receiptno receiptid transactionid documentno "
                + "salesordernumber vbeln belegnummer rechnungsnummer auftragsnummer bestellnummer")
            .Columns,
        [Feed.Items] = Planning(new Layout()
            .Required(ColumnKind.Text, "sku", SystemNames.Sku + " no")
            .Optional("name", "description itemname productname title itemdescription articlename materialdescription maktx "
                + "materialkurztext artikelbezeichnung bezeichnung descrizione désignation designation libellé libelle descripción "
                + "descripcion nombre")
            .Optional("category", "itemcategory itemcategorycode productcategory categid categoryname categories itemgroup productgroup "
                + "productgroupid itemgroupid matkl materialgroup dept deptid catid warengruppe kategorie categoria catégorie categorie "
                + "famille categoría")
            .Optional("subcategory", "productsubcategory subcategoryname")
            .Optional("brand", "brandname manufacturer marke hersteller marca marque")
            .Optional("unit", "uom unitofmeasure baseunit baseunitofmeasure meins uomid inventunitid inventoryunitsymbol "
                + "basismengeneinheit mengeneinheit einheit unité unidad unità")
            .Optional("supplier_sku", "vendorsku supplieritem vendoritem supplierproductcode vendorproductcode vendoritemno idnlf")
            .Optional("gtin", "ean barcode upc ean13 gtin13 gtin14 ean11 itembarcode variantbarcode gtinupceanorisbn eancode")
            .Optional("style", "handle parentsku producttemplate productstyle stylecode parentproduct")
            .Optional("size", "sizecode variantsize productsize")
            .Optional("colour", "color colourcode colorcode")
            .Numbers("volume:unitvolume,volumen,volum", NumberRange.Positive)
            .Numbers("weight:unitweight,grossweight,netweight,brgew,ntgew,gewicht,peso,poids", NumberRange.NonNegative)
            .Optional("replaces", "predecessor replacessku")),
        [Feed.ItemLocations] = Planning(new Layout()
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .Required(ColumnKind.Text, "location", SystemNames.Location)),
        [Feed.Locations] = new Layout()
            .Required(ColumnKind.Text, "location", SystemNames.Location)
            .Optional("name", "locationdescription sitename storename warehousedescription")
            .Optional("type", "locationtype storetype warehousetype")
            .Optional("time_zone", "timezone tz")
            .Optional("calendar", "holidaycalendar calendars")
            .Optional("source_location", "source replenishedfrom sourcewarehouse supplywarehouse")
            .Numbers("transfer_lead_time_days:transferleadtime,transferdays", NumberRange.NonNegative)
            .Numbers("receiving_capacity: storage_capacity:", NumberRange.Positive)
            .Columns,
        [Feed.Suppliers] = new Layout()
            .Required(ColumnKind.Text, "supplier", SystemNames.Supplier)
            .Optional("name", "suppliername vendorname")
            .Numbers("lead_time_days:leadtime,plifz,leaddays,delay,averageleadtime lead_time_std_days:leadtimestd,leadtimedeviation "
                + "review_days:reviewperiod,reviewperioddays order_cost:ordercost,fixedordercost minimum_order_value:minordervalue,mov "
                + "minimum_order_quantity:minorderquantity,moq,minorderqty minimum_order_weight:minorderweight", NumberRange.NonNegative)
            .Numbers("capacity_volume: capacity_weight:", NumberRange.Positive)
            .Optional("order_days", "orderweekdays weekdays")
            .Optional("currency", "currencycode waers")
            .Optional("closed", "holidays closures")
            .Columns,
        [Feed.Stock] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day snapshotdate stockdate countdate asof period datum stichtag fecha data")
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .RequiredNumber("on_hand", NumberRange.Any, "onhand qtyonhand quantityonhand stock stockqty "
                + "availphysical labst onhandcurrent onhandquantity available inventory inventoryquantity qty quantity stockquantity "
                + "unrestricted freiverwendbar bestand lagerbestand giacenza existencias variantinventoryqty")
            .Optional("location", SystemNames.Location)
            .Numbers("allocated:reserved,reservedquantity,reservphysical,reservedonhandquantity,committednoteditable backordered:backorder,"
                + "backorders", NumberRange.NonNegative)
            .Columns,
        [Feed.OpenOrders] = new Layout()
            .Required(ColumnKind.Text, "order_id", SystemNames.PurchaseOrder)
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units orderqty openqty remainingqty openquantity outstandingquantity "
                + "stilltobedeliveredqty nochzuliefernmenge productqty orderedpurchasequantity remainpurchphysical menge bestellmenge "
                + "quantità quantita qtà qta quantité quantite qté qte cantidad")
            .Required(ColumnKind.Date, "due_date", "due deliverydate expecteddate dateplanned eindt arrivaldate eta expecteddelivery "
                + "promisedate expectedreceiptdate confirmeddeliverydate requesteddeliverydate lieferdatum liefertermin dataconsegna "
                + "datelivraison datedelivraison fechaentrega")
            .Optional("location", SystemNames.Location)
            .Optional("supplier", SystemNames.Supplier)
            .Dates("ordered_at:orderdate,createddate,dateorder,bedat")
            .Columns,
        [Feed.Receipts] = new Layout()
            .Required(ColumnKind.Text, "order_id", SystemNames.PurchaseOrder)
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units receivedqty qtyreceived qtydone receivedquantity "
                + "quantityreceived menge quantità quantita quantité quantite cantidad")
            .Required(ColumnKind.Date, "received_at", "receiveddate receiptdate date datedone budat budatmkpf postingdate deliverydate "
                + "wareneingangsdatum buchungsdatum datum dataricevimento dataricezione dateréception datereception fecharecepción "
                + "fecharecepcion")
            .Optional("location", SystemNames.Location)
            .Optional("supplier", SystemNames.Supplier)
            .Dates("ordered_at:orderdate,createddate,dateorder,bedat promised_at:promiseddate,promisedate,duedate,eindt,expecteddate")
            .Columns,
        [Feed.Availability] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day week period bucket")
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .RequiredNumber("in_stock", NumberRange.Share, "instock availability available isinstock")
            .Optional("location", SystemNames.Location)
            .Columns,
        [Feed.Events] = new Layout()
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom")
            .Required(ColumnKind.Date, "end", "enddate to until dateto")
            .Required(ColumnKind.Text, "name", "event eventname title description")
            .Optional("kind", "type eventtype")
            .Optional("sku", SystemNames.Sku)
            .Optional("category", "itemcategory productcategory")
            .Optional("location", SystemNames.Location)
            .Numbers("multiplier:factor,uplift discount:discountpercent,discountpct,pricecut", NumberRange.NonNegative)
            .Columns,
        [Feed.Overrides] = new Layout()
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom")
            .Required(ColumnKind.Date, "end", "enddate to until dateto")
            .Required(ColumnKind.Text, "kind", "type action")
            .RequiredNumber("value", NumberRange.Any, "quantity qty amount")
            .Required(ColumnKind.Text, "reason", "why comment")
            .Required(ColumnKind.Text, "author", "who planner user")
            .Optional("location", SystemNames.Location)
            .Optional("approved_by", "approver secondperson")
            .Dates("expires:expiry,expirydate")
            .Columns,
        [Feed.Vetoes] = new Layout()
            .Required(ColumnKind.Text, "sku", SystemNames.Sku)
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom bucketstart bucket")
            .Required(ColumnKind.Text, "author", "who planner user vetoby")
            .Required(ColumnKind.Text, "reason", "why comment vetoreason")
            .Optional("location", SystemNames.Location)
            .Optional("rule", "correction")
            .Optional("withdrawn", "withdraw revoked")
            .Dates("end:enddate,to,until,dateto")
            .Columns,
    }.ToFrozenDictionary();

    /// <summary>The columns of a feed, in the order of the contract.</summary>
    public static ImmutableArray<FeedColumn> Of(Feed feed) => Columns[feed];

    /// <summary>A header as it is compared with aliases: its letters and digits alone, lower case.</summary>
    public static string Normalize(string header)
    {
        var letters = new StringBuilder(header.Length);
        foreach (var c in header.Where(char.IsLetterOrDigit))
            letters.Append(char.ToLowerInvariant(c));
        return letters.ToString();
    }

    private static ImmutableArray<FeedColumn> Planning(Layout layout) => layout
        .Optional("supplier", SystemNames.Supplier)
        .Optional("source_location", "source sourcewarehouse")
        .Optional("price_breaks", "pricebreaks quantitydiscounts quantityprices tierprices staffelpreise mengenstaffel scontiquantità prixparquantité")
        .Optional("service_target", "servicelevel targetservicelevel fillrate")
        .Numbers(SystemNames.PlanningNumbers, NumberRange.NonNegative)
        .Numbers(SystemNames.PlanningPositive, NumberRange.Positive)
        .Dates("launch_date:launchdate,availablefrom,sellstartdate end_date:enddate,discontinueddate,sellenddate")
        .Columns;

    /// <summary>A feed's columns as they are listed above; a later column never replaces an earlier one of the same name.</summary>
    private sealed record Layout
    {
        public ImmutableArray<FeedColumn> Columns { get; private init; } = [];

        public Layout Required(ColumnKind kind, string name, string aliases) => With(name, kind, true, NumberRange.Any, aliases.Split(' '));

        public Layout RequiredNumber(string name, NumberRange range, string aliases) =>
            With(name, ColumnKind.Number, true, range, aliases.Split(' '));

        public Layout Optional(string name, string aliases) => With(name, ColumnKind.Text, false, NumberRange.Any, aliases.Split(' '));

        public Layout Numbers(string columns, NumberRange range) => Listed(columns, ColumnKind.Number, range);

        public Layout Dates(string columns) => Listed(columns, ColumnKind.Date, NumberRange.Any);

        private Layout Listed(string columns, ColumnKind kind, NumberRange range) => columns.Split(' ').Select(c => c.Split(':'))
            .Aggregate(this, (layout, c) => layout.With(c[0], kind, false, range, c[1].Split(',', StringSplitOptions.RemoveEmptyEntries)));

        private Layout With(string name, ColumnKind kind, bool required, NumberRange range, string[] aliases) =>
            this with { Columns = Columns.Add(new FeedColumn(name, kind, required, range, [Normalize(name), .. aliases])) };
    }
}
