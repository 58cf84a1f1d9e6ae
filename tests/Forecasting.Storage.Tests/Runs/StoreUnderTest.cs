namespace Forecasting.Storage.Tests.Runs;

/// <summary>The store that the contract of the ledger is tested on: made empty, gone when disposed.</summary>
/// <remarks>Every test of this folder gets its database here. A DuckDB file belongs to one process and is spoken to by one thread at a time:
/// those who contend take turns, step by step, as one process with several workers would.</remarks>
internal sealed class StoreUnderTest : IDisposable
{
    private readonly DataDirectory directory = new();
    private readonly Lock turn = new();
    private readonly ForecastingDatabase shared;

    private StoreUnderTest() => shared = ForecastingDatabase.Open(directory.DatabasePath);

    /// <summary>A new, empty store.</summary>
    public static StoreUnderTest Open() => new();

    /// <summary>For a test that is alone.</summary>
    public ForecastingDatabase Database => shared;

    /// <summary>One step of one of several contenders.</summary>
    public T Contend<T>(Func<ForecastingDatabase, T> step)
    {
        lock (turn)
            return step(shared);
    }

    /// <summary>Lets so many threads do the same at once, and returns what each came to.</summary>
    public static T[] InParallel<T>(int threads, Func<int, T> work)
    {
        var results = new T[threads];
        using var start = new Barrier(threads);
        var all = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            results[i] = work(i);
        })).ToArray();
        foreach (var thread in all)
            thread.Start();
        foreach (var thread in all)
            thread.Join();
        return results;
    }

    public void Dispose()
    {
        shared.Dispose();
        directory.Dispose();
    }
}
