using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service;

/// <summary>The database of the service: opened for each call, and kept warm for a moment.</summary>
/// <remarks>
/// A DuckDB file is for one process at a time. So that the commands can be used beside the service, it is not kept open; but to open it costs a
/// tenth of a second, and calls come in swarms. One connection stays for a second after the last of them.
/// </remarks>
internal sealed class ServiceDatabase : IDisposable
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);

    private readonly ServiceOptions options;
    private readonly TimeProvider clock;
    private readonly Timer? cooling;
    private readonly Lock gate = new();
    private ForecastingDatabase? anchor;

    public ServiceDatabase(ServiceOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        if (!Commands.DatabaseOption.IsServer(options.Database))
            cooling = new Timer(_ => Cool());
    }

    /// <summary>Opens it; disposed by the caller, and soon.</summary>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public ForecastingDatabase Open()
    {
        if (cooling is null)
            return Connect();
        lock (gate)
        {
            anchor ??= Connect();
            cooling.Change(Warm, Timeout.InfiniteTimeSpan);

            // Its schema was looked at a moment ago.
            return anchor.Another();
        }
    }

    /// <summary>What time it is there.</summary>
    public DateTimeOffset UtcNow(ForecastingDatabase database) => database.UtcNow(clock);

    /// <summary>Who works on what there.</summary>
    public RunLeases Leases(ForecastingDatabase database) => Commands.LedgerOptions.Leases(database, clock);

    /// <inheritdoc/>
    public void Dispose()
    {
        cooling?.Dispose();
        Cool();
    }

    private void Cool()
    {
        lock (gate)
        {
            anchor?.Dispose();
            anchor = null;
        }
    }

    private ForecastingDatabase Connect() => ForecastingDatabase.Open(options.Database, options.Settings.Database, clock);
}
