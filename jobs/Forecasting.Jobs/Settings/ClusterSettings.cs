using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Jobs.Settings;

/// <summary>How several services on one server's database share work. A DuckDB file is for one service, and none of this applies.</summary>
public sealed record ClusterSettings
{
    /// <summary>Shards that this node works on at a time; 0 = as many as it has processors.</summary>
    public int Threads { get; init; }

    /// <summary>Seconds, 2..600, after which a node that says nothing is gone: others go on with what it did.</summary>
    /// <value>15: longer than a pause of garbage collection or of a busy machine.</value>
    public int CheckInSeconds { get; init; } = 15;

    /// <summary>SKU-locations from which on the forecasts of a run are shared.</summary>
    /// <value>4,000: some seconds of work.</value>
    public int ShareFrom { get; init; } = 4000;

    /// <summary>SKU-locations in a shard, ≥ 1.</summary>
    /// <value>2,000: seconds of work, beside which handing it out does not count.</value>
    public int ShardSize { get; init; } = 2000;

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Check(nameof(Threads), Threads, 0, 1024);
        Check(nameof(CheckInSeconds), CheckInSeconds, 2, 600);
        Check(nameof(ShareFrom), ShareFrom, 1, int.MaxValue);
        Check(nameof(ShardSize), ShardSize, 1, 1_000_000);
        return faults.ToImmutable();

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"cluster.{char.ToLowerInvariant(name[0])}{name[1..]} is {value}; it must be in {least}..{most}."));
        }
    }

    /// <summary>The same as a duration.</summary>
    internal TimeSpan CheckIn => TimeSpan.FromSeconds(CheckInSeconds);
}
