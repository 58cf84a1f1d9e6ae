using DuckDB.NET.Data;
using Forecasting.Catalog;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>The rows of one feed on their way into the database, in one transaction: all of them, or none.</summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class FeedLoad<T> : IRowSink<T>, IDisposable
{
    private readonly ForecastingDatabase database;
    private readonly Feed feed;
    private readonly string table;
    private readonly Func<T, SkuLocation> key;
    private readonly Action<IDuckDBAppenderRow, T> write;
    private readonly Func<T, IReadOnlyList<ValueFault>, DateOnly?> unknownDay;
    private readonly Dictionary<SkuLocation, int> numbers = [];
    private readonly HashSet<(int Number, DateOnly Day)> unknown = [];
    private DuckDBTransaction? transaction;
    private DuckDBAppender? appender;

    /// <summary>A load that begins with <see cref="Restart"/>.</summary>
    /// <param name="database">Where the rows go.</param>
    /// <param name="feed">Which table they come from.</param>
    /// <param name="table">Table of the schema <c>history</c> that they go to.</param>
    /// <param name="key">Whose row it is.</param>
    /// <param name="write">Writes the columns after load and key.</param>
    /// <param name="unknownDay">The day of whose sales not all is known since the row was set aside for those faults; null when it tells of none.</param>
    public FeedLoad(
        ForecastingDatabase database,
        Feed feed,
        string table,
        Func<T, SkuLocation> key,
        Action<IDuckDBAppenderRow, T> write,
        Func<T, IReadOnlyList<ValueFault>, DateOnly?> unknownDay)
    {
        this.database = database;
        this.feed = feed;
        this.table = table;
        this.key = key;
        this.write = write;
        this.unknownDay = unknownDay;
        Id = database.Scalar<long>("Import/NextLoadId");
    }

    /// <summary>Number of the load, from 1.</summary>
    public long Id { get; }

    /// <inheritdoc/>
    public void Restart()
    {
        Dispose();
        numbers.Clear();
        unknown.Clear();
        transaction = database.Connection.BeginTransaction();
        appender = database.Connection.CreateAppender("history", table);
    }

    /// <inheritdoc/>
    public void Load(T item)
    {
        var row = appender!.CreateRow();
        row.AppendValue((long?)Id).AppendInteger(NumberOf(item));
        write(row, item);
        row.EndRow();
    }

    /// <inheritdoc/>
    public void SetAside(T item, IReadOnlyList<ValueFault> faults)
    {
        if (unknownDay(item, faults) is { } day)
            unknown.Add((NumberOf(item), day));
    }

    /// <summary>Makes the load durable, together with what became of its files.</summary>
    public void Complete(string loadKey, FeedOutcome outcome)
    {
        appender!.Dispose();
        appender = null;
        WriteKeys();
        WriteUnknown();
        new FeedLoads(database).Write(Id, feed, loadKey, outcome);
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    /// <summary>Takes everything back that was not completed.</summary>
    public void Dispose()
    {
        appender?.Clear();
        appender?.Dispose();
        appender = null;
        transaction?.Rollback();
        transaction?.Dispose();
        transaction = null;
    }

    private int NumberOf(T item)
    {
        var sku = key(item);
        if (!numbers.TryGetValue(sku, out var number))
            numbers.Add(sku, number = numbers.Count);
        return number;
    }

    private void WriteUnknown() => database.Append("history", "unknown_sale", unknown.Order(), (row, u) => row
        .AppendValue((long?)Id)
        .AppendInteger(u.Number)
        .AppendDate(u.Day));

    private void WriteKeys()
    {
        var ordered = numbers.OrderBy(n => n.Key).Select((n, position) => (n.Key, Number: n.Value, Position: position));
        database.Append("history", "load_sku_location", ordered, (row, k) => row
            .AppendValue((long?)Id)
            .AppendInteger(k.Number)
            .AppendInteger(k.Position)
            .AppendValue(k.Key.Location.Code)
            .AppendValue(k.Key.Sku.Code));
    }
}
