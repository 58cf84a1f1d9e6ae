using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Import;

/// <summary>A number of a big table.</summary>
/// <param name="Name">Our column of the feed.</param>
/// <param name="IsNullable">True when a missing number is unknown; false when it is 0.</param>
internal sealed record BulkNumber(string Name, bool IsNullable);

/// <summary>A feed of many rows, kept as a table of the schema <c>history</c>.</summary>
/// <typeparam name="T">A row as a value of the core.</typeparam>
/// <param name="Feed">Which feed; the table has its name.</param>
/// <param name="Numbers">The table's columns after load, key and day, at most <see cref="BulkNumbers.Length"/>. The first
/// is counted in units.</param>
/// <param name="Flag">Column of a yes or no that follows; null = none.</param>
/// <param name="Order">Column of an order number, kept as a pseudonym in the table's last column; null = none.</param>
/// <param name="Record">For a header, how a row becomes a value.</param>
/// <param name="Key">Whose row it is.</param>
/// <param name="Take">Copies day, numbers and flag of a value.</param>
/// <param name="UnknownDay">The day of which not all is known since the row was set aside for those faults; null
/// when it tells of none.</param>
internal sealed record BulkFeed<T>(
    Feed Feed,
    ImmutableArray<BulkNumber> Numbers,
    string? Flag,
    string? Order,
    Func<HeaderMatch, Func<RowReader, T>> Record,
    Func<T, SkuLocation> Key,
    BulkFeed.Taking<T> Take,
    Func<T, IReadOnlyList<ValueFault>, DateOnly?> UnknownDay)
{
    /// <summary>Name of the table, and of its statements.</summary>
    public string Table => Feed.FileName();

    /// <summary>What the table looks like to whoever writes it.</summary>
    /// <remarks>The share of availability is a decimal of 18 digits, all other numbers have 28.</remarks>
    public BulkShape Shape(long loadId) =>
        new(loadId, Table, Numbers.Length, Feed == Feed.Availability, Flag is not null, Order is not null);
}

/// <summary>The feeds of many rows.</summary>
internal static class BulkFeed
{
    /// <summary>Copies what a value says to a row of the table.</summary>
    public delegate void Taking<in T>(T value, ref BulkRow row);

    /// <summary>What was sold.</summary>
    public static readonly BulkFeed<SalesLine> Sales = new(
        Feed.Sales,
        [new("quantity", false), new("unit_price", true)],
        "promotion",
        "order_id",
        FeedRecords.Sales,
        line => line.Key,
        (SalesLine line, ref BulkRow row) =>
        {
            row.Day = line.Date;
            row.Set(0, line.Quantity);
            row.Set(1, line.UnitPrice);
            row.Flag = line.IsPromotion;
        },
        UnknownSale);

    /// <summary>What was counted on the shelves.</summary>
    public static readonly BulkFeed<StockLevel> Stock = new(
        Feed.Stock,
        [new("on_hand", false), new("allocated", false), new("backordered", false)],
        null,
        null,
        FeedRecords.Stock,
        level => level.Key,
        (StockLevel level, ref BulkRow row) =>
        {
            row.Day = level.Date;
            row.Set(0, level.OnHand);
            row.Set(1, level.Allocated);
            row.Set(2, level.Backordered);
        },
        (_, _) => null);

    /// <summary>For how much of a bucket there was stock.</summary>
    public static readonly BulkFeed<AvailabilityRecord> Availability = new(
        Feed.Availability,
        [new("in_stock", false)],
        null,
        null,
        FeedRecords.Availability,
        record => record.Key,
        (AvailabilityRecord record, ref BulkRow row) =>
        {
            row.Day = record.Date;
            row.Set(0, (decimal)record.InStock);
        },
        (_, _) => null);

    /// <summary>The day of a row whose quantity cannot be read, where day, SKU and place can.</summary>
    private static DateOnly? UnknownSale(SalesLine line, IReadOnlyList<ValueFault> faults)
    {
        var columns = faults.Select(f => f.Column.Column.Name).ToList();
        return columns.Contains("quantity") && !columns.Exists(c => c is "date" or "sku" or "location") ? line.Date : null;
    }
}
