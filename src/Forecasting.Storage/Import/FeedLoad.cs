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
    private readonly Dictionary<SkuLocation, int> numbers = [];
    private DuckDBTransaction? transaction;
    private DuckDBAppender? appender;

    /// <summary>A load that begins with <see cref="Restart"/>.</summary>
    /// <param name="database">Where the rows go.</param>
    /// <param name="feed">Which table they come from.</param>
    /// <param name="table">Table of the schema <c>history</c> that they go to.</param>
    /// <param name="key">Whose row it is.</param>
    /// <param name="write">Writes the columns after load and key.</param>
    public FeedLoad(ForecastingDatabase database, Feed feed, string table, Func<T, SkuLocation> key, Action<IDuckDBAppenderRow, T> write)
    {
        this.database = database;
        this.feed = feed;
        this.table = table;
        this.key = key;
        this.write = write;
        Id = database.Scalar<long>("Import/NextLoadId");
    }

    /// <summary>Number of the load, from 1.</summary>
    public long Id { get; }

    /// <inheritdoc/>
    public void Restart()
    {
        Dispose();
        numbers.Clear();
        transaction = database.Connection.BeginTransaction();
        appender = database.Connection.CreateAppender("history", table);
    }

    /// <inheritdoc/>
    public void Load(T item)
    {
        var sku = key(item);
        if (!numbers.TryGetValue(sku, out var number))
            numbers.Add(sku, number = numbers.Count);
        var row = appender!.CreateRow();
        row.AppendValue((long?)Id).AppendInteger(number);
        write(row, item);
        row.EndRow();
    }

    /// <summary>Makes the load durable, together with what became of its files.</summary>
    public void Complete(string loadKey, FeedOutcome outcome)
    {
        appender!.Dispose();
        appender = null;
        WriteKeys();
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
