using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>One row of each feed as a value of the core. The columns are found once for a file, the values for each row.</summary>
internal static class FeedRecords
{
    private const string UnknownQuantity = "the value is missing (empty = unknown: its bucket is not learnt from)";

    /// <summary>A row of <c>sales</c>. The order number is not read at all.</summary>
    public static Func<RowReader, SalesLine> Sales(HeaderMatch h)
    {
        var (date, sku, location, quantity) = (h["date"], h["sku"], h["location"], h["quantity"]);
        var (price, promotion) = (h["unit_price"], h["promotion"]);
        return row => new SalesLine(
            row.LocalDate(date, location),
            new SkuLocation(row.Sku(sku), row.Location(location)),
            row.Number(quantity, UnknownQuantity),
            row.OptionalNumber(price),
            row.Flag(promotion));
    }

    /// <summary>A row of <c>stock</c>.</summary>
    public static Func<RowReader, StockLevel> Stock(HeaderMatch h)
    {
        var (date, sku, location, onHand) = (h["date"], h["sku"], h["location"], h["on_hand"]);
        var (allocated, backordered) = (h["allocated"], h["backordered"]);
        return row => new StockLevel(
            row.LocalDate(date, location),
            new SkuLocation(row.Sku(sku), row.Location(location)),
            row.Number(onHand),
            row.OptionalNumber(allocated) ?? 0,
            row.OptionalNumber(backordered) ?? 0);
    }

    /// <summary>A row of <c>availability</c>.</summary>
    public static Func<RowReader, AvailabilityRecord> Availability(HeaderMatch h)
    {
        var (date, sku, location, inStock) = (h["date"], h["sku"], h["location"], h["in_stock"]);
        return row => new AvailabilityRecord(
            row.LocalDate(date, location), new SkuLocation(row.Sku(sku), row.Location(location)), (double)row.Share(inStock));
    }

    /// <summary>A row of <c>items</c>.</summary>
    public static Func<RowReader, Item> Item(HeaderMatch h)
    {
        var planning = Planning(h);
        return row => new Item(row.Sku(h["sku"]))
        {
            Name = row.Text(h["name"]),
            Category = row.Text(h["category"]),
            Subcategory = row.Text(h["subcategory"]),
            Brand = row.Text(h["brand"]),
            Unit = row.Text(h["unit"]) is { Length: > 0 } unit ? unit : "each",
            SupplierSku = row.OptionalCode(h["supplier_sku"]) ?? "",
            Gtin = row.OptionalCode(h["gtin"]) ?? "",
            Style = row.Text(h["style"]),
            Size = row.Text(h["size"]),
            Colour = row.Text(h["colour"]),
            Volume = row.OptionalNumber(h["volume"]),
            // Systems write 0 where nobody has weighed it.
            Weight = row.OptionalNumber(h["weight"]) is > 0 and var weight ? weight : null,
            Replaces = row.OptionalCode(h["replaces"]) is { } old ? new Sku(old) : null,
            Planning = planning(row),
        };
    }

    /// <summary>A row of <c>item_locations</c>.</summary>
    public static Func<RowReader, KeyValuePair<SkuLocation, PlanningColumns>> ItemLocation(HeaderMatch h)
    {
        var planning = Planning(h);
        return row => new(new SkuLocation(row.Sku(h["sku"]), new Location(row.Code(h["location"]))), planning(row));
    }

    /// <summary>A row of <c>locations</c>.</summary>
    public static Func<RowReader, StockingPlace> Place(HeaderMatch h) => row => new StockingPlace(new Location(row.Code(h["location"])))
    {
        Name = row.Text(h["name"]),
        Type = row.Text(h["type"]),
        TimeZone = row.TimeZone(h["time_zone"]),
        SourceLocation = row.OptionalCode(h["source_location"]) is { } source ? new Location(source) : null,
        Calendar = row.Text(h["calendar"]),
        TransferLeadTimeDays = row.OptionalDouble(h["transfer_lead_time_days"]),
        ReceivingCapacity = row.OptionalNumber(h["receiving_capacity"]),
        StorageCapacity = row.OptionalNumber(h["storage_capacity"]),
    };

    /// <summary>A row of <c>suppliers</c>.</summary>
    public static Func<RowReader, Supplier> Supplier(HeaderMatch h) => row => new Supplier(row.Code(h["supplier"]))
    {
        Name = row.Text(h["name"]),
        LeadTimeDays = row.OptionalDouble(h["lead_time_days"]),
        LeadTimeStandardDeviationDays = row.OptionalDouble(h["lead_time_std_days"]),
        ReviewDays = row.OptionalDouble(h["review_days"]),
        OrderDays = row.Weekdays(h["order_days"]),
        OrderCost = row.OptionalNumber(h["order_cost"]),
        MinimumOrderValue = row.OptionalNumber(h["minimum_order_value"]),
        MinimumOrderQuantity = row.OptionalNumber(h["minimum_order_quantity"]),
        MinimumOrderWeight = row.OptionalNumber(h["minimum_order_weight"]),
        CapacityVolume = row.OptionalNumber(h["capacity_volume"]),
        CapacityWeight = row.OptionalNumber(h["capacity_weight"]),
        Currency = row.Text(h["currency"]),
        Closed = row.DateRanges(h["closed"]),
    };

    /// <summary>A row of <c>open_orders</c>.</summary>
    public static Func<RowReader, OpenOrder> OpenOrder(HeaderMatch h) => row => new OpenOrder(
        row.Code(h["order_id"]),
        new SkuLocation(row.Sku(h["sku"]), row.Location(h["location"])),
        row.Number(h["quantity"]),
        row.Date(h["due_date"]),
        row.OptionalCode(h["supplier"]) ?? "",
        row.OptionalDate(h["ordered_at"]));

    /// <summary>A row of <c>receipts</c>.</summary>
    public static Func<RowReader, Receipt> Receipt(HeaderMatch h) => row => new Receipt(
        row.Code(h["order_id"]),
        new SkuLocation(row.Sku(h["sku"]), row.Location(h["location"])),
        row.Number(h["quantity"]),
        row.Date(h["received_at"]),
        row.OptionalDate(h["ordered_at"]),
        row.OptionalDate(h["promised_at"]),
        row.OptionalCode(h["supplier"]) ?? "");

    /// <summary>A row of <c>events</c>.</summary>
    public static Func<RowReader, CalendarEvent> Event(HeaderMatch h) => row => new CalendarEvent(
        row.Days(h["start"], h["end"]),
        row.Text(h["name"]),
        row.Choice(h["kind"], EventKind.Other),
        row.OptionalSku(h["sku"]),
        row.Text(h["category"]),
        row.OptionalLocation(h["location"]),
        row.OptionalDouble(h["multiplier"]))
    {
        // 0.2 and 20 both mean a fifth off.
        Discount = row.OptionalDouble(h["discount"]) is { } discount ? Math.Min(1, discount > 1 ? discount / 100 : discount) : null,
    };

    /// <summary>A row of <c>overrides</c>.</summary>
    public static Func<RowReader, DemandOverride> Override(HeaderMatch h) => row =>
    {
        var word = OverrideWord(h)(row);
        return word with { Reference = OverrideReference.OfFile(word) };
    };

    /// <summary>What a row of <c>overrides</c>, or of the sheet Overrides, says.</summary>
    public static Func<RowReader, DemandOverride> OverrideWord(HeaderMatch h) => row => new DemandOverride(
        row.Sku(h["sku"]),
        row.OptionalLocation(h["location"]),
        row.Days(h["start"], h["end"]),
        row.Choice(h["kind"], OverrideKind.Set),
        (double)row.Number(h["value"]),
        row.Text(h["reason"]),
        row.Signature(h["author"]),
        row.OptionalDate(h["expires"]))
    {
        ApprovedBy = row.Signature(h["approved_by"]),
    };

    /// <summary>A row of <c>vetoes</c>; without an end it speaks of one bucket.</summary>
    public static Func<RowReader, CorrectionVeto> Veto(HeaderMatch h) => row =>
    {
        var start = row.Date(h["start"]);
        return new CorrectionVeto(
            row.Sku(h["sku"]),
            row.OptionalLocation(h["location"]),
            h["end"].Index >= 0 && row.OptionalDate(h["end"]) is not null ? row.Days(h["start"], h["end"]) : new DateRange(start, start),
            row.Text(h["rule"]),
            row.Text(h["reason"]),
            row.Signature(h["author"]),
            row.Flag(h["withdrawn"]));
    };

    private static Func<RowReader, PlanningColumns> Planning(HeaderMatch h) => row => new PlanningColumns
    {
        Supplier = row.OptionalCode(h["supplier"]),
        SourceLocation = row.OptionalCode(h["source_location"]) is { } source ? new Location(source) : null,
        UnitCost = row.OptionalNumber(h["unit_cost"]),
        PriceBreaks = row.PriceBreaks(h["price_breaks"]),
        UnitPrice = row.OptionalNumber(h["unit_price"]),
        PackSize = row.OptionalNumber(h["pack_size"]),
        Moq = row.OptionalNumber(h["moq"]),
        MaxOrder = row.OptionalNumber(h["max_order"]),
        LayerQuantity = row.OptionalNumber(h["layer_quantity"]),
        PalletQuantity = row.OptionalNumber(h["pallet_quantity"]),
        ShelfLifeDays = row.OptionalWhole(h["shelf_life_days"]),
        ServiceTarget = row.ServiceTarget(h["service_target"]),
        HoldingCost = row.OptionalNumber(h["holding_cost"]),
        HoldingCostRate = row.OptionalNumber(h["holding_cost_rate"]),
        ShortageCost = row.OptionalNumber(h["shortage_cost"]),
        LeadTimeDays = row.OptionalDouble(h["lead_time_days"]),
        ReviewDays = row.OptionalDouble(h["review_days"]),
        MinStock = row.OptionalNumber(h["min_stock"]),
        MaxStock = row.OptionalNumber(h["max_stock"]),
        LaunchDate = row.OptionalDate(h["launch_date"]),
        EndDate = row.OptionalDate(h["end_date"]),
    };
}
