using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Runs;

/// <summary>Who may work on what: one worker at a time, with a take-over when it is gone.</summary>
/// <param name="database">Where leases are kept.</param>
/// <param name="now">The clock of the store: all who compete for a lease must read the same one.</param>
/// <param name="owner">This process, see <see cref="ThisProcess"/>.</param>
/// <param name="isAlone">True when no other living process can have the database open, as with a DuckDB file: leases of other processes
/// were left behind and count as expired, so a run that was killed goes on at once.</param>
public sealed class RunLeases(ForecastingDatabase database, Func<DateTimeOffset> now, string owner, bool isAlone)
{
    /// <summary>How long a lease lasts without renewal.</summary>
    /// <remarks>A minute: longer than a pause of the machine or of garbage collection, short enough to wait for when a machine is gone.</remarks>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(1);

    private const int Looks = 2;

    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>This process, to other processes and to people: <c>LEEDS-1:4711:9f3c0a11</c>. The last part tells it from one that had its
    /// number before.</summary>
    public static string ThisProcess =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{ProcessMark.Own}");

    /// <summary>This process.</summary>
    public string Owner { get; } = owner;

    /// <summary>The clock of the store.</summary>
    internal DateTimeOffset Now => now();

    /// <summary>Name of the lease on a scope: one run at a time reads, plans and publishes in it.</summary>
    /// <param name="scope">What is planned: <c>all</c>.</param>
    public static string OfScope(string scope) => $"scope {scope}";

    /// <summary>Name of the lease on a request of the service: whoever has it is at work on it.</summary>
    /// <param name="requestId">The request.</param>
    public static string OfRequest(string requestId) => $"request {requestId}";

    /// <summary>Name of the lease on one shard of a stage of a run.</summary>
    internal static string OfShard(string runId, RunStage stage, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{ShardPrefix}{runId} {stage} {shard}");

    /// <summary>How the names of all leases on shards begin.</summary>
    internal const string ShardPrefix = "run ";

    /// <summary>Takes a lease that is free, expired or this process's own.</summary>
    /// <param name="name">What to have the right to, at most 200 characters.</param>
    /// <param name="runId">The run that the work is for; cancelling it takes the lease away.</param>
    /// <param name="duration">How long it lasts without renewal; null = <see cref="DefaultDuration"/>.</param>
    /// <returns>The lease, with a newer token than any before; null when somebody else has it.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public RunLease? TryAcquire(string name, string runId, TimeSpan? duration = null) => TryAcquire(name, runId, duration, "Leases/Acquire");

    /// <summary>The same for a lease that this process itself may have in another thread.</summary>
    /// <param name="name">What to have the right to.</param>
    /// <param name="runId">What the work is for.</param>
    /// <param name="duration">How long it lasts without renewal; null = <see cref="DefaultDuration"/>.</param>
    /// <returns>Null when somebody has it, this process too.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public RunLease? TryAcquireFromOthers(string name, string runId, TimeSpan? duration = null) =>
        TryAcquire(name, runId, duration, "Leases/AcquireOthers");

    /// <summary>Who has a lease; empty when nobody does.</summary>
    public string OwnerOf(string name) => Find(name) is { } row && IsLive(row) ? row.Owner : "";

    /// <summary>The leases on a run that <see cref="TryAcquireFromOthers"/> would not get now: to ask for those only that it may.</summary>
    internal IReadOnlySet<string> Held(string runId)
    {
        var time = now();
        return database.Query<LeaseRow>("Leases/OfRun", new { run_id = runId })
            .Where(row => row.IsLive(time) && (row.Owner == Owner || !(isAlone || IsGone(row.Owner))))
            .Select(row => row.LeaseName).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Who works on a run; empty when nobody does.</summary>
    public string WorkerOn(string runId) => database.Query<LeaseRow>("Leases/OfRun", new { run_id = runId }).FirstOrDefault(IsLive)?.Owner ?? "";

    /// <summary>Takes all leases on a run, or on a request, away: whoever works on it can write no more. Part of the transaction that calls it off.</summary>
    /// <param name="runId">The run or the request.</param>
    public void Revoke(string runId) => database.Execute("Leases/Revoke", new { run_id = runId, now = StoredTime.Of(now()) });

    /// <summary>Ends what processes have open on the server that have let all their leases expire lately: one that is frozen in the middle of a transaction holds
    /// locks that all others wait for.</summary>
    /// <remarks>Whoever works renews some lease. One that wakes up connects anew, and finds its leases gone.</remarks>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public void EndSessionsOfGone()
    {
        var gone = new { now = StoredTime.Of(now()), since = StoredTime.Of(now() - Lately) };
        foreach (var other in database.Query<string>("Leases/ReadGone", gone))
        {
            if (other != Owner && other.Split(':') is [_, _, { Length: > 0 } mark] && mark != ProcessMark.Own)
                database.EndSessionsOf(mark);
        }
    }

    // A process of this machine that is not there any more will not come back: its run goes on at once, and need not wait for the lease to expire.
    private static bool IsGone(string other)
    {
        if (other.Split(':') is not [var machine, var number, _] || machine != Environment.MachineName
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            return false;
        try
        {
            using var found = Process.GetProcessById(process);
            return found.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    // A process that is frozen in the middle of a transaction holds locks, perhaps that of the lease itself: whoever takes over would wait for it.
    private void EndSessionsOfFormerOwner(string name)
    {
        if (Find(name) is { Owner.Length: > 0 } row && row.Owner != Owner && (!row.IsLive(now()) || IsGone(row.Owner))
            && row.Owner.Split(':') is [_, _, { Length: > 0 } mark] && mark != ProcessMark.Own)
            database.EndSessionsOf(mark);
    }

    private bool IsLive(LeaseRow row) => row.IsLive(now()) && (row.Owner == Owner || !isAlone);

    private LeaseRow? Find(string name) => database.Query<LeaseRow>("Leases/Find", new { lease_name = name }).SingleOrDefault();

    private RunLease? TryAcquire(string name, string runId, TimeSpan? duration, string statement)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var lasts = duration ?? DefaultDuration;
        EndSessionsOfFormerOwner(name);
        RunLease? lease = null;
        database.InTransaction(() =>
        {
            lease = null;
            var time = now();
            var before = Find(name);
            if (before is null)
            {
                database.Execute("Leases/Insert", new { lease_name = name, run_id = runId, owner = Owner, expires_at = StoredTime.Of(time + lasts) });
                lease = new RunLease(database, now, name, Owner, 1, lasts);
                return;
            }

            // Whoever gives it back meanwhile is not taken over from: what is taken is what was seen.
            for (var look = 0; look < Looks && before is not null; look++, before = Find(name))
            {
                var mine = new
                {
                    lease_name = name,
                    run_id = runId,
                    owner = Owner,
                    seen = before.Owner,
                    expires_at = StoredTime.Of(time + lasts),
                    now = StoredTime.Of(time),
                    alone = isAlone || IsGone(before.Owner) ? 1 : 0,
                };
                if (database.Execute(statement, mine) != 1)
                    continue;
                lease = new RunLease(database, now, name, Owner, Find(name)!.Token, lasts);
                if (before.Owner.Length > 0 && before.Owner != Owner)
                    new AuditLog(database).Append(new AuditAct(time, Owner, AuditActs.TakeOver, runId, $"{name}, from {before.Owner}"));
                return;
            }
        });
        return lease;
    }
}
