using System.Net;
using System.Text.Json;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>A look by the service five days after a plan, what follows it, and runs once more or late.</summary>
[TestFixture]
public sealed class SignalTests
{
    private TestService service = null!;
    private string run = "";
    private JsonElement replayed;
    private (DateOnly Morning, JsonElement First, JsonElement Again, List<DateOnly> Made) backfill;
    private JsonElement before;
    private JsonElement looked;
    private JsonElement signals;

    /// <summary>Three products are planned; the run is replayed, a morning is caught up with; then one product sells tenfold, and is looked at twice.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        service = await TestService.Start();
        service.Run();
        run = Runs()[0].RunId;
        using var caller = service.Caller("operator", "olga");
        replayed = await Do(caller, $"/api/v1/runs/{run}/replay", null);

        // The morning of the cycle before: of days or of weeks, as the plan has them.
        using (var database = service.Open())
        {
            var bucket = new ServiceViews(database).NewestBucket()!.Value;
            backfill.Morning = bucket.Add(bucket.StartOf(SmallCompany.AsOf), -1);
        }

        var days = FormattableString.Invariant($$"""{ "from": "{{backfill.Morning:yyyy-MM-dd}}", "to": "{{SmallCompany.AsOf:yyyy-MM-dd}}" }""");
        backfill.First = await Do(caller, "/api/v1/backfills", days);
        backfill.Made = [.. Runs().Where(r => r.State == RunState.Published && r.RunId != run).Select(r => r.AsOf)];
        backfill.Again = await Do(caller, "/api/v1/backfills", days);
        before = await Get(caller, "/api/v1/signals");
        SellTenfold();
        looked = await Do(caller, "/api/v1/signals", null);
        await Do(caller, "/api/v1/signals", null);
        signals = await Get(caller, "/api/v1/signals");
    }

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Replays_OfAPublishedRun_TellThatItIsIdentical()
    {
        Assert.That(replayed.GetProperty("state").GetString(), Is.EqualTo("done"), replayed.ToString());
        Assert.That(replayed.GetProperty("outcome").GetString(), Does.StartWith($"Run {run} is identical: its "));
        using var caller = service.Caller("operator");
        using var unknown = await caller.PostAsync(new Uri("/api/v1/runs/none/replay", UriKind.Relative), null);
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void Backfills_OfMissedMornings_MakeTheirRunsAndOnlyThose()
    {
        Assert.That(backfill.First.GetProperty("state").GetString(), Is.EqualTo("done"), backfill.First.ToString());
        Assert.That(backfill.Made, Is.EqualTo(new[] { backfill.Morning }));
        Assert.That(backfill.Again.GetProperty("outcome").GetString(), Is.EqualTo("No morning of these days was missed: each has a published run."));
    }

    [TestCase("{}")]
    [TestCase("""{ "from": "2026-03-02", "to": "2026-03-01" }""")]
    [TestCase("""{ "from": "2020-03-02", "to": "2026-03-01" }""")]
    public async Task Backfills_OfNoDaysOrTooMany_AreRefused(string body)
    {
        using var caller = service.Caller("operator");
        using var answer = await caller.PostAsync(new Uri("/api/v1/backfills", UriKind.Relative), TestService.Json(body));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public void Signals_BeforeAnyLook_AreNone() =>
        Assert.That((before.GetProperty("look").ValueKind, before.GetProperty("signals").GetArrayLength()), Is.EqualTo((JsonValueKind.Null, 0)));

    [Test]
    public void Looks_AfterATenfoldDemand_FindItAndPreviewItOnceADay()
    {
        Assert.That(looked.GetProperty("state").GetString(), Is.EqualTo("done"), looked.ToString());
        Assert.That(signals.GetProperty("look").GetProperty("asOf").GetString(), Is.EqualTo("2026-03-07"));
        var spike = signals.GetProperty("signals").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == "spike");
        Assert.That((spike.GetProperty("subject").GetString(), spike.GetProperty("isNew").GetBoolean()), Is.EqualTo(("A-7 at NORTH", true)));
        Assert.That(spike.GetProperty("moneyAtRisk").GetDecimal(), Is.GreaterThan(0));
        using var database = service.Open();
        var previews = new ServiceRequests(database).Newest().Where(r => r.Kind == RequestKind.Preview).ToList();
        Assert.That(previews, Has.Count.EqualTo(1), "once a day");
        Assert.That((previews[0].By, previews[0].State), Is.EqualTo(("sensing", RequestState.Done)), previews[0].Outcome);
        Assert.That(previews[0].NarrowedTo, Does.Contain("A-7"));
    }

    [Test]
    public async Task Page_WithSignals_ShowsThemAndLetsAnOperatorLook()
    {
        using var viewer = service.Caller("viewer");
        using var operate = service.Caller("operator");
        var page = await viewer.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.That(page, Does.Contain("Signals since the plan").And.Contain("A-7 at NORTH").And.Not.Contain("Look now"));
        Assert.That(await operate.GetStringAsync(new Uri("/", UriKind.Relative)), Does.Contain("<button class=\"second\">Look now</button>"));
    }

    private void SellTenfold()
    {
        SmallCompany.Write(service.Data, ["00123", "A-7", "B-1"], SmallCompany.AsOf.AddDays(5));
        File.AppendAllText(Path.Combine(service.Data, "sales.csv"), string.Concat(Enumerable.Range(0, 5).Select(d =>
            FormattableString.Invariant($"{SmallCompany.AsOf.AddDays(d):yyyy-MM-dd},A-7,NORTH,90,5.50\n"))));
        SmallCompany.WriteText(service.Data, "settings.json", """{ "inventory": { "paths": 100 }, "sensing": { "reforecast": true } }""");
    }

    private IReadOnlyList<LedgerRun> Runs()
    {
        using var database = service.Open();
        return [.. new RunLedger(database).Runs()];
    }

    private static async Task<JsonElement> Do(HttpClient caller, string path, string? body)
    {
        using var answer = await caller.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : TestService.Json(body));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await answer.Content.ReadAsStringAsync());
        var request = (await TestService.Read(answer)).GetProperty("requestId").GetString();
        while (true)
        {
            var now = await Get(caller, $"/api/v1/requests/{request}");
            if (now.GetProperty("state").GetString() != "working" && (await caller.GetAsync(new Uri("/api/v1/live", UriKind.Relative))).StatusCode == HttpStatusCode.NoContent)
                return now;
            await Task.Delay(50);
        }
    }

    private static async Task<JsonElement> Get(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
        return await TestService.Read(answer);
    }
}
