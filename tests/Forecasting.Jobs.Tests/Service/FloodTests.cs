using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Callers ask for runs without end while that of the week falls due: they are limited, and it is made.</summary>
[TestFixture]
public sealed class FloodTests
{
    private const int Callers = 4;
    private static readonly int Calls = Disturbance.Number("FORECASTING_TRIGGERS", LongFaults.AreAsked ? 1000 : 120);
    private static readonly int Allowed = Calls / 4;

    private TestService service = null!;

    [SetUp]
    public async Task Start() => service = await TestService.Start(settings:
    [
        KeyValuePair.Create("timetable.run", "0 0 6 ? * MON"), KeyValuePair.Create("service.requestsPerMinute", Allowed.ToString(CultureInfo.InvariantCulture)),
    ]);

    [TearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Runs_AskedForWithoutEndWhileTheWeeklyOneFallsDue_AreLimitedAndItIsMade()
    {
        var bell = service.Services.GetRequiredService<TimetableBell>();
        await bell.ExecuteTask!; // what it does when the service starts
        var due = service.Services.GetRequiredService<TimetableRinging>().Next("run", DateTimeOffset.UtcNow)!.Value;
        var statuses = new ConcurrentBag<HttpStatusCode>();
        var (asked, began, ring) = (0, TimeProvider.System.GetTimestamp(), Task.CompletedTask);
        var callers = Enumerable.Range(0, Callers).Select(async number =>
        {
            using var caller = service.Caller("operator", string.Create(CultureInfo.InvariantCulture, $"caller {number}"));
            while (Interlocked.Increment(ref asked) is var i && i <= Calls)
            {
                // Each asks for something else, so that nobody gets what is being done.
                using var answer = await caller.PostAsync(
                    new Uri("/api/v1/runs", UriKind.Relative), TestService.Json(string.Create(CultureInfo.InvariantCulture, $$"""{ "skus": ["NO-SUCH-{{i}}"] }""")));
                statuses.Add(answer.StatusCode);
                if (i == Callers)
                    ring = bell.Ring("run", isStart: false, due, CancellationToken.None);
            }
        });
        await Task.WhenAll(callers);
        var took = TimeProvider.System.GetElapsedTime(began);
        await ring;
        await (service.Services.GetRequiredService<RunDesk>().Live?.Ended ?? Task.CompletedTask);

        using var database = service.Open();
        var mark = new TimetableMarks(database).All().Single(m => m.Job == "run");
        var weekly = new ServiceRequests(database).Newest().Where(r => r.By == TimetableBell.Name).ToList();
        var counts = string.Join(", ", statuses.CountBy(s => s).OrderBy(s => s.Key).Select(s => $"{s.Value} × {(int)s.Key}"));
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Calls} triggers in {took.TotalSeconds:0.0} s, {Allowed} a minute allowed: {counts}; the weekly run {(weekly[0].FinishedAt - weekly[0].At)?.TotalSeconds:0.0} s"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.Count.EqualTo(Calls));
            Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.Accepted).Or.EqualTo(HttpStatusCode.Conflict).Or.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(statuses.Count(s => s != HttpStatusCode.TooManyRequests), Is.LessThanOrEqualTo(Allowed * (2 + (int)took.TotalMinutes)), "a minute of the limit may begin within the flood");
            Assert.That(mark.DueAt, Is.EqualTo(due));
            Assert.That(mark.DoneAt, Is.Not.Null, "the moment is done with");
            Assert.That(weekly.Select(r => r.State), Is.EqualTo(new[] { RequestState.Done }).Or.EqualTo(new[] { RequestState.Partial }), "one run, in the interval that the moment begins");
            Assert.That(new RunLedger(database).Runs().Count(r => r.State == RunState.Published), Is.EqualTo(1), "nothing else went out");
        }
    }

    [Test]
    public async Task Desk_WhoeverWaits_ComesBeforeWhoeverAsksMeanwhile()
    {
        var desk = service.Services.GetRequiredService<RunDesk>();
        var before = (DeskAnswer.Taken)desk.Ask(new WorkOrder(RequestKind.Import), "anna");
        var waits = desk.DoWhenFree(new WorkOrder(RequestKind.Acknowledge), TimetableBell.Name, CancellationToken.None);
        var asked = 0;
        while (!waits.IsCompleted)
            desk.Ask(new WorkOrder(RequestKind.Run, null, new Narrowing { Skus = [(++asked).ToString(CultureInfo.InvariantCulture)] }.ToText()), "otto");
        await waits;
        await (desk.Live?.Ended ?? Task.CompletedTask);
        using var database = service.Open();
        Assert.That(before.Work!.Result, Is.Not.Null);
        Assert.That(new ServiceRequests(database).Newest().Reverse().Take(2).Select(r => r.Kind), Is.EqualTo(new[] { RequestKind.Import, RequestKind.Acknowledge }), $"asked {asked} times");
    }

    [Test]
    public async Task Desk_WhoLeavesTheLine_IsNotLetIn()
    {
        var desk = service.Services.GetRequiredService<RunDesk>();
        desk.Ask(new WorkOrder(RequestKind.Import), "anna");
        using var leaving = new CancellationTokenSource();
        var waits = desk.DoWhenFree(new WorkOrder(RequestKind.Acknowledge), TimetableBell.Name, leaving.Token);
        await leaving.CancelAsync();
        Assert.That(async () => await waits, Throws.InstanceOf<OperationCanceledException>());
        await (desk.Live?.Ended ?? Task.CompletedTask);
        using var database = service.Open();
        Assert.That(new ServiceRequests(database).Newest().Select(r => r.Kind), Is.EqualTo(new[] { RequestKind.Import }));
    }
}
