using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage;

/// <summary>What the embedded database may use of the machine. Results do not depend on it.</summary>
public sealed record DatabaseSettings
{
    /// <summary>Memory for queries and buffers, in MB, ≥ 100; beyond it, work goes to files beside the database.</summary>
    /// <value>512: enough for ten million sales rows, small beside the forecasts.</value>
    public int MemoryLimitMegabytes { get; init; } = 512;

    /// <summary>Threads of queries, ≥ 1.</summary>
    /// <value>2: queries are a small part of a run.</value>
    public int Threads { get; init; } = 2;

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (MemoryLimitMegabytes < 100)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"database.memoryLimitMegabytes is {MemoryLimitMegabytes}; it must be 100 or more."));
        if (Threads < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"database.threads is {Threads}; it must be 1 or more."));
        return faults.ToImmutable();
    }
}
