using System.Globalization;
using Forecasting.Planning;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>The rows of one feed on their way into the database, in one transaction: all of them, or none.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <remarks>
/// Nothing is kept in memory for each row: rows go to their table at once, their hashes to a file. Repetitions and corrections are
/// found by the database when all rows are there, in memory as far as its limit goes and beside its file beyond.
/// </remarks>
internal sealed class FeedLoad<T> : IBulkSink<T>, IDisposable
{
    private readonly ForecastingDatabase database;
    private readonly BulkFeed<T> feed;
    private readonly OverlapRule overlap;
    private readonly Func<string, UInt128>? orderPseudonym;
    private readonly long expectedRows;
    private readonly KeyNumbers keys = new();
    private readonly HashSet<(int Number, DateOnly Day)> unknown = [];
    private readonly LoadedFile[] files;
    private BulkWriter? writer;
    private RowHashes? hashes;
    private BulkBatch? batch;
    private PlainRows? plain;
    private long rows;
    private int file;
    private int order;
    private bool isBegun;

    /// <summary>A load that begins with <see cref="Restart"/>.</summary>
    /// <param name="database">Where the rows go.</param>
    /// <param name="feed">Which table they come from and go to.</param>
    /// <param name="files">The files, by name.</param>
    /// <param name="overlap">What counts where files overlap.</param>
    /// <param name="orderPseudonym">What is kept of an order number; null = nothing.</param>
    public FeedLoad(
        ForecastingDatabase database,
        BulkFeed<T> feed,
        IReadOnlyList<InputFile> files,
        OverlapRule overlap,
        Func<string, UInt128>? orderPseudonym)
    {
        (this.database, this.feed, this.overlap, this.orderPseudonym) = (database, feed, overlap, orderPseudonym);
        this.files = new LoadedFile[files.Count];

        // A row of text takes some 25 bytes, of a packed file three.
        expectedRows = files.Sum(f => f.Bytes / (f.File.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? 25 : 3));
        Id = database.Scalar<long>("Import/NextLoadId");
    }

    /// <summary>Number of the load, from 1.</summary>
    public long Id { get; }

    /// <inheritdoc/>
    public void Restart()
    {
        Dispose();
        keys.Clear();
        unknown.Clear();
        Array.Fill(files, LoadedFile.None);
        rows = 0;
        database.Begin();
        isBegun = true;
        writer = new BulkWriter(database.OpenTable(feed.Shape(Id)));
        hashes = new RowHashes(expectedRows);
    }

    /// <inheritdoc/>
    public void Begin(int number, HeaderMatch header, ReadingProfile profile)
    {
        file = number;
        plain = new PlainRows(keys, feed.Numbers, feed.Flag, header, profile);
        order = orderPseudonym is null || feed.Order is null ? -1 : header[feed.Order].Index;
        files[file] = files[file] with { HasOrders = order >= 0 };
    }

    /// <inheritdoc/>
    public bool TryLoad(RawRow raw, UInt128 hash, out long units)
    {
        ref var row = ref Next();
        units = 0;
        if (!plain!.TryRead(raw, ref row))
            return false;
        units = (long)row.Numbers[0];
        Add(ref row, raw, hash);
        return true;
    }

    /// <inheritdoc/>
    public void Load(T row, RawRow raw, UInt128 hash)
    {
        ref var next = ref Next();
        next.Given = 0;
        next.Flag = false;
        next.Key = keys.Of(feed.Key(row));
        plain!.Know(raw, next.Key);
        feed.Take(row, ref next);
        Add(ref next, raw, hash);
    }

    /// <inheritdoc/>
    public void Load(T row) => throw new NotSupportedException("Rows of a big table come with their text.");

    /// <inheritdoc/>
    public void Replace(int index, T row) => throw new NotSupportedException("Rows of a big table are corrected in the database.");

    /// <inheritdoc/>
    public void SetAside(T row, IReadOnlyList<ValueFault> faults)
    {
        if (feed.UnknownDay(row, faults) is { } day)
            unknown.Add((keys.Of(feed.Key(row)), day));
    }

    /// <summary>Waits until all rows are in their table. From then on the connection is free for other statements.</summary>
    /// <exception cref="DatabaseException">They cannot be written.</exception>
    public void Finish()
    {
        if (batch is not null)
            Write(batch);
        batch = null;
        database.Guarded(() =>
        {
            writer!.Finish();
            return true;
        });
        writer!.Dispose();
        writer = null;
    }

    /// <summary>Takes repetitions and superseded rows out, and makes the load durable together with what became of its files.</summary>
    /// <returns>The outcome, with what was found.</returns>
    public FeedOutcome Complete(string loadKey, FeedOutcome read)
    {
        if (hashes!.HasSuspects)
            hashes.WriteSuspects(database, Id);
        WriteKeys();
        WriteUnknown();
        var outcome = new LoadCorrections(database, Id, feed.Feed).Settle(read, files, hashes.HasSuspects, overlap);

        // A refused file may be readable the next time under the same hash: such a load is never taken again.
        var key = outcome.Reports.Any(r => r.IsRejected) ? string.Create(CultureInfo.InvariantCulture, $"rejected:{Id}") : loadKey;
        new FeedLoads(database).Write(Id, feed.Feed, key, outcome);
        database.Commit();
        isBegun = false;
        return outcome;
    }

    /// <summary>Takes everything back that was not completed.</summary>
    public void Dispose()
    {
        try
        {
            writer?.Dispose();
            hashes?.Dispose();
        }
        finally
        {
            (writer, batch, hashes) = (null, null, null);
            if (isBegun)
                database.RollBack();
            isBegun = false;
        }
    }

    private ref BulkRow Next()
    {
        if (batch is { IsFull: true })
        {
            Write(batch);
            batch = null;
        }

        if (batch is null)
        {
            batch = writer!.Rent();
            batch.FirstRow = rows;
        }

        return ref batch.Next;
    }

    private void Write(BulkBatch rowsRead)
    {
        hashes!.Add(rowsRead.Rows);
        writer!.Write(rowsRead);
    }

    private void Add(ref BulkRow row, RawRow raw, UInt128 hash)
    {
        row.Hash = hash;
        row.File = file;
        row.HasOrder = order >= 0 && !string.IsNullOrWhiteSpace(raw.Field(order));
        if (row.HasOrder)
            row.Order = orderPseudonym!(raw.Field(order));
        if (row.Day < files[file].First || row.Day > files[file].Last)
            files[file] = files[file].With(row.Day);
        batch!.Add();
        rows++;
    }

    private void WriteUnknown() => database.Append("history", "unknown_sale", unknown.Order(), (row, u) => row
        .AppendValue((long?)Id)
        .AppendInteger(u.Number)
        .AppendDate(u.Day));

    private void WriteKeys()
    {
        var ordered = keys.Numbers.OrderBy(n => n.Key).Select((n, position) => (n.Key, Number: n.Value, Position: position));
        database.Append("history", "load_sku_location", ordered, (row, k) => row
            .AppendValue((long?)Id)
            .AppendInteger(k.Number)
            .AppendInteger(k.Position)
            .AppendValue(k.Key.Location.Code)
            .AppendValue(k.Key.Sku.Code)
            .AppendValue((long?)Shard.HashOf(k.Key)));
    }
}
