using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>The right of this process to run on a scope: nobody else reads, plans or publishes in it, and whoever is taken over writes no more.</summary>
internal sealed class ScopeLease : IDisposable
{
    /// <summary>What is imported and planned: everything. A run of a part of it would be a scope of its own.</summary>
    public const string Scope = "all";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ForecastingDatabase database;
    private readonly RunLeases leases;
    private readonly ForecastingDatabase? beside;
    private readonly TimeProvider clock;
    private readonly TimeSpan duration;
    private readonly CancellationToken cancellation;
    private readonly string name;
    private RunLease lease;
    private LeaseRenewal? renewal;

    private ScopeLease(
        ForecastingDatabase database,
        RunLeases leases,
        RunLease lease,
        ForecastingDatabase? beside,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        (this.database, this.leases, this.lease) = (database, leases, lease);
        (this.beside, this.clock, this.cancellation) = (beside, clock, cancellation);
        (name, duration) = (lease.Name, lease.Duration);
        Begin();
    }

    /// <summary>Who works on what.</summary>
    public RunLeases Leases => leases;

    /// <summary>Cancelled when the lease is lost or the run is called off.</summary>
    public CancellationToken Stop => renewal?.Stop ?? cancellation;

    /// <summary>Opens a database, waiting while another process has its file open.</summary>
    /// <param name="address">The database.</param>
    /// <param name="settings">What it may use, and how long a server is waited for.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public static ForecastingDatabase OpenDatabase(
        string address, DatabaseSettings settings, TimeSpan wait, TimeProvider clock, CancellationToken cancellation) =>
        Waiting(wait, clock, isLast =>
        {
            try
            {
                return ForecastingDatabase.Open(address, settings, clock);
            }
            catch (DatabaseException fault) when (fault.IsBusy && !isLast)
            {
                return null;
            }
        }, cancellation)!;

    /// <summary>Takes the lease, waiting while somebody else has it.</summary>
    /// <param name="database">The database; every transaction on it is fenced from now on.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="duration">How long the lease lasts without renewal.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DatabaseException">Somebody else had it all the time, or the database cannot be written.</exception>
    public static ScopeLease Acquire(
        ForecastingDatabase database, TimeSpan wait, TimeSpan duration, TimeProvider clock, CancellationToken cancellation)
    {
        var leases = new RunLeases(database, () => database.UtcNow(clock), RunLeases.ThisProcess, isAlone: !database.IsServer);
        var name = RunLeases.OfScope(Scope);
        var lease = Waiting(wait, clock, _ => leases.TryAcquire(name, "", duration), cancellation)
            ?? throw new DatabaseException(
                $"Another run is at work on {name} ({leases.OwnerOf(name)}). Wait until it has ended; `forecasting runs` shows it.")
            { IsBusy = true };
        return new ScopeLease(database, leases, lease, database.IsServer ? database.Another() : null, clock, cancellation);
    }

    /// <summary>From now on the work is for one run: whoever calls it off takes the lease away.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="LeaseLostException">Somebody has taken over.</exception>
    public void For(string runId)
    {
        lease.Check();
        lease.Unguard();
        End();
        lease = leases.TryAcquire(name, runId, duration)
            ?? throw new LeaseLostException($"The work on {name} was taken over by {leases.OwnerOf(name)}. Nothing more is written here.");
        Begin();
    }

    /// <summary>Does the work of whoever has the lease.</summary>
    /// <exception cref="LeaseLostException">Somebody has taken over, or the run was called off.</exception>
    /// <exception cref="DatabaseException">The database did not answer for so long that the lease may be lost.</exception>
    public T Work<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException stop) when (!cancellation.IsCancellationRequested)
        {
            // Not by whoever asked for the work.
            lease.Check();
            throw new DatabaseException(
                $"The database {database.Name} did not answer for longer than the lease lasts. Run the same command again.", stop);
        }
        catch (DatabaseException refusal)
        {
            lease.Explain(refusal);
            throw;
        }
    }

    /// <summary>Asks the store whether nobody has taken over: before a step that is not in the database.</summary>
    /// <exception cref="LeaseLostException">Somebody has.</exception>
    public void Check() => lease.Check();

    /// <summary>Durable work, whole or not at all, and only while nobody has taken over.</summary>
    public void Write(Action work) => lease.Write(work);

    /// <summary>Gives the lease back.</summary>
    public void Dispose()
    {
        End();
        try
        {
            lease.Release();
        }
        catch (DatabaseException)
        {
            // It expires by itself.
        }

        beside?.Dispose();
    }

    private void Begin()
    {
        lease.Guard();
        if (beside is not null)
            renewal = LeaseRenewal.Start(lease, beside, clock, cancellation);
    }

    private void End()
    {
        renewal?.Dispose();
        renewal = null;
    }

    private static T? Waiting<T>(TimeSpan wait, TimeProvider clock, Func<bool, T?> attempt, CancellationToken cancellation)
        where T : class
    {
        var began = clock.GetTimestamp();
        for (var told = false; ; told = true)
        {
            var isLast = clock.GetElapsedTime(began) >= wait;
            var done = attempt(isLast);
            if (done is not null || isLast)
                return done;
            if (!told)
                RunProgress.Say("waiting: another run is at work");
            Task.Delay(Pause, clock, cancellation).GetAwaiter().GetResult();
        }
    }
}
