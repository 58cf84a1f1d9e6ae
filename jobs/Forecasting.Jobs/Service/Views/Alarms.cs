using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Views;

/// <summary>What kind of thing somebody must see to.</summary>
public enum AlarmKind
{
    /// <summary>A plan waits for a second person, or a partner's file for somebody who mends its target.</summary>
    Held,

    /// <summary>The newest attempt broke off.</summary>
    Failed,

    /// <summary>A job of the timetable has not ended in time, or was passed over; or a partner has not answered.</summary>
    Late,

    /// <summary>The data or the settings cannot be worked with, a partner refuses a file, or access was refused lately.</summary>
    Refused,

    /// <summary>A deadline was missed, and what it was for is still not there.</summary>
    Missed,

    /// <summary>A deadline will be missed as things are.</summary>
    AtRisk,

    /// <summary>A message about alarms cannot be sent.</summary>
    Unsent,

    /// <summary>The clock of a machine is not that of the database's server.</summary>
    Clock,
}

/// <summary>Something that somebody must see to.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">A run, a request, a job, or an address.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Text">What it is.</param>
/// <param name="Action">What to do.</param>
public sealed record Alarm(AlarmKind Kind, string Subject, DateTimeOffset Since, string Text, string Action)
{
    /// <summary>Subject of all alarms about refused access.</summary>
    internal const string Access = "access";

    /// <summary>What makes it this alarm and no other, where that is not its kind, subject and text.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal string? Identity { get; init; }
}

/// <summary>Finds what somebody must see to now; what is mended is an alarm no more.</summary>
internal static class Alarms
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    /// <summary>Every alarm, by kind and then the oldest first.</summary>
    /// <param name="database">The database.</param>
    /// <param name="runs">Every run, the newest first.</param>
    /// <param name="requests">What was asked for lately, the newest first.</param>
    /// <param name="jobs">How the jobs of the timetable stand.</param>
    /// <param name="now">Now.</param>
    public static ImmutableArray<Alarm> Now(
        ForecastingDatabase database, IReadOnlyList<LedgerRun> runs, IReadOnlyList<ServiceRequest> requests, IEnumerable<JobStanding> jobs, DateTimeOffset now)
    {
        // What a person stopped is no failure.
        var stopped = requests.Where(r => r.State == RequestState.Cancelled).Select(r => r.RunId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Held(runs).Concat(Failed(runs).Where(a => !stopped.Contains(a.Subject))).Concat(Unfinished(requests))
                .Concat(Undelivered(new DeliveryLedger(database).Open())).Concat(Unanswered(database)).Concat(Late(jobs)).Concat(Knocks(new ServiceViews(database).RefusedAccess(now - Lately)))
                .OrderBy(a => a.Kind).ThenBy(a => a.Since).ThenBy(a => a.Subject, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Alarm> Held(IEnumerable<LedgerRun> runs) => runs.Where(r => r.State == RunState.Held).Select(r =>
        new Alarm(AlarmKind.Held, r.RunId, r.StartedAt, r.HoldReasons.Replace('\n', ' '), "Look at its plan; then approve or reject it."));

    private static IEnumerable<Alarm> Failed(IReadOnlyList<LedgerRun> runs) => runs
        .TakeWhile(r => r.State != RunState.Published)
        .Where(r => r.State == RunState.Failed || (r.State == RunState.Publishing && r.Outcome.Length > 0 && r.FinishedAt is not null))
        .Take(1)
        .Select(r => new Alarm(AlarmKind.Failed, r.RunId, r.FinishedAt ?? r.StartedAt, r.Outcome, "Mend what it says, and start the run again."));

    // Of each kind of work only how it ended last.
    private static IEnumerable<Alarm> Unfinished(IReadOnlyList<ServiceRequest> requests) => requests
        .Where(r => r.State is not RequestState.Working and not RequestState.Cancelled && r.Kind is not RequestKind.Preview and not RequestKind.Replay)
        .GroupBy(r => r.Kind)
        .Select(g => g.First())
        .Where(r => r.State is RequestState.Refused or RequestState.Failed or RequestState.Interrupted)
        .Select(r => new Alarm(
            r.State == RequestState.Refused ? AlarmKind.Refused : AlarmKind.Failed, $"request {r.Id}", r.FinishedAt ?? r.At, r.Outcome,
            r.State == RequestState.Refused ? "Mend the data or the setting that it names, and ask again." : "See what it says, and ask again.")
        {
            // The same thing going wrong each hour is one alarm.
            Identity = $"{r.Kind} {r.Outcome}",
        });

    private static IEnumerable<Alarm> Undelivered(IEnumerable<PartnerDelivery> files) => files
        .Where(f => f.State == DeliveryState.Held && f.ReleasedBy.Length == 0)
        .Select(f => new Alarm(
            AlarmKind.Held, f.ToString(), f.ChangedAt, $"The file {f.FileName} did not reach {f.Target}: {f.Fault}",
            $"Mend the target, then: forecasting deliver --again {f}"));

    private static IEnumerable<Alarm> Unanswered(ForecastingDatabase database)
    {
        var answers = new AnswerLedger(database).Standing().Where(a => a.Value.IsAlarm).ToDictionary();
        return answers.Count == 0 ? [] : new DeliveryLedger(database).All().Where(f => answers.ContainsKey((f.Series, f.Number))).Select(f =>
        {
            var answer = answers[(f.Series, f.Number)];
            return new Alarm(
                answer.State == TechnicalState.Overdue ? AlarmKind.Late : AlarmKind.Refused, f.ToString(), f.DeliveredAt ?? f.ChangedAt,
                answer.State == TechnicalState.Overdue
                    ? $"{f.Partner} has not answered about {f.FileName} in the time agreed."
                    : $"{f.Partner} refuses {f.FileName} ({answer.Kind}): {answer.Code} {answer.Text}".TrimEnd(),
                $"Ask {f.Partner}; when it is dealt with: forecasting acknowledge --settle {f}");
        });
    }

    private static IEnumerable<Alarm> Late(IEnumerable<JobStanding> jobs) => jobs.Where(j => j.LateSince is not null).Select(j => new Alarm(
        AlarmKind.Late, j.Job, j.LateSince!.Value,
        string.Create(CultureInfo.InvariantCulture, $"The job {j.Job} was due at {j.LateSince.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z and has not ended."),
        "See what is being done, and the alarms of runs."));

    private static IEnumerable<Alarm> Knocks(IEnumerable<AuditAct> acts) => acts
        .GroupBy(a => a.Subject)
        .Select(g => new Alarm(
            AlarmKind.Refused, g.Key, g.First().At,
            string.Create(CultureInfo.InvariantCulture, $"Access was refused to {g.Key}, {g.Count()} entries in the audit log; the last: {g.Last().Detail}"),
            "If nobody knows why, see who is behind the address, and revoke keys that may be lost.")
        { Identity = Alarm.Access });
}
