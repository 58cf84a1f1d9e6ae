using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Page;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Sensing;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Sensing;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Views;

/// <summary>What everybody sees alike who looks at the service.</summary>
/// <param name="Now">When it was worked out, UTC.</param>
/// <param name="Alarms">What somebody must see to.</param>
/// <param name="Alerting">Deadlines and messages.</param>
/// <param name="Runs">The newest runs, at most <see cref="StatusBoard.RunsKept"/>.</param>
/// <param name="Requests">What was asked for lately.</param>
/// <param name="Feeds">How fresh the feeds are.</param>
/// <param name="Jobs">How the jobs of the timetable stand.</param>
/// <param name="Plan">The newest plan; null = none.</param>
/// <param name="Orders">Its orders with most at risk.</param>
/// <param name="Signals">The signals with most at risk that stand.</param>
/// <param name="Look">The look that found them; null = none was made.</param>
/// <param name="Elsewhere">How far what another node does is; null = nothing.</param>
internal sealed record BoardView(
    DateTimeOffset Now,
    ImmutableArray<Alarm> Alarms,
    AlertsModel Alerting,
    ImmutableArray<RunView> Runs,
    ImmutableArray<ServiceRequest> Requests,
    ImmutableArray<FeedView> Feeds,
    ImmutableArray<JobStanding> Jobs,
    NewestPlan? Plan,
    ImmutableArray<TopOrder> Orders,
    ImmutableArray<StandingSignal> Signals,
    NewestLook? Look,
    LiveProgress? Elsewhere);

/// <summary>Works out once what everybody sees, however many look: at most once a second, and anew when something was done.</summary>
/// <remarks>Many who look must not slow a run down (docs/benchmarks/service-load.md). What another process does is seen a second later. While nobody has written to a DuckDB
/// file, only time passes and files come: for that it is worked out anew every five seconds.</remarks>
internal sealed class StatusBoard
{
    /// <summary>Runs that are kept at hand.</summary>
    public const int RunsKept = 20;

    private const int OrdersKept = 10;
    private const int SignalsKept = 10;

    // Not of the clock of the service: one that stands still would show one moment for ever.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FreshUnchanged = TimeSpan.FromSeconds(5);

    private readonly ServiceDatabase store;
    private readonly TimetableRinging timetable;
    private readonly FeedViews feeds;
    private readonly RunDesk desk;
    private readonly OtherNodes others;
    private readonly DeadlineWatch deadlines;
    private readonly AlarmBoard alarms;
    private readonly Func<ForecastingDatabase, ImmutableArray<DeadlineStanding>, DateTimeOffset, AlertsModel> alerting;
    private readonly Lock gate = new();
    private volatile Kept? last;
    private int changes;

    public StatusBoard(
        ServiceOptions options, ServiceDatabase store, TimetableRinging timetable, FeedViews feeds, RunDesk desk, OtherNodes others, DeadlineWatch deadlines, AlarmBoard alarms, AlertPost post)
    {
        (this.store, this.timetable, this.feeds, this.desk, this.others, this.deadlines, this.alarms) = (store, timetable, feeds, desk, others, deadlines, alarms);
        alerting = (database, standing, now) => AlertsModel.Of(options, post, standing, database, now);
        desk.WorkEnded += Forget;
    }

    /// <summary>How far what is being done is, on whichever node; null when nothing is.</summary>
    public LiveProgress? Live => desk.Live?.Progress() ?? Now().Elsewhere;

    /// <summary>What there is to see. While one works it out, the others are shown what was there before.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public BoardView Now()
    {
        var seen = last;
        if (IsFresh(seen))
            return seen.View;
        if (seen is null)
            gate.Enter();
        else if (!gate.TryEnter())
            return seen.View;
        try
        {
            var made = last;
            if (IsFresh(made))
                return made.View;
            var before = Volatile.Read(ref changes);
            var now = Make();
            last = now;
            if (Volatile.Read(ref changes) != before)
                last = null;
            return now.View;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Told that something was done: whoever looks from now on sees it.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        last = null;
    }

    private bool IsFresh([NotNullWhen(true)] Kept? kept) => kept is not null && Stopwatch.GetElapsedTime(kept.At) is var age
        && (age < Fresh || (age < FreshUnchanged && store.IsOurs && store.IsUnchanged(kept.State)));

    private Kept Make()
    {
        using var database = store.Open(out var state);
        var now = store.UtcNow(database);
        var views = new ServiceViews(database);
        var plan = views.NewestPlan();
        var jobs = timetable.Standing(database, now);
        var runs = new RunLedger(database).Runs();
        var requests = new ServiceRequests(database).Newest();
        var standing = deadlines.Standing(database, now);
        var signals = new SignalArchive(database);
        var view = new BoardView(
            now,
            alarms.Now(database, runs, requests, jobs, standing, now),
            alerting(database, standing, now),
            RunViews.Newest(database, runs, RunsKept),
            [.. requests],
            feeds.Now(database, runs, now),
            jobs,
            plan,
            plan is null ? [] : [.. views.TopOrders(plan.RunId).Take(OrdersKept)],
            [.. signals.Open().Take(SignalsKept)],
            signals.Newest(),
            others.Progress(database));
        return new Kept(view, state, Stopwatch.GetTimestamp());
    }

    private sealed record Kept(BoardView View, DatabaseState State, long At);
}
