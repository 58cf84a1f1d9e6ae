using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service;

/// <summary>The database of the service: opened for each call, and kept warm for a moment.</summary>
/// <remarks>
/// A DuckDB file is for one process at a time. So that the commands can be used beside the service, it is not kept open; but to open it costs a
/// tenth of a second, and calls come in swarms. One connection stays for two seconds after the last of them: longer than what was read is good without
/// asking, so that those who look all the time find it open.
/// </remarks>
internal sealed class ServiceDatabase : IDisposable
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);

    private readonly ServiceOptions options;
    private readonly TimeProvider clock;
    private readonly Timer? cooling;
    private readonly Lock gate = new();
    private ForecastingDatabase? anchor;
    private int openings;

    public ServiceDatabase(ServiceOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        if (!Commands.DatabaseOption.IsServer(options.Database))
            cooling = new Timer(_ => Cool());
    }

    /// <summary>Opens it; disposed by the caller, and soon.</summary>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public ForecastingDatabase Open() => Open(out _);

    /// <summary>The same.</summary>
    /// <param name="state">What it is like before anything is read, for <see cref="IsUnchanged"/>.</param>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public ForecastingDatabase Open(out DatabaseState state)
    {
        state = new DatabaseState(0, ForecastingDatabase.Commits);
        if (cooling is null)
            return Connect();
        lock (gate)
        {
            if (anchor is null)
                (anchor, openings) = (Connect(), openings + 1);
            state = state with { Opening = openings };
            cooling.Change(Warm, Timeout.InfiniteTimeSpan);

            // Its schema was looked at a moment ago.
            return anchor.Another();
        }
    }

    /// <summary>True when nobody else can change it meanwhile: a DuckDB file while it is held.</summary>
    public bool IsOurs => cooling is not null;

    /// <summary>False when this process has changed something since, or let go of a DuckDB file that another may have changed. Of what others do to the database of a server it
    /// knows nothing.</summary>
    /// <param name="since">What it was like.</param>
    public bool IsUnchanged(DatabaseState since)
    {
        if (since.Commits != ForecastingDatabase.Commits)
            return false;
        if (cooling is null)
            return true;
        lock (gate)
        {
            if (anchor is null || openings != since.Opening)
                return false;
            cooling.Change(Warm, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>What time it is there.</summary>
    public DateTimeOffset UtcNow(ForecastingDatabase database) => database.UtcNow(clock);

    /// <summary>How far the clock of this machine is ahead of that of the server, as far as that is certain: 0 for what may be the way there and back.
    /// Negative when it is behind; 0 for a file, which has no clock of its own.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public TimeSpan Skew(ForecastingDatabase database)
    {
        var before = clock.GetUtcNow();
        var there = UtcNow(database);
        var after = clock.GetUtcNow();
        return before > there ? before - there : after < there ? after - there : TimeSpan.Zero;
    }

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

/// <summary>What the database was like when somebody read it.</summary>
/// <param name="Opening">Which opening of the DuckDB file it was; 0 for a server.</param>
/// <param name="Commits">Commits of this process until then.</param>
internal readonly record struct DatabaseState(int Opening, long Commits);
