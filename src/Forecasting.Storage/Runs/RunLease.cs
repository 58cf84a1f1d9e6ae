using System.Globalization;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Runs;

/// <summary>The right of one worker to do one thing, until it expires or is released.</summary>
/// <remarks>
/// The token is the fence: it rises with each acquisition, and <see cref="Write"/> begins by asking the store whether it is still the newest.
/// A worker that was frozen past its lease and wakes up finds a newer token in the row, whatever its own clock says, and writes nothing. An
/// expired lease that nobody took over is still good for writing: the fence is the token, not the time.
/// </remarks>
public sealed class RunLease
{
    private readonly ForecastingDatabase database;
    private readonly Func<DateTimeOffset> now;

    internal RunLease(ForecastingDatabase database, Func<DateTimeOffset> now, string name, string owner, long token, TimeSpan duration)
    {
        this.database = database;
        this.now = now;
        (Name, Owner, Token, Duration) = (name, owner, token, duration);
    }

    /// <summary>What it is the right to.</summary>
    public string Name { get; }

    /// <summary>Who has it.</summary>
    public string Owner { get; }

    /// <summary>The fencing token, from 1.</summary>
    public long Token { get; }

    /// <summary>How long it lasts from each renewal.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Does durable work, whole or not at all, and only while nobody has taken over.</summary>
    /// <param name="work">Writes to the same database.</param>
    /// <exception cref="LeaseLostException">Somebody has taken over; nothing was written.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <remarks>The lease's row stays locked until the work is committed, so nobody can take over between the question and the commit.</remarks>
    public void Write(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        database.InTransaction(() =>
        {
            Check();
            work();
        });
    }

    /// <summary>From now on every transaction on this database object ends with the question of <see cref="Check()"/>, until the lease is
    /// released.</summary>
    /// <remarks>Asked last, so that the row of the lease is not locked while much is written: it is renewed meanwhile on another connection.</remarks>
    public void Guard() => database.Fence = Check;

    /// <summary>Ends what <see cref="Guard"/> began: before the lease is released or exchanged for a newer one of the same worker.</summary>
    public void Unguard()
    {
        if (database.Fence?.Target == this)
            database.Fence = null;
    }

    /// <summary>Asks the store whether nobody has taken over, and renews: before a step that is not in the database.</summary>
    /// <exception cref="LeaseLostException">Somebody has.</exception>
    public void Check() => Check(now());

    /// <summary>The same at a time that is known: whoever asks for it each time goes to the store each time.</summary>
    /// <param name="time">By the clock of the store.</param>
    internal void Check(DateTimeOffset time)
    {
        if (!Touch(database, time))
            throw Lost();
    }

    /// <summary>Finds out what is behind a refusal of the database: whoever has taken over has gone on meanwhile, and the ledger refuses what comes late.</summary>
    /// <param name="refusal">What the database said.</param>
    /// <exception cref="LeaseLostException">Somebody has taken over: that is what to tell.</exception>
    public void Explain(DatabaseException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        // Whoever cannot be reached answers no other question either.
        if (refusal is LeaseLostException || refusal.Fault == StoreFault.Lost)
            return;
        try
        {
            Check();
        }
        catch (DatabaseException other) when (other is not LeaseLostException)
        {
            // The refusal itself says more.
        }
    }

    /// <summary>Makes it last for its duration from now.</summary>
    /// <returns>False when somebody has taken over.</returns>
    public bool Renew() => RenewOn(database);

    /// <summary>The same on another connection, for a renewal beside the work.</summary>
    /// <remarks>That is in another thread: it asks its own connection for the time of the store, for the worker's is busy.</remarks>
    internal bool RenewOn(ForecastingDatabase connection) =>
        Touch(connection, ReferenceEquals(connection, database) ? now() : connection.UtcNow(TimeProvider.System));

    /// <summary>Gives it back; nothing happens when it is lost already.</summary>
    public void Release() => Release(now());

    /// <summary>The same at a time that is known.</summary>
    /// <param name="time">By the clock of the store.</param>
    internal void Release(DateTimeOffset time)
    {
        Unguard();
        database.Execute("Leases/Release", new { lease_name = Name, token = Token, now = StoredTime.Of(time) });
    }

    private bool Touch(ForecastingDatabase connection, DateTimeOffset time) =>
        connection.Execute("Leases/Touch", new { lease_name = Name, token = Token, expires_at = StoredTime.Of(time + Duration) }) == 1;

    private LeaseLostException Lost()
    {
        var row = database.Query<LeaseRow>("Leases/Find", new { lease_name = Name }).SingleOrDefault();
        var by = row is { Owner.Length: > 0 } && row.Owner != Owner ? $" by {row.Owner}" : "";
        return new LeaseLostException(string.Create(
            CultureInfo.InvariantCulture,
            $"The work on {Name} was taken over{by} or called off (token {Token}, now {row?.Token ?? 0}). Nothing more is written here."));
    }
}

/// <summary>A lease as the store has it.</summary>
internal sealed record LeaseRow
{
    public string LeaseName { get; init; } = "";

    public string RunId { get; init; } = "";

    public string Owner { get; init; } = "";

    public long Token { get; init; }

    public DateTime ExpiresAt { get; init; }

    /// <summary>True while somebody has it and it has not expired.</summary>
    public bool IsLive(DateTimeOffset now) => Owner.Length > 0 && StoredTime.Utc(ExpiresAt) > now;
}
