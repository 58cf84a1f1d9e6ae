using System.Collections.Concurrent;
using System.Diagnostics;

namespace Forecasting.Benchmarks.Load;

/// <summary>Readers who ask at a steady rate whether they are answered or not, so that a slow answer does not make the load lighter.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="rate">Requests a second.</param>
/// <param name="paths">What they ask for, in turns.</param>
internal sealed class SteadyReaders(HttpClient caller, int rate, string[] paths)
{
    /// <summary>What people and monitors look at.</summary>
    public static readonly string[] Paths = ["/", "/api/v1/live", "/api/v1/runs", "/api/v1/alarms"];

    private readonly ConcurrentBag<double> milliseconds = [];
    private int errors;
    private long bytes;

    /// <summary>Requests that were not answered with 200 or 204.</summary>
    public int Errors => errors;

    /// <summary>Bytes of all answers, without their headers.</summary>
    public long Bytes => bytes;

    /// <summary>Milliseconds from the moment at which each was due to its answer, in order.</summary>
    public double[] Latencies() => [.. milliseconds.Order()];

    /// <summary>Asks until it is told to stop, and waits for the last answers.</summary>
    public async Task Read(CancellationToken stop)
    {
        var pending = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early, CancellationToken.None);
            pending.Add(Ask(paths[i % paths.Length], began, due));
            if (pending.Count > 1000)
                pending.RemoveAll(t => t.IsCompleted);
        }

        await Task.WhenAll(pending);
    }

    private async Task Ask(string path, long began, TimeSpan due)
    {
        try
        {
            using var answer = await caller.GetAsync(new Uri(path, UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                Interlocked.Increment(ref errors);
            Interlocked.Add(ref bytes, answer.Content.Headers.ContentLength ?? (await answer.Content.ReadAsByteArrayAsync()).Length);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref errors);
        }

        milliseconds.Add((Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds);
    }
}
