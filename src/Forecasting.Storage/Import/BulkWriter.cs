using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Import;

/// <summary>Writes batches of rows on a thread of its own, in their order, while the next are being read.</summary>
/// <remarks>Until <see cref="Finish"/> or <see cref="Dispose"/> returns, nobody else may use the connection.</remarks>
internal sealed class BulkWriter : IDisposable
{
    /// <summary>Batches under way, two row groups of DuckDB: it packs a whole one at once, and reading should not wait for that.</summary>
    private const int Batches = 16;

    private readonly BlockingCollection<BulkBatch> full = new(Batches);
    private readonly BlockingCollection<BulkBatch> empty = new(Batches);
    private readonly IBulkTable table;
    private readonly Thread thread;
    private ExceptionDispatchInfo? failure;
    private volatile bool isGivenUp;

    /// <summary>A writer of a table.</summary>
    /// <param name="table">The table, open inside a transaction; disposed with this.</param>
    public BulkWriter(IBulkTable table)
    {
        this.table = table;
        for (var i = 0; i < Batches; i++)
            empty.Add(new BulkBatch());
        thread = new Thread(Run) { IsBackground = true, Name = "import" };
        thread.Start();
    }

    /// <summary>An empty batch; waits for one.</summary>
    public BulkBatch Rent()
    {
        var batch = empty.Take();
        failure?.Throw();
        return batch;
    }

    /// <summary>Gives a batch to be written.</summary>
    public void Write(BulkBatch batch) => full.Add(batch);

    /// <summary>Waits until every batch is written, and handed to the transaction.</summary>
    /// <exception cref="DatabaseException">A batch could not be written.</exception>
    public void Finish()
    {
        Stop();
        failure?.Throw();
    }

    /// <summary>Stops writing. What was not finished goes with the transaction.</summary>
    public void Dispose()
    {
        isGivenUp = true;
        Stop();
        table.Dispose();
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
        try
        {
            table.Write(Written());
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the thread that reads.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(e);
            foreach (var batch in full.GetConsumingEnumerable())
                Return(batch);
        }
    }

    private IEnumerable<BulkBatch> Written()
    {
        foreach (var batch in full.GetConsumingEnumerable())
        {
            if (isGivenUp)
                throw new OperationCanceledException();
            yield return batch;
            Return(batch);
        }

        if (isGivenUp)
            throw new OperationCanceledException();
    }

    private void Return(BulkBatch batch)
    {
        batch.Clear();
        empty.Add(batch);
    }
}
