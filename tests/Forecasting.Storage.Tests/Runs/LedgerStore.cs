using Forecasting.Storage.Tests.Stores;

namespace Forecasting.Storage.Tests.Runs;

/// <summary>An empty database for a test of the ledger, and contenders for it; gone when disposed.</summary>
/// <remarks>On a server each thread has a connection of its own. A DuckDB file belongs to one process and is spoken to by one thread at a
/// time: there contenders take turns, step by step, as one process with several workers would.</remarks>
internal sealed class LedgerStore : IDisposable
{
    private readonly DataDirectory directory;
    private readonly Lock turn = new();
    private readonly ThreadLocal<ForecastingDatabase> own;

    private LedgerStore(StoreKind kind)
    {
        directory = new DataDirectory(kind);
        Database = ForecastingDatabase.Open(directory.DatabasePath);
        own = new ThreadLocal<ForecastingDatabase>(() => ForecastingDatabase.Open(directory.DatabasePath), trackAllValues: true);
    }

    /// <summary>For a test that is alone.</summary>
    public ForecastingDatabase Database { get; }

    /// <summary>A new, empty store.</summary>
    public static LedgerStore Open(StoreKind kind) => new(kind);

    /// <summary>One step of one of several contenders.</summary>
    public T Contend<T>(Func<ForecastingDatabase, T> step)
    {
        if (Database.IsServer)
            return step(own.Value!);
        lock (turn)
            return step(Database);
    }

    /// <summary>The same for a step without a result.</summary>
    public void Contend(Action<ForecastingDatabase> step) => Contend(database =>
    {
        step(database);
        return true;
    });

    /// <summary>Lets so many threads do the same at once, and returns what each came to.</summary>
    public static T[] InParallel<T>(int threads, Func<int, T> work)
    {
        var results = new T[threads];
        var faults = new List<Exception>();
        using var start = new Barrier(threads);
        var all = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                results[i] = work(i);
            }
            catch (Exception fault)
            {
                lock (faults)
                    faults.Add(fault);
            }
        })).ToArray();
        foreach (var thread in all)
            thread.Start();
        foreach (var thread in all)
            thread.Join();
        return faults.Count == 0 ? results : throw new AggregateException(faults);
    }

    public void Dispose()
    {
        foreach (var database in own.Values)
            database.Dispose();
        own.Dispose();
        Database.Dispose();
        directory.Dispose();
    }
}
