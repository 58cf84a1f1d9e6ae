using System.Net;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>A plan that waits for a second person, by the API: who asked for it cannot let it out, somebody else can, and then it goes out.</summary>
[TestFixture]
public sealed class HeldRunTests
{
    [Test]
    public async Task Approve_HeldRun_IsForAnotherPersonAndThenItGoesOut()
    {
        await using var service = await TestService.Start();
        var stock = await File.ReadAllLinesAsync(Path.Combine(service.Data, "stock.csv"));
        await File.WriteAllLinesAsync(Path.Combine(service.Data, "stock.csv"), stock.Select((line, i) => line + (i == 0 ? ",backordered" : i == 1 ? ",100000" : ",0")));
        var desk = service.Services.GetRequiredService<RunDesk>();
        using var olga = service.Caller("operator", "Olga");
        using var started = await olga.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), TestService.Json("""{ "asOf": "2026-03-02" }"""));
        Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await (desk.Live?.Ended ?? Task.CompletedTask);
        LedgerRun run;
        using (var database = service.Open())
        {
            Assert.That(new ServiceRequests(database).Newest().Single().State, Is.EqualTo(RequestState.Held));
            run = new RunLedger(database).Runs().Single();
        }

        var alarms = await TestService.Read(await olga.GetAsync(new Uri("/api/v1/alarms", UriKind.Relative)));
        Assert.That(alarms.EnumerateArray().Select(a => (a.GetProperty("kind").GetString(), a.GetProperty("subject").GetString())), Does.Contain(("held", run.RunId)));

        var approve = new Uri($"/api/v1/runs/{run.RunId}/approve", UriKind.Relative);
        using var same = service.Caller("approver", "olga");
        using var refused = await same.PostAsync(approve, TestService.Json("""{ "why": "looks right" }"""));
        Assert.That((refused.StatusCode, (await TestService.Read(refused)).GetProperty("detail").GetString()),
            Is.EqualTo((HttpStatusCode.Conflict, $"olga asked for run {run.RunId}: somebody else must decide.")));
        using var anna = service.Caller("approver", "Anna");
        using var without = await anna.PostAsync(approve, TestService.Json("{}"));
        Assert.That(without.StatusCode, Is.EqualTo(HttpStatusCode.Conflict), "a decision needs a reason");
        using var approved = await anna.PostAsync(approve, TestService.Json("""{ "why": "a real order" }"""));
        Assert.That(approved.StatusCode, Is.EqualTo(HttpStatusCode.OK), await approved.Content.ReadAsStringAsync());
        await (desk.Live?.Ended ?? Task.CompletedTask);
        Assert.That(PublishedRun.Only(service.Options.Out).ManifestFaults(), Is.Empty);
        using var after = service.Open();
        Assert.That(new RunLedger(after).Runs().Select(r => (r.RunId, r.State, r.TriggeredBy)), Is.EqualTo(new[] { (run.RunId, RunState.Published, "Olga") }));
        Assert.That(new AuditLog(after).Verify(), Is.Null);
    }
}
