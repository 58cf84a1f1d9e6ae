using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage;

/// <summary>What the database may use of the machine, and how long a server is waited for. Results do not depend on it.</summary>
public sealed record DatabaseSettings
{
    /// <summary>Memory of the embedded database for queries and buffers, in MB, ≥ 100; beyond it, work goes to files beside the database.</summary>
    /// <value>512: enough for ten million sales rows, small beside the forecasts.</value>
    public int MemoryLimitMegabytes { get; init; } = 512;

    /// <summary>Threads of queries of the embedded database, ≥ 1.</summary>
    /// <value>2: queries are a small part of a run.</value>
    public int Threads { get; init; } = 2;

    /// <summary>Seconds before a server that is gone is asked again for the first time, ≥ 0; each further pause is about twice as long, six in all.</summary>
    /// <value>6: from two to four minutes in all, longer than a restart or a fail-over takes.</value>
    public double RetrySeconds { get; init; } = 6;

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (MemoryLimitMegabytes < 100)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"database.memoryLimitMegabytes is {MemoryLimitMegabytes}; it must be 100 or more."));
        if (Threads < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"database.threads is {Threads}; it must be 1 or more."));
        if (!(RetrySeconds is >= 0 and <= 600))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"database.retrySeconds is {RetrySeconds}; it must be from 0 to 600."));
        return faults.ToImmutable();
    }
}
