using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>What a number may be.</summary>
internal enum NumberRange
{
    Any,
    NonNegative,
    Positive,
    Share,
}

/// <summary>What a column holds, as far as reading differs.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Date,
}

/// <summary>One column of a feed: our name, and the names that other systems give it.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">True when a row without it is set aside and a file without it is refused.</param>
/// <param name="Range">What its number may be.</param>
/// <param name="Aliases">Other names, most telling first, in the form of <see cref="FeedColumns.Normalize"/>.</param>
internal sealed record FeedColumn(string Name, ColumnKind Kind, bool IsRequired, NumberRange Range, ImmutableArray<string> Aliases);

/// <summary>The columns of every feed, with the names that shops and ERP systems use for them.</summary>
/// <remarks>
/// The aliases come from the usual exports of Shopify, WooCommerce, Odoo, Dynamics 365 and SAP, from forecasting benchmarks, and from what people write
/// in German, Italian, French and Spanish; with accents and, where they are often left out, without.
/// </remarks>
internal static class FeedColumns
{
    private const string SkuAliases =
        "item productcode itemcode itemnumber stockcode article articlenumber articlecode material matnr itemid productid product defaultcode "
        + "productiddefaultcode lineitemsku variantsku orderlineproductiddefaultcode internalreference itemno productnumber partnumber "
        + "partno materialnumber "
        + "uniqueid seriesid artikel artikelnummer artikelnr artnr materialnummer produktnummer produkt articolo codicearticolo "
        + "codarticolo codearticle refarticle "
        + "référence reference artículo articulo codigoarticulo códigoartículo códigoarticulo referencia producto codice";

    private const string LocationAliases =
        "store storeid warehouse warehouseid site plant werks inventsiteid inventlocationid shop branch locationid locationname storecode "
        + "warehousecode warehousename depot storenumber locationcode shippingwarehouseid receivingwarehouseid inventorywarehouseid "
        + "shippingsiteid inventorysiteid "
        + "filiale werk standort lager lagerort negozio magazzino deposito magasin entrepôt entrepot dépôt tienda almacén almacen sucursal";

    private const string SupplierAliases = "vendor supplierid vendorid suppliercode vendorcode vendornumber lifnr vendaccount partnerid vendorno "
        + "buyfromvendorno buyfromvendornumber ordervendoraccountnumber lieferant lieferantennummer kreditor fornitore codicefornitore "
        + "fournisseur proveedor";

    private const string PlanningNumbers =
        "unit_cost:cost,standardcost,purchaseprice,costprice,standardprice,costperitem,verpr,stprs,einstandspreis,einkaufspreis,ekpreis,"
        + "costo,costounitario,coût,coûtunitaire,coutunitaire,prixachat,coste,costeunitario "
        + "unit_price:price,listprice,salesprice,sellingprice,sellprice,regularprice,saleprice,netpr,variantprice,preis,verkaufspreis,"
        + "vkpreis,einzelpreis,prezzo,prezzounitario,prix,prixunitaire,prixvente,precio,preciounitario "
        + "moq:minorderqty,minimumorderquantity,minorderquantity,minqty,bstmi,mindestlosgröße,mindestbestellmenge,lottominimo,"
        + "quantitéminimale,cantidadminima,cantidadmínima "
        + "max_order:maxorderqty,maximumorderquantity,maxorderquantity,bstma "
        + "holding_cost: holding_cost_rate: shortage_cost:stockoutcost "
        + "lead_time_days:leadtime,plifz,leaddays,delay,deliverytimedays,averageleadtime,planlieferzeit,lieferzeit,wiederbeschaffungszeit,"
        + "délailivraison,délaidelivraison,plazoentrega,plazodeentrega "
        + "review_days:reviewperiod,reviewperioddays "
        + "min_stock:minimumstock,minstocklevel max_stock:maximumstock,maxstocklevel";

    private const string PlanningPositive =
        "pack_size:packqty,packsizeqty,unitsperpack,casepack,caseqty,multipleqty,ordermultiple,bstrf,rundungswert,verpackungseinheit "
        + "pallet_quantity:palletqty,unitsperpallet "
        + "shelf_life_days:shelflife";

    private static readonly FrozenDictionary<Feed, ImmutableArray<FeedColumn>> Columns = new Dictionary<Feed, ImmutableArray<FeedColumn>>
    {
        [Feed.Sales] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day orderdate salesdate saledate transactiondate postingdate period invoicedate "
                + "dateorder createdat "
                + "budat budatmkpf fkdat requestedshippingdate shippingdaterequested week month datetime timestamp datum buchungsdatum "
                + "rechnungsdatum belegdatum "
                + "fakturadatum auftragsdatum verkaufsdatum datavendita datafattura datadocumento dataordine datevente datefacture "
                + "datecommande fecha fechaventa "
                + "fechafactura fechapedido data")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.Any, "qty units y value sales demand quantitysold qtysold unitssold soldqty salesqty "
                + "orderedqty orderqty lineitemquantity productuomqty orderlineproductuomqty qtyordered quantityrefund itemssold "
                + "orderedsalesquantity "
                + "invoicedqty invoicedquantity fkimg menge mengeinerfassme qtyinunofentry erfmg netquantity sold anzahl stück stückzahl "
                + "absatz absatzmenge verkaufsmenge "
                + "fakturiertemenge quantità quantita qtà qta quantité quantite qté qte cantidad unidades")
            .Optional("location", LocationAliases)
            .Numbers("unit_price:price,unitprice,sellprice,lineitemprice,itemcost,priceunit,salesprice,netpr,"
                + "unitpriceexclvat,preis,einzelpreis,verkaufspreis,prezzo,prezzounitario,prix,prixunitaire,precio,preciounitario", NumberRange.Any)
            .Optional("promotion", "promo onpromotion ispromotion ispromo promoflag")
            .Optional("order_id", "ordernumber orderno order invoiceno invoicenumber invoice receiptno receiptid transactionid documentno "
                + "salesordernumber vbeln belegnummer rechnungsnummer auftragsnummer bestellnummer")
            .Columns,
        [Feed.Items] = Planning(new Layout()
            .Required(ColumnKind.Text, "sku", SkuAliases + " no")
            .Optional("name", "description itemname productname title itemdescription articlename materialdescription maktx "
                + "materialkurztext artikelbezeichnung "
                + "bezeichnung descrizione désignation designation libellé libelle descripción descripcion nombre")
            .Optional("category", "itemcategory itemcategorycode productcategory categid categoryname categories itemgroup productgroup "
                + "productgroupid itemgroupid "
                + "matkl materialgroup dept deptid catid warengruppe kategorie categoria catégorie categorie famille categoría")
            .Optional("subcategory", "productsubcategory subcategoryname")
            .Optional("brand", "brandname manufacturer marke hersteller marca marque")
            .Optional("unit", "uom unitofmeasure baseunit baseunitofmeasure meins uomid inventunitid inventoryunitsymbol "
                + "basismengeneinheit mengeneinheit einheit unité unidad unità")
            .Optional("supplier_sku", "vendorsku supplieritem vendoritem supplierproductcode vendorproductcode vendoritemno idnlf")
            .Optional("gtin", "ean barcode upc ean13 gtin13 gtin14 ean11 itembarcode variantbarcode gtinupceanorisbn eancode")
            .Optional("style", "handle parentsku producttemplate productstyle stylecode parentproduct")
            .Optional("size", "sizecode variantsize productsize")
            .Optional("colour", "color colourcode colorcode")
            .Optional("replaces", "predecessor replacessku")),
        [Feed.ItemLocations] = Planning(new Layout()
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .Required(ColumnKind.Text, "location", LocationAliases)),
        [Feed.Locations] = new Layout()
            .Required(ColumnKind.Text, "location", LocationAliases)
            .Optional("name", "locationdescription sitename storename warehousedescription")
            .Optional("type", "locationtype storetype warehousetype")
            .Optional("time_zone", "timezone tz")
            .Optional("calendar", "holidaycalendar calendars")
            .Optional("source_location", "source replenishedfrom sourcewarehouse supplywarehouse")
            .Numbers("transfer_lead_time_days:transferleadtime,transferdays", NumberRange.NonNegative)
            .Columns,
        [Feed.Suppliers] = new Layout()
            .Required(ColumnKind.Text, "supplier", SupplierAliases)
            .Optional("name", "suppliername vendorname")
            .Numbers("lead_time_days:leadtime,plifz,leaddays,delay,averageleadtime lead_time_std_days:leadtimestd,leadtimedeviation "
                + "review_days:reviewperiod,reviewperioddays order_cost:ordercost,fixedordercost minimum_order_value:minordervalue,mov "
                + "minimum_order_quantity:minorderquantity,moq,minorderqty", NumberRange.NonNegative)
            .Numbers("capacity_volume:", NumberRange.Positive)
            .Optional("order_days", "orderweekdays weekdays")
            .Optional("currency", "currencycode waers")
            .Optional("closed", "holidays closures")
            .Columns,
        [Feed.Stock] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day snapshotdate stockdate countdate asof period datum stichtag fecha data")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("on_hand", NumberRange.Any, "onhand qtyonhand quantityonhand stock stockqty "
                + "availphysical labst onhandcurrent onhandquantity available inventory inventoryquantity qty quantity stockquantity "
                + "unrestricted freiverwendbar bestand "
                + "lagerbestand giacenza existencias variantinventoryqty")
            .Optional("location", LocationAliases)
            .Numbers("allocated:reserved,reservedquantity,reservphysical,reservedonhandquantity,committednoteditable backordered:backorder,"
                + "backorders", NumberRange.NonNegative)
            .Columns,
        [Feed.OpenOrders] = new Layout()
            .Required(ColumnKind.Text, "order_id", "order ordernumber orderno po ponumber purchaseorder purchaseorderid purchid ebeln documentno "
                + "purchaseordernumber purchasingdocument einkaufsbeleg bestellnummer bestellung numeroordine ordine numérocommande "
                + "commande pedido numeropedido númeropedido")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units orderqty openqty remainingqty openquantity outstandingquantity "
                + "stilltobedeliveredqty nochzuliefernmenge "
                + "productqty orderedpurchasequantity remainpurchphysical menge bestellmenge quantità quantita qtà qta quantité quantite "
                + "qté qte cantidad")
            .Required(ColumnKind.Date, "due_date", "due deliverydate expecteddate dateplanned eindt arrivaldate eta expecteddelivery "
                + "promisedate expectedreceiptdate "
                + "confirmeddeliverydate requesteddeliverydate lieferdatum liefertermin dataconsegna datelivraison datedelivraison fechaentrega")
            .Optional("location", LocationAliases)
            .Optional("supplier", SupplierAliases)
            .Dates("ordered_at:orderdate,createddate,dateorder,bedat")
            .Columns,
        [Feed.Receipts] = new Layout()
            .Required(ColumnKind.Text, "order_id", "order ordernumber orderno po ponumber purchaseorder purchaseorderid purchid ebeln documentno "
                + "purchaseordernumber purchasingdocument einkaufsbeleg bestellnummer bestellung numeroordine ordine numérocommande "
                + "commande pedido numeropedido númeropedido")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units receivedqty qtyreceived qtydone receivedquantity "
                + "quantityreceived menge quantità quantita quantité quantite cantidad")
            .Required(ColumnKind.Date, "received_at", "receiveddate receiptdate date datedone budat budatmkpf postingdate deliverydate "
                + "wareneingangsdatum "
                + "buchungsdatum datum dataricevimento dataricezione dateréception datereception fecharecepción fecharecepcion")
            .Optional("location", LocationAliases)
            .Optional("supplier", SupplierAliases)
            .Dates("ordered_at:orderdate,createddate,dateorder,bedat promised_at:promiseddate,promisedate,duedate,eindt,expecteddate")
            .Columns,
        [Feed.Availability] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day week period bucket")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("in_stock", NumberRange.Share, "instock availability available isinstock")
            .Optional("location", LocationAliases)
            .Columns,
        [Feed.Events] = new Layout()
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom")
            .Required(ColumnKind.Date, "end", "enddate to until dateto")
            .Required(ColumnKind.Text, "name", "event eventname title description")
            .Optional("kind", "type eventtype")
            .Optional("sku", SkuAliases)
            .Optional("category", "itemcategory productcategory")
            .Optional("location", LocationAliases)
            .Numbers("multiplier:factor,uplift discount:discountpercent,discountpct,pricecut", NumberRange.NonNegative)
            .Columns,
        [Feed.Overrides] = new Layout()
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom")
            .Required(ColumnKind.Date, "end", "enddate to until dateto")
            .Required(ColumnKind.Text, "kind", "type action")
            .RequiredNumber("value", NumberRange.Any, "quantity qty amount")
            .Required(ColumnKind.Text, "reason", "why comment")
            .Required(ColumnKind.Text, "author", "who planner user")
            .Optional("location", LocationAliases)
            .Dates("expires:expiry,expirydate")
            .Columns,
        [Feed.Vetoes] = new Layout()
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom bucketstart bucket")
            .Required(ColumnKind.Text, "author", "who planner user vetoby")
            .Required(ColumnKind.Text, "reason", "why comment vetoreason")
            .Optional("location", LocationAliases)
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
        .Optional("supplier", SupplierAliases)
        .Optional("source_location", "source sourcewarehouse")
        .Optional("service_target", "servicelevel targetservicelevel fillrate")
        .Numbers(PlanningNumbers, NumberRange.NonNegative)
        .Numbers(PlanningPositive, NumberRange.Positive)
        .Dates("launch_date:launchdate,availablefrom,sellstartdate end_date:enddate,discontinueddate,sellenddate")
        .Columns;

    /// <summary>A feed's columns as they are listed above; a later column never replaces an earlier one of the same name.</summary>
    private sealed record Layout
    {
        public ImmutableArray<FeedColumn> Columns { get; private init; } = [];

        public Layout Required(ColumnKind kind, string name, string aliases) => With(name, kind, true, NumberRange.Any, aliases.Split(' '));

        public Layout RequiredNumber(string name, NumberRange range, string aliases) => With(name, ColumnKind.Number, true, range, aliases.Split(' '));

        public Layout Optional(string name, string aliases) => With(name, ColumnKind.Text, false, NumberRange.Any, aliases.Split(' '));

        public Layout Numbers(string columns, NumberRange range) => Listed(columns, ColumnKind.Number, range);

        public Layout Dates(string columns) => Listed(columns, ColumnKind.Date, NumberRange.Any);

        private Layout Listed(string columns, ColumnKind kind, NumberRange range) => columns.Split(' ').Select(c => c.Split(':'))
            .Aggregate(this, (layout, c) => layout.With(c[0], kind, false, range, c[1].Split(',', StringSplitOptions.RemoveEmptyEntries)));

        private Layout With(string name, ColumnKind kind, bool required, NumberRange range, string[] aliases) =>
            this with { Columns = Columns.Add(new FeedColumn(name, kind, required, range, [Normalize(name), .. aliases])) };
    }
}
