using System.Net;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>A live run that is called off in each of its stages: nothing goes out, and the next run is what an undisturbed one is, byte for byte.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class CancelledRunTests
{
    private readonly List<(string Stage, string Step)> steps = [];
    private IReadOnlyDictionary<string, string> undisturbed = null!;

    [OneTimeSetUp]
    public async Task RunUndisturbed()
    {
        await using var service = await TestService.Start();
        var desk = service.Services.GetRequiredService<RunDesk>();
        await Run(service, step => steps.Add((desk.Live!.Progress().Stage, step)));
        undisturbed = PublishedRun.Only(service.Options.Out).Hashes();
        Assert.That(steps.Select(s => s.Stage).Distinct(), Is.EqualTo(new[] { "read", "check", "plan", "publish" }));
    }

    [TestCase("read")]
    [TestCase("check")]
    [TestCase("plan")]
    [TestCase("publish")]
    public async Task Request_CalledOffInAStage_PublishesNothingAndTheNextRunIsWhole(string stage)
    {
        await using var service = await TestService.Start();
        using var caller = service.Caller("operator", "olga");
        var desk = service.Services.GetRequiredService<RunDesk>();
        Task<HttpResponseMessage>? answer = null;
        var ended = await Run(service, Once(steps.FindIndex(s => s.Stage == stage), () =>
        {
            // Not until it is answered: the log in which it is put on record may be in the hands of the very commit that waits here.
            var live = desk.Live!;
            answer = caller.PostAsync(new Uri($"/api/v1/requests/{live.Request.Id}/cancel", UriKind.Relative), null);
            live.Stop.WaitHandle.WaitOne();
        }));
        Assert.That((await answer!).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(ended.State, Is.EqualTo(RequestState.Cancelled), ended.Outcome);
        Assert.That(PublishedRun.All(service.Options.Out).Where(r => r.Names.Contains(".done")), Is.Empty);
        using (var database = service.Open())
            Assert.That(new RunLedger(database).PublishedLines(), Is.Empty);
        var alarms = await TestService.Read(await caller.GetAsync(new Uri("/api/v1/alarms", UriKind.Relative)));
        Assert.That(alarms.GetArrayLength(), Is.Zero, alarms.ToString());
        await AssertNextIsUndisturbed(service);
    }

    [Test]
    public async Task Run_CalledOffByItsId_IsCancelledInTheLedgerAndCanBeMadeAgain()
    {
        await using var service = await TestService.Start();
        using var caller = service.Caller("operator", "olga");
        var desk = service.Services.GetRequiredService<RunDesk>();
        var ended = await Run(service, Once(First("check"), () =>
            Assert.That(Post(caller, $"/api/v1/runs/{desk.Live!.RunId}/cancel", """{ "why": "the stock is wrong" }""").StatusCode, Is.EqualTo(HttpStatusCode.OK))));
        Assert.That(ended.State, Is.EqualTo(RequestState.Cancelled), ended.Outcome);
        using (var database = service.Open())
        {
            Assert.That(new RunLedger(database).Runs().Select(r => (r.State, r.Outcome)), Is.EqualTo(new[] { (RunState.Cancelled, "cancelled by olga: the stock is wrong") }));
            Assert.That(new AuditLog(database).Verify(), Is.Null);
        }

        await AssertNextIsUndisturbed(service);
    }

    [Test]
    public async Task Run_CalledOffByItsIdWhileItGoesOut_GoesOutWhole()
    {
        await using var service = await TestService.Start();
        using var caller = service.Caller("operator", "olga");
        var desk = service.Services.GetRequiredService<RunDesk>();
        var ended = await Run(service, Once(First("publish"), () =>
            Assert.That(Post(caller, $"/api/v1/runs/{desk.Live!.RunId}/cancel", "{}").StatusCode, Is.EqualTo(HttpStatusCode.Conflict))));
        Assert.That(ended.State, Is.EqualTo(RequestState.Done), ended.Outcome);
        Assert.That(PublishedRun.Only(service.Options.Out).Hashes(), Is.EqualTo(undisturbed));
    }

    // A commit has rows in its hands that whoever calls the run off wants to write.
    private int First(string stage) => steps.FindIndex(s => s.Stage == stage && s.Step != "commit");

    private static Action<string> Once(int index, Action act)
    {
        var count = 0;
        return _ =>
        {
            if (count++ == index)
                act();
        };
    }

    private static HttpResponseMessage Post(HttpClient caller, string path, string body) =>
        caller.PostAsync(new Uri(path, UriKind.Relative), TestService.Json(body)).GetAwaiter().GetResult();

    private async Task AssertNextIsUndisturbed(TestService service)
    {
        var next = await Run(service, null);
        Assert.That(next.State, Is.EqualTo(RequestState.Done), next.Outcome);
        Assert.That(PublishedRun.Only(service.Options.Out).ManifestFaults(), Is.Empty);
        Assert.That(PublishedRun.Only(service.Options.Out).Hashes(), Is.EqualTo(undisturbed));
    }

    private static async Task<ServiceRequest> Run(TestService service, Action<string>? before)
    {
        service.Services.GetRequiredService<WorkBench>().Before = before;
        var taken = (DeskAnswer.Taken)service.Services.GetRequiredService<RunDesk>().Ask(new WorkOrder(RequestKind.Run, SmallCompany.AsOf), "olga");
        await (taken.Work?.Ended ?? Task.CompletedTask);
        using var database = service.Open();
        return new ServiceRequests(database).Find(taken.RequestId)!;
    }
}
