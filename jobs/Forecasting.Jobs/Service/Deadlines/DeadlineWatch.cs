using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NodaTime;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>Watches the deadlines of the settings: gathers what is known, has it judged, and makes alarms of what comes of it.</summary>
internal sealed class DeadlineWatch
{
    private readonly ServiceOptions options;
    private readonly TimetableRinging timetable;
    private readonly RunDesk desk;
    private readonly OtherNodes others;
    private readonly FeedViews feeds;
    private readonly ServiceMetrics metrics;
    private readonly DateTimeZone zone;
    private readonly ImmutableArray<(string Name, DeadlineMoments Moments)> deadlines;

    /// <summary>The deadlines of the settings. That of deliveries needs a partner with a target.</summary>
    public DeadlineWatch(ServiceOptions options, TimetableRinging timetable, RunDesk desk, OtherNodes others, FeedViews feeds, ServiceMetrics metrics)
    {
        (this.options, this.timetable, this.desk, this.others, this.feeds, this.metrics, zone) = (options, timetable, desk, others, feeds, metrics, options.Zone);
        var start = options.Settings.Timetable.Run is { } cron ? new FireTimes(cron, zone, options.Closed) : null;
        var hasTargets = options.Settings.Partners.Any(p => p.Target is not null);
        deadlines =
        [
            .. options.Settings.Deadlines.All().Where(d => d.Name != "deliver" || hasTargets)
                .Select(d => (d.Name, new DeadlineMoments(new FireTimes(d.Cron, zone, options.Closed, start), start))),
        ];
    }

    /// <summary>True when there is something to watch.</summary>
    public bool IsNeeded => !deadlines.IsEmpty;

    /// <summary>How the deadlines stand: of each, the last one where it was missed, and the next one.</summary>
    /// <param name="database">The database. A deadline that is seen for the first time is on record there: nobody waits for moments before.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public ImmutableArray<DeadlineStanding> Standing(ForecastingDatabase database, DateTimeOffset now)
    {
        if (deadlines.IsEmpty)
            return [];
        var facts = Facts(database, now);
        var marks = new TimetableMarks(database);
        var known = marks.All().ToDictionary(m => m.Job, StringComparer.Ordinal);
        var standing = ImmutableArray.CreateBuilder<DeadlineStanding>();
        foreach (var (name, moments) in deadlines)
        {
            if (!known.TryGetValue("deadline " + name, out var mark))
            {
                mark = new TimetableMark("deadline " + name, now, 0, now, now);
                marks.TryMove(mark, null);
            }

            if (moments.Last(now) is { } last && last.DueAt > mark.DueAt && Judge(name, last, facts) is { State: DeadlineState.Missed or DeadlineState.MetLate } missed)
                standing.Add(missed);
            if (moments.Next(now) is { } next)
                standing.Add(Judge(name, next, facts));
        }

        metrics.DeadlineLeads = standing.Where(d => d.State != DeadlineState.MetLate).GroupBy(d => d.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.First().Lead(now), StringComparer.Ordinal);
        return standing.ToImmutable();
    }

    /// <summary>What somebody must see to.</summary>
    /// <param name="standing">How the deadlines stand.</param>
    public IEnumerable<Alarm> Alarms(IEnumerable<DeadlineStanding> standing) => standing.Where(d => d.State is DeadlineState.Missed or DeadlineState.AtRisk).Select(d =>
    {
        var what = d.Name == "run" ? "run" : "deliveries";
        return d.State == DeadlineState.Missed
            ? new Alarm(AlarmKind.Missed, d.Name, d.DueAt, $"The {what} missed the deadline of {Local(d.DueAt)}. {d.Why}", "See to what it says; until then the last published plan stands.")
            {
                Identity = $"{d.Name} {d.DueAt:O}",
            }
            : new Alarm(
                AlarmKind.AtRisk, d.Name, d.DueAt,
                $"The {what} will miss the deadline of {Local(d.DueAt)} as things are; expected {Local(d.ExpectedAt!.Value)} at the earliest. {d.Why}",
                "There is still time: see to what it says.")
            {
                Identity = $"{d.Name} {d.DueAt:O}",
            };
    });

    /// <summary>Tells the metrics how old the feeds are.</summary>
    public void Measure(ForecastingDatabase database, DateTimeOffset now) => metrics.FeedAges = feeds.Now(database, new RunLedger(database).Runs(), now)
        .Where(f => f.AgeDays is not null).ToImmutableDictionary(f => f.Feed, f => f.AgeDays!.Value, StringComparer.Ordinal);

    /// <summary>A moment as the clock of the timetable's zone shows it.</summary>
    public string Local(DateTimeOffset moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{Instant.FromDateTimeOffset(moment).InZone(zone).LocalDateTime.ToDateTimeUnspecified():yyyy-MM-dd HH:mm} ({zone.Id})");

    private static DeadlineStanding Judge(string name, DeadlineMoment moment, DeadlineFacts facts) =>
        name == "run" ? DeadlineJudge.Run(moment, facts) : DeadlineJudge.Deliver(moment, facts);

    private DeadlineFacts Facts(ForecastingDatabase database, DateTimeOffset now)
    {
        var live = desk.Live?.Progress() ?? others.Progress(database);
        var runs = new RunLedger(database).Runs();
        return new DeadlineFacts
        {
            Now = now,
            Runs = runs,
            Requests = new ServiceRequests(database).Newest(),
            Times = new RunTimes(new WorkTimes(database).Newest(RunTimes.Most), TimeSpan.FromMinutes(options.Settings.Timetable.LateAfterMinutes)),
            Live = live is { Kind: RequestKind.Run } or { Kind: RequestKind.Deliver, RunId.Length: > 0 } ? live : null,
            NextStart = NextStart(database, now),
            SalesChangedAt = feeds.Now(database, runs, now).FirstOrDefault(f => f.Feed == "sales")?.ChangedAt,
            Files = new DeliveryLedger(database).All(),
            Warning = TimeSpan.FromMinutes(options.Settings.Deadlines.WarnMinutes),
        };
    }

    // What was rung for and has not ended waits for the desk.
    private DateTimeOffset? NextStart(ForecastingDatabase database, DateTimeOffset now) =>
        timetable.Standing(database, now).FirstOrDefault(j => j.Job == "run") is not { } job ? null
        : job.LastDueAt is not null && job.DoneAt is null ? now
        : job.NextAt;
}
