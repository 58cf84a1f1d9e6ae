namespace Forecasting.Storage.Runs;

/// <summary>The log of acts. Each entry holds the hash of the one before, so that none can be changed, removed or moved unseen.</summary>
/// <param name="database">Where it is kept.</param>
/// <remarks>Whoever can write the whole database can write a whole new log: keep the newest hash elsewhere, and compare it.</remarks>
public sealed class AuditLog(ForecastingDatabase database)
{
    /// <summary>Adds an act, in the transaction of the act itself where one is open.</summary>
    /// <param name="act">The act; control characters in it are written as their numbers.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <remarks>The lock on the head puts those who add at the same time in a row; let this be the last step of a transaction.</remarks>
    public void Append(AuditAct act)
    {
        ArgumentNullException.ThrowIfNull(act);
        database.InTransaction(() =>
        {
            database.Execute("Audit/LockHead");
            var head = database.Query<HeadRow>("Audit/ReadHead").Single();
            var entry = AuditEntry.Following(head.Number, head.EntryHash, act);
            database.Execute("Audit/Insert", new
            {
                audit_no = entry.Number,
                happened_at = entry.Act.At.UtcDateTime,
                actor = entry.Act.Actor,
                act = entry.Act.Act,
                subject = entry.Act.Subject,
                detail = entry.Act.Detail,
                previous_hash = entry.PreviousHash,
                entry_hash = entry.Hash,
            });
            database.Execute("Audit/MoveHead", new { entry_hash = entry.Hash });
        });
    }

    /// <summary>Every entry, the oldest first.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<AuditEntry> Read() => [.. database.Query<EntryRow>("Audit/Read").Select(r => r.ToEntry())];

    /// <summary>What is wrong with the log, as one sentence; null when every entry is as it was written.</summary>
    /// <param name="keptHash">A hash that was the newest once and was kept elsewhere; null = none. Entries may have followed it.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public string? Verify(string? keptHash = null)
    {
        var head = database.Query<HeadRow>("Audit/ReadHead").Single();
        return Fault(Read(), head.Number, head.EntryHash, keptHash);
    }

    /// <summary>What is wrong with these entries, the oldest first, of which the newest should have that number and hash.</summary>
    internal static string? Fault(IReadOnlyList<AuditEntry> entries, long headNumber, string headHash, string? keptHash)
    {
        var previous = AuditEntry.Origin;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Number != i + 1)
                return FormattableString.Invariant($"Entry {i + 1} of the audit log is missing: entry {entry.Number} stands in its place.");
            if (entry.PreviousHash != previous)
            {
                return FormattableString.Invariant(
                    $"Entry {entry.Number} of the audit log does not follow the one before it: one of the two is not what was written.");
            }

            if (entry.Hash != entry.ExpectedHash())
                return FormattableString.Invariant($"Entry {entry.Number} of the audit log is not what was written.");
            previous = entry.Hash;
        }

        if (headNumber != entries.Count || headHash != previous)
        {
            return FormattableString.Invariant(
                $"The audit log has {entries.Count} entries, and its head says {headNumber}: entries at its end are missing.");
        }

        return keptHash is not null && keptHash != AuditEntry.Origin && entries.All(e => e.Hash != keptHash)
            ? "No entry of the audit log has the hash that was kept: entries are missing, or the log was written anew."
            : null;
    }

    /// <summary>Who did an act to a subject, the oldest first.</summary>
    internal IEnumerable<string> ActorsOf(string subject, params IReadOnlyCollection<string> acts) =>
        database.Query<ActorRow>("Audit/ActorsOf", new { subject }).Where(r => acts.Contains(r.Act)).Select(r => r.Actor);

    private sealed record HeadRow
    {
        public long Number { get; init; }

        public string EntryHash { get; init; } = "";
    }

    private sealed record ActorRow
    {
        public string Actor { get; init; } = "";

        public string Act { get; init; } = "";
    }

    private sealed record EntryRow
    {
        public long Number { get; init; }

        public DateTime HappenedAt { get; init; }

        public string Actor { get; init; } = "";

        public string Act { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Detail { get; init; } = "";

        public string PreviousHash { get; init; } = "";

        public string EntryHash { get; init; } = "";

        public AuditEntry ToEntry() => new(
            Number, new AuditAct(StoredTime.Utc(HappenedAt), Actor, Act, Subject, Detail), PreviousHash, EntryHash);
    }
}
