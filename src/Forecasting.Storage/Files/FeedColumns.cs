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
/// <remarks>The aliases come from the usual exports of Shopify, WooCommerce, Odoo, Dynamics 365 and SAP, and from forecasting benchmarks.</remarks>
internal static class FeedColumns
{
    private const string SkuAliases =
        "item productcode itemcode itemnumber stockcode article articlenumber articlecode material matnr itemid productid product defaultcode "
        + "productiddefaultcode lineitemsku productnumber partnumber partno materialnumber uniqueid seriesid";

    private const string LocationAliases =
        "store storeid warehouse warehouseid site plant werks inventsiteid inventlocationid shop branch locationid locationname storecode "
        + "warehousecode warehousename depot storenumber";

    private const string SupplierAliases = "vendor supplierid vendorid suppliercode vendorcode vendornumber lifnr vendaccount partnerid";

    private const string PlanningNumbers =
        "unit_cost:cost,standardcost,purchaseprice,costprice,standardprice,costperitem "
        + "unit_price:price,listprice,salesprice,sellingprice,sellprice,regularprice,saleprice,netpr,variantprice "
        + "moq:minorderqty,minimumorderquantity,minorderquantity,minqty "
        + "max_order:maxorderqty,maximumorderquantity,maxorderquantity "
        + "holding_cost: holding_cost_rate: shortage_cost:stockoutcost "
        + "lead_time_days:leadtime,plifz,leaddays,delay,deliverytimedays,averageleadtime "
        + "review_days:reviewperiod,reviewperioddays "
        + "min_stock:minimumstock,minstocklevel max_stock:maximumstock,maxstocklevel";

    private const string PlanningPositive =
        "pack_size:packqty,packsizeqty,unitsperpack,casepack,caseqty,multipleqty,ordermultiple pallet_quantity:palletqty,unitsperpallet "
        + "shelf_life_days:shelflife";

    private static readonly FrozenDictionary<Feed, ImmutableArray<FeedColumn>> Columns = new Dictionary<Feed, ImmutableArray<FeedColumn>>
    {
        [Feed.Sales] = new Layout()
            .Required(ColumnKind.Date, "date", "ds day orderdate salesdate saledate transactiondate postingdate period invoicedate dateorder createdat "
                + "budat fkdat week month datetime timestamp")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.Any, "qty units y value sales demand quantitysold qtysold unitssold soldqty salesqty "
                + "orderedqty orderqty lineitemquantity productuomqty fkimg menge invoicedqty netquantity sold")
            .Optional("location", LocationAliases)
            .Numbers("unit_price:price,unitprice,sellprice,lineitemprice,itemcost,priceunit,salesprice,netpr", NumberRange.Any)
            .Optional("promotion", "promo onpromotion ispromotion ispromo promoflag")
            .Columns,
        [Feed.Items] = Planning(new Layout()
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .Optional("name", "description itemname productname title itemdescription articlename materialdescription maktx")
            .Optional("category", "itemcategory productcategory categid categoryname itemgroup productgroup itemgroupid matkl dept deptid catid")
            .Optional("subcategory", "productsubcategory subcategoryname")
            .Optional("brand", "brandname manufacturer")
            .Optional("unit", "uom unitofmeasure baseunit meins uomid inventunitid")
            .Optional("supplier_sku", "vendorsku supplieritem vendoritem supplierproductcode vendorproductcode")
            .Optional("gtin", "ean barcode upc ean13 gtin13 gtin14 ean11 itembarcode")
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
            .Required(ColumnKind.Date, "date", "ds day snapshotdate stockdate countdate asof period")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("on_hand", NumberRange.Any, "onhand qtyonhand quantityonhand stock stockqty "
                + "availphysical labst available inventory qty quantity stockquantity")
            .Optional("location", LocationAliases)
            .Numbers("allocated:reserved,reservedquantity,reservphysical backordered:backorder,backorders", NumberRange.NonNegative)
            .Columns,
        [Feed.OpenOrders] = new Layout()
            .Required(ColumnKind.Text, "order_id", "order ordernumber orderno po ponumber purchaseorder purchaseorderid purchid ebeln")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units orderqty openqty remainingqty openquantity productqty menge remainpurchphysical")
            .Required(ColumnKind.Date, "due_date", "due deliverydate expecteddate dateplanned eindt arrivaldate eta expecteddelivery promisedate")
            .Optional("location", LocationAliases)
            .Optional("supplier", SupplierAliases)
            .Dates("ordered_at:orderdate,createddate,dateorder,bedat")
            .Columns,
        [Feed.Receipts] = new Layout()
            .Required(ColumnKind.Text, "order_id", "order ordernumber orderno po ponumber purchaseorder purchaseorderid purchid ebeln")
            .Required(ColumnKind.Text, "sku", SkuAliases)
            .RequiredNumber("quantity", NumberRange.NonNegative, "qty units receivedqty qtyreceived qtydone receivedquantity menge")
            .Required(ColumnKind.Date, "received_at", "receiveddate receiptdate date datedone budat deliverydate")
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
            .Required(ColumnKind.Date, "start", "startdate from begin datefrom bucketstart")
            .Required(ColumnKind.Text, "author", "who planner user")
            .Required(ColumnKind.Text, "reason", "why comment")
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
