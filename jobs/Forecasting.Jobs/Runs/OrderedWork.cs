namespace Forecasting.Jobs.Runs;

/// <summary>Work on many items at once, taken from a source and handed on in its order, few of them held at a time.</summary>
internal static class OrderedWork
{
    /// <summary>Items under way for each thread: enough that a slow one holds up nobody.</summary>
    private const int AheadPerThread = 32;

    /// <summary>Does the work.</summary>
    /// <param name="source">Read one by one, on the caller's thread, while earlier items are worked on.</param>
    /// <param name="threads">Items worked on at the same time, ≥ 1.</param>
    /// <param name="work">Called on any thread; its result depends on the item alone.</param>
    /// <param name="take">Called on the caller's thread, in the order of the source.</param>
    /// <param name="cancellation">Stops before the next item.</param>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="TResult">What becomes of it.</typeparam>
    public static void Run<TItem, TResult>(
        IEnumerable<TItem> source, int threads, Func<TItem, TResult> work, Action<TItem, TResult> take, CancellationToken cancellation)
    {
        var workers = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler);
        var ahead = new Queue<(TItem Item, Task<TResult> Result)>();
        foreach (var item in source)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ahead.Count == AheadPerThread * threads)
                TakeFirst();
            ahead.Enqueue((item, workers.StartNew(() => work(item), cancellation)));
        }

        while (ahead.Count > 0)
            TakeFirst();

        void TakeFirst()
        {
            var (item, result) = ahead.Dequeue();
            take(item, result.GetAwaiter().GetResult());
        }
    }
}
