using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The truth about partners' files: each number once, with what became of it.</summary>
/// <param name="database">Where the ledger is kept.</param>
/// <remarks>Numbers are reserved by <see cref="RunLedger.Plan"/> and their files come in with <see cref="RunLedger.RecordPublication"/>; this is what
/// happens to them afterwards. Times are given by the caller and kept in UTC. Where several may work on the same database, call it under the lease
/// of the scope.</remarks>
public sealed class DeliveryLedger(ForecastingDatabase database)
{
    /// <summary>The numbers that a run may give to its files.</summary>
    /// <param name="runId">The run; begun or not.</param>
    /// <param name="profiles">Name and series of each profile, and the smallest number allowed.</param>
    /// <returns>By series, ordered by name: numbers that the run has reserved, then those that nobody has.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<NumberSeries> Numbers(string runId, IEnumerable<(string Partner, string Series, long First)> profiles)
    {
        var sequence = new RunLedger(database).SequenceOf(runId);
        var numbers = new PartnerNumbers(database);
        return
        [
            .. profiles.GroupBy(p => p.Series, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => numbers.Free(runId, sequence, g.Key, [.. g.Select(p => p.Partner)], g.Max(p => p.First))),
        ];
    }

    /// <summary>Every number that was ever reserved, by series.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<PartnerDelivery> All() => Rows("Deliveries/ReadAll");

    /// <summary>What is on its way or held, by series and number.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<PartnerDelivery> Open() => Rows("Deliveries/ReadOpen");

    /// <summary>One number of a partner; null when it was never reserved.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public PartnerDelivery? Find(string partner, long number) => Rows("Deliveries/ReadOfPartner", new { partner, control_no = number }).MaxBy(f => f.Sequence);

    /// <summary>Records what came of a try, or why none was made yet: state, tries, fault, target, next try and time of delivery.</summary>
    /// <param name="file">The file as it is now.</param>
    /// <param name="at">Now.</param>
    /// <param name="act">An act for the audit log; null = none.</param>
    /// <exception cref="DatabaseException">Nothing is out under the number, or the database cannot be written.</exception>
    public void Record(PartnerDelivery file, DateTimeOffset at, AuditAct? act = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        database.InTransaction(() =>
        {
            var row = new
            {
                series = file.Series,
                control_no = file.Number,
                state = file.State.ToString(),
                tries = file.Tries,
                fault = file.Fault,
                target = file.Target,
                host_key = file.HostKey,
                next_try = Stored(file.NextTry),
                delivered_at = Stored(file.DeliveredAt),
                changed_at = StoredTime.Of(at),
            };
            if (database.Execute("Deliveries/Record", row) != 1)
                throw new DatabaseException($"Nothing is out under {file}: it cannot become {file.State}.");
            if (act is not null)
                new AuditLog(database).Append(act);
        });
    }

    /// <summary>Lets later files of the series go before one that is held or on its way.</summary>
    /// <param name="partner">Name of the profile.</param>
    /// <param name="number">The number.</param>
    /// <param name="by">Who decides; not empty.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="at">Now.</param>
    /// <returns>Why it cannot be done, as a sentence; null when it is done.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public string? Release(string partner, long number, string by, string reason, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        (by, reason) = (OneLine.Of(by), OneLine.Of(reason));
        string? refusal = null;
        database.InTransaction(() =>
        {
            var file = Find(partner, number);
            refusal = file switch
            {
                null => Unknown(partner, number),
                { IsInTheWay: false } => $"Nothing waits for {file}: it is {(file.ReleasedBy.Length > 0 ? "released" : file.State.ToString().ToLowerInvariant())}.",
                _ => null,
            };
            if (refusal is not null)
                return;
            database.Execute("Deliveries/Release", new { series = file!.Series, control_no = number, released_by = by, changed_at = StoredTime.Of(at) });
            new AuditLog(database).Append(new AuditAct(at, by, AuditActs.Release, file.ToString(), reason));
        });
        return refusal;
    }

    /// <summary>What to say of a number that there is not.</summary>
    public static string Unknown(string partner, long number) =>
        FormattableString.Invariant($"There is no file {partner}/{number}. `forecasting deliver --list` shows them.");

    private static DateTime? Stored(DateTimeOffset? time) => time is { } known ? StoredTime.Of(known) : null;

    private IReadOnlyList<PartnerDelivery> Rows(string query, object? parameters = null) =>
        [.. database.Query<PartnerDeliveryRow>(query, parameters).Select(r => r.ToDelivery())];
}
