using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Every alarm that there is, the one with the worst consequence first.</summary>
internal sealed class AlarmBoard(TimetableRinging timetable, DeadlineWatch deadlines, AlertPost post, ServiceDatabase store)
{
    // As ticks, UTC; 0 = it is not.
    private long skewedSince;

    /// <summary>The alarms now, where it is known how the deadlines stand.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<Alarm> Now(ForecastingDatabase database, ImmutableArray<DeadlineStanding> standing, DateTimeOffset now) =>
        Now(database, new RunLedger(database).Runs(), new ServiceRequests(database).Newest(), timetable.Standing(database, now), standing, now);

    /// <summary>The same, where everything else is known too.</summary>
    public ImmutableArray<Alarm> Now(
        ForecastingDatabase database,
        IReadOnlyList<LedgerRun> runs,
        IReadOnlyList<ServiceRequest> requests,
        ImmutableArray<JobStanding> jobs,
        ImmutableArray<DeadlineStanding> standing,
        DateTimeOffset now) =>
    [
        .. Views.Alarms.Now(database, runs, requests, jobs, now).Concat(deadlines.Alarms(standing)).Concat(Unsent(database, now)).Concat(Skewed(database, now))
            .OrderBy(Rank).ThenBy(a => a.Since).ThenBy(a => a.Subject, StringComparer.Ordinal),
    ];

    /// <summary>How grave the consequence is; 0 is the gravest.</summary>
    public static int Rank(Alarm alarm) => alarm.Kind switch
    {
        AlarmKind.Missed => 0,
        AlarmKind.AtRisk => 1,
        AlarmKind.Failed => 2,
        AlarmKind.Held => 3,
        AlarmKind.Refused when alarm.Identity != Alarm.Access => 4,
        AlarmKind.Late => 5,
        AlarmKind.Unsent => 6,
        AlarmKind.Refused => 8,
        _ => 7,
    };

    // Each machine speaks of its own clock.
    private IEnumerable<Alarm> Skewed(ForecastingDatabase database, DateTimeOffset now)
    {
        if (ClockSkew.Fault(store.Skew(database), Environment.MachineName) is not { } fault)
        {
            Interlocked.Exchange(ref skewedSince, 0);
            return [];
        }

        Interlocked.CompareExchange(ref skewedSince, now.UtcTicks, 0);
        var since = new DateTimeOffset(Interlocked.Read(ref skewedSince), TimeSpan.Zero);
        return
        [
            new Alarm(AlarmKind.Clock, Environment.MachineName, since, fault, "Set its clock and have it kept (NTP); until then its timetable rings too early or too late by as much.")
            {
                Identity = Environment.MachineName,
            },
        ];
    }

    // Of each way only what became of the newest message whose end is known, or that was tried in vain.
    private IEnumerable<Alarm> Unsent(ForecastingDatabase database, DateTimeOffset now) => new AlertBook(database).Deliveries(now - AlertPost.Patience - AlertPost.Patience)
        .Where(d => post.Names.Contains(d.Channel) && (d.State != AlertState.Pending || d.Fault.Length > 0))
        .GroupBy(d => d.Channel, StringComparer.Ordinal)
        .Select(g => g.MaxBy(d => d.ChangedAt)!)
        .Where(d => d.State != AlertState.Sent)
        .Select(d => new Alarm(
            AlarmKind.Unsent, d.Channel, d.CreatedAt,
            string.Create(CultureInfo.InvariantCulture, $"Message {d.Number} did not go out by {d.Channel} in {d.Tries} tries: {d.Fault}"),
            "Mend the settings of alerts or the other side, then send a test message.")
        {
            Identity = d.Channel,
        });
}
