using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DuckDB.NET.Data;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>Writes batches of rows on a thread of its own, in their order, while the next are being read.</summary>
/// <remarks>Until <see cref="Finish"/> or <see cref="Dispose"/> returns, nobody else may use the connection.</remarks>
internal sealed class BulkWriter : IDisposable
{
    /// <summary>Batches under way, two row groups of the database: it packs a whole one at once, and reading should not wait for that.</summary>
    private const int Batches = 16;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly BlockingCollection<BulkBatch> full = new(Batches);
    private readonly BlockingCollection<BulkBatch> empty = new(Batches);
    private readonly ChunkAppender table;
    private readonly ChunkAppender candidates;
    private readonly Thread thread;
    private readonly long loadId;
    private readonly int numbers;
    private readonly bool isNarrow;
    private readonly bool hasFlag;
    private readonly bool hasOrder;
    private ExceptionDispatchInfo? failure;
    private int candidateCount;

    private BulkWriter(
        DuckDBConnection connection, long loadId, string tableName, int numbers, bool hasFlag, bool hasOrder)
    {
        (this.loadId, this.numbers, this.hasFlag, this.hasOrder) = (loadId, numbers, hasFlag, hasOrder);

        // The share of availability is a decimal of 18 digits, which the database keeps in 64 bits.
        isNarrow = tableName == Feed.Availability.FileName();
        table = new ChunkAppender(connection, null, "history", tableName);
        candidates = new ChunkAppender(connection, "temp", "main", "candidate_hash");
        for (var i = 0; i < Batches; i++)
            empty.Add(new BulkBatch());
        thread = new Thread(Run) { IsBackground = true, Name = "import" };
        thread.Start();
    }

    /// <summary>A writer of a feed's table, inside the open transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="loadId">The load.</param>
    /// <param name="feed">The feed.</param>
    /// <exception cref="DatabaseException">The table cannot be written.</exception>
    public static BulkWriter Open<T>(DuckDBConnection connection, long loadId, BulkFeed<T> feed) =>
        new(connection, loadId, feed.Table, feed.Numbers.Length, feed.Flag is not null, feed.Order is not null);

    /// <summary>An empty batch; waits for one.</summary>
    public BulkBatch Rent()
    {
        var batch = empty.Take();
        failure?.Throw();
        return batch;
    }

    /// <summary>Gives a batch to be written.</summary>
    public void Write(BulkBatch batch) => full.Add(batch);

    /// <summary>Waits until every batch is written, and hands them to the transaction.</summary>
    /// <exception cref="DatabaseException">A batch could not be written.</exception>
    public void Finish()
    {
        Stop();
        failure?.Throw();
        if (candidateCount > 0)
            candidates.Append(candidateCount);
        table.Close();
        candidates.Close();
    }

    /// <summary>Stops writing. What was not finished goes with the transaction.</summary>
    public void Dispose()
    {
        Stop();
        table.Dispose();
        candidates.Dispose();
        full.Dispose();
        empty.Dispose();
    }

    private void Stop()
    {
        if (!full.IsAddingCompleted)
            full.CompleteAdding();
        thread.Join();
    }

    private void Run()
    {
        foreach (var batch in full.GetConsumingEnumerable())
        {
            try
            {
                if (failure is null)
                    Append(batch);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the thread that reads.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }

            batch.Clear();
            empty.Add(batch);
        }
    }

    private void Append(BulkBatch batch)
    {
        for (var first = 0; first < batch.Count; first += ChunkAppender.ChunkRows)
        {
            ReadOnlySpan<BulkRow> rows = batch.Rows[first..Math.Min(first + ChunkAppender.ChunkRows, batch.Count)];
            WriteRows(rows, batch.FirstRow + first);
            WriteCandidates(rows);
        }
    }

    private void WriteRows(ReadOnlySpan<BulkRow> rows, long firstRow)
    {
        table.Column<long>(0)[..rows.Length].Fill(loadId);
        var keys = table.Column<int>(1);
        var days = table.Column<int>(2);
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = rows[i].Key;
            days[i] = rows[i].Day.DayNumber - Epoch.DayNumber;
        }

        var column = 3;
        for (var number = 0; number < numbers; number++)
            WriteNumber(rows, number, column++);
        if (hasFlag)
        {
            var flags = table.Column<bool>(column++);
            for (var i = 0; i < rows.Length; i++)
                flags[i] = rows[i].Flag;
        }

        var files = table.Column<int>(column++);
        var rowNumbers = table.Column<long>(column++);
        for (var i = 0; i < rows.Length; i++)
        {
            files[i] = rows[i].File;
            rowNumbers[i] = firstRow + i;
        }

        if (hasOrder)
            WriteOrders(rows, column);
        table.Append(rows.Length);
    }

    private void WriteNumber(ReadOnlySpan<BulkRow> rows, int number, int column)
    {
        var given = -1;
        if (isNarrow)
        {
            var values = table.Column<long>(column);
            for (var i = 0; i < rows.Length; i++)
                values[i] = (long)rows[i].Numbers[number];
        }
        else
        {
            var values = table.Column<Int128>(column);
            for (var i = 0; i < rows.Length; i++)
            {
                values[i] = rows[i].Numbers[number];
                given &= rows[i].Given;
            }
        }

        if ((given >> number & 1) == 0)
            SetNulls(column, rows, number);
    }

    private void SetNulls(int column, ReadOnlySpan<BulkRow> rows, int number)
    {
        var validity = table.Validity(column);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((rows[i].Given >> number & 1) == 0)
                validity[i >> 6] &= ~(1UL << (i & 63));
        }
    }

    private void WriteOrders(ReadOnlySpan<BulkRow> rows, int column)
    {
        var orders = table.Column<UInt128>(column);
        var validity = table.Validity(column);
        for (var i = 0; i < rows.Length; i++)
        {
            orders[i] = rows[i].Order;
            if (!rows[i].HasOrder)
                validity[i >> 6] &= ~(1UL << (i & 63));
        }
    }

    private void WriteCandidates(ReadOnlySpan<BulkRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            if (!row.MayRepeat)
                continue;
            candidates.Column<UInt128>(0)[candidateCount++] = row.Hash;
            if (candidateCount < ChunkAppender.ChunkRows)
                continue;
            candidates.Append(candidateCount);
            candidateCount = 0;
        }
    }
}
