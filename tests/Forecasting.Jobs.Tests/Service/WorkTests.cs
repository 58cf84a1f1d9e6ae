using System.Net;
using System.Text.Json;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Runs that are asked for by the API: one at a time, the same one for all who ask for the same, and on record.</summary>
[TestFixture]
public sealed class WorkTests
{
    private const string Morning = """{ "asOf": "2026-03-02" }""";

    private TestService service = null!;
    private (HttpStatusCode Status, JsonElement Body, string? Type)[] triggers = [];

    /// <summary>A hundred people want the first run at once.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        service = await TestService.Start();
        using var caller = service.Caller("operator", "olga");
        triggers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Post(caller, "/api/v1/runs", Morning, wait: true)));
        await Ended(caller, triggers[0].Body.GetProperty("requestId").GetString()!);
    }

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public void Runs_HundredTriggersAtOnce_AreOneRunAndAllAreToldItsId()
    {
        Assert.That(triggers.Select(a => a.Status).Distinct(), Is.EqualTo(new[] { HttpStatusCode.Accepted }));
        var run = triggers.Select(a => a.Body.GetProperty("runId").GetString()).Distinct().Single();
        Assert.That(triggers.Select(a => a.Body.GetProperty("requestId").GetString()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(run, Is.Not.Empty);
        using var database = service.Open();
        Assert.That(new RunLedger(database).Runs().Select(r => (r.RunId, r.State, r.TriggeredBy)), Is.EqualTo(new[] { (run, RunState.Published, "olga") }));
        Assert.That(new AuditLog(database).Read().Count(e => e.Act is { Act: AuditActs.Trigger, Detail: "begun" }), Is.EqualTo(1));
        Assert.That(PublishedRun.All(service.Options.Out), Has.Count.EqualTo(1));
        Assert.That(service.Logs.ToString(), Does.Contain($"\"run\":\"{run}\""), "the log names the run");
    }

    [Test]
    public void Runs_ThatPublished_LeaveHowLongTheirStagesTook()
    {
        using var database = service.Open();
        var stages = new WorkTimes(database).Newest(20);
        Assert.That(stages.Single().Select(s => s.Stage), Is.EqualTo(new[] { "read", "check", "plan", "publish" }), "and what was published already leaves nothing");
        Assert.That(stages.Single().Select(s => s.Seconds), Has.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public async Task Runs_SameInputAgain_PublishNothingNew()
    {
        using var caller = service.Caller("operator", "olga");
        var again = await Post(caller, "/api/v1/runs", Morning);
        var ended = await Ended(caller, again.Body.GetProperty("requestId").GetString()!);
        Assert.That(ended.GetProperty("outcome").GetString(), Does.Contain("already published: nothing new"));
    }

    [Test]
    public async Task Runs_SameIdempotencyKey_HaveTheSameAnswerAndAnotherBodyIsRefused()
    {
        using var caller = service.Caller("operator", "olga");
        var first = await Post(caller, "/api/v1/runs", Morning, key: "monday");
        var request = first.Body.GetProperty("requestId").GetString()!;
        await Ended(caller, request);
        var second = await Post(caller, "/api/v1/runs", Morning, key: "monday");
        Assert.That((second.Status, second.Body.GetProperty("requestId").GetString()), Is.EqualTo((HttpStatusCode.Accepted, request)));
        var other = await Post(caller, "/api/v1/runs", """{ "asOf": "2026-03-03" }""", key: "monday");
        Assert.That((other.Status, other.Type), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "urn:forecasting:problem:key-reused")));
        using var stranger = service.Caller("operator", "otto");
        var theirs = await Post(stranger, "/api/v1/runs", Morning, key: "monday");
        Assert.That(theirs.Body.GetProperty("requestId").GetString(), Is.Not.EqualTo(request), "a key belongs to its caller");
        await Ended(stranger, theirs.Body.GetProperty("requestId").GetString()!);
    }

    [Test]
    public async Task Previews_OfAPart_ShowItsLinesAndSendNothing()
    {
        using var caller = service.Caller("planner");
        var whole = await Ended(caller, (await Post(caller, "/api/v1/previews", """{ "asOf": "2026-03-02", "skus": ["B-1", "NONE"], "grades": ["A", "B", "C", "D"] }""")).Body.GetProperty("requestId").GetString()!);
        Assert.That(whole.GetProperty("state").GetString(), Is.EqualTo("done"), whole.ToString());
        using var answer = await caller.GetAsync(new Uri($"/api/v1/previews/{whole.GetProperty("id").GetString()}", UriKind.Relative));
        var preview = await TestService.Read(answer);
        Assert.That(preview.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("sku").GetString()), Has.All.EqualTo("B-1"));
        Assert.That(preview.GetProperty("withoutLines").EnumerateArray().Select(c => c.GetString()), Does.Contain("NONE"));
        using var database = service.Open();
        Assert.That(new RunLedger(database).Runs(), Has.Count.EqualTo(1), "the ledger hears nothing of it");
    }

    [Test]
    public async Task Views_AfterARun_TellWhatThereIs()
    {
        using var caller = service.Caller("viewer");
        var runs = await Get(caller, "/api/v1/runs?last=1");
        Assert.That(runs[0].GetProperty("state").GetString(), Is.EqualTo("published"));
        var one = await Get(caller, $"/api/v1/runs/{runs[0].GetProperty("runId").GetString()}");
        Assert.That(one.GetProperty("record").GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("stage").GetString()), Does.Contain("plan"));
        var decisions = await Get(caller, "/api/v1/decisions?top=2");
        Assert.That(decisions.GetProperty("orders").GetArrayLength(), Is.EqualTo(2));
        var feeds = await Get(caller, "/api/v1/feeds");
        Assert.That(feeds.EnumerateArray().Single(f => f.GetProperty("feed").GetString() == "sales").GetProperty("until").GetString(), Is.EqualTo("2026-03-01"));
        Assert.That(feeds.EnumerateArray().Select(f => (f.GetProperty("feed").GetString(), f.GetProperty("freshness").GetString())), Is.EqualTo(new[]
        {
            ("items", "none"), ("open_orders", "none"), ("sales", "blocks"), ("stock", "late"), ("suppliers", "none"),
        }), "the last sales are of March: a plan of today would miss what came since");
        Assert.That(feeds.EnumerateArray().Select(f => f.GetProperty("files")[0].GetProperty("rowsLoaded").GetInt64()), Has.All.Positive);
        Assert.That((await Get(caller, "/api/v1/alarms")).EnumerateArray().Select(a => a.GetProperty("kind").GetString()), Has.None.EqualTo("held").And.None.EqualTo("failed"));
        var forecast = await Get(caller, "/api/v1/forecasts?sku=00123&location=NORTH");
        Assert.That(forecast.GetProperty("forecast")[0].GetProperty("quantiles").GetArrayLength(), Is.EqualTo(forecast.GetProperty("levels").GetArrayLength()).And.GreaterThan(2));
        using var chart = await caller.GetAsync(new Uri("/api/v1/forecasts/chart.svg?sku=00123&location=NORTH", UriKind.Relative));
        Assert.That(await chart.Content.ReadAsStringAsync(), Does.StartWith("<svg ").And.Contain("Demand of 00123 at NORTH"));
        Assert.That((await Get(caller, "/api/v1/openapi.json")).GetProperty("paths").EnumerateObject().Count(), Is.GreaterThan(15));
    }

    [TestCase("/api/v1/runs", "operator", "E")]
    [TestCase("/api/v1/previews", "planner", "A,B")]
    [TestCase("/api/v1/previews", "planner", "1")]
    public async Task Post_OfNoGrade_IsAProblemThatNamesThem(string path, string role, string grade)
    {
        using var caller = service.Caller(role);
        var answer = await Post(caller, path, $$"""{ "grades": ["A", "{{grade}}"] }""");
        Assert.That((answer.Status, answer.Body.GetProperty("detail").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "A grade is none of A, B, C and D, or one is named more than once.")));
    }

    [TestCase("/api/v1/forecasts?sku=NO-SUCH", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/forecasts", HttpStatusCode.BadRequest)]
    [TestCase("/api/v1/forecasts?sku=%1b%5b31m", HttpStatusCode.BadRequest)]
    [TestCase("/api/v1/runs/no-such-run", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/requests/none", HttpStatusCode.NotFound)]
    [TestCase("/api/v1/runs?last=0", HttpStatusCode.BadRequest)]
    [TestCase("/api/v1/runs?last=many", HttpStatusCode.BadRequest)]
    [TestCase("/api/v1/decisions?top=1000", HttpStatusCode.BadRequest)]
    [TestCase("/nothing/here", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsNotThere_IsAProblemWithWhatToDo(string path, HttpStatusCode status)
    {
        using var caller = service.Caller("viewer");
        using var answer = await caller.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        var problem = await TestService.Read(answer);
        foreach (var name in new[] { "type", "title", "detail", "action", "id", "instance" })
            Assert.That(problem.GetProperty(name).GetString(), Is.Not.Empty, name);
        Assert.That(problem.ToString(), Does.Not.Contain("   at ").And.Not.Contain("Exception"));
    }

    [TestCase("{", HttpStatusCode.BadRequest)]
    [TestCase("""{ "asOf": "yesterday" }""", HttpStatusCode.BadRequest)]
    [TestCase("""{ "asOf": 20260302 }""", HttpStatusCode.BadRequest)]
    [TestCase("""{ "unknown": true }""", HttpStatusCode.BadRequest)]
    [TestCase("[]", HttpStatusCode.BadRequest)]
    [TestCase("", HttpStatusCode.BadRequest)]
    public async Task Post_BodyThatIsNone_IsAProblem(string body, HttpStatusCode status)
    {
        using var caller = service.Caller("operator");
        Assert.That((await Post(caller, "/api/v1/runs", body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Post_BodyTooLargeOrOfAnotherKind_IsAProblem()
    {
        using var caller = service.Caller("planner");
        var large = await Post(caller, "/api/v1/previews", $$"""{ "skus": ["{{new string('x', 70_000)}}"] }""");
        Assert.That((large.Status, large.Type), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "urn:forecasting:problem:too-large")));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("asOf", "2026-03-02")]);
        using var answer = await caller.PostAsync(new Uri("/api/v1/previews", UriKind.Relative), form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task Answers_All_TellBrowsersToTrustNothingElse()
    {
        using var nobody = service.Anonymous();
        using var answer = await nobody.GetAsync(new Uri("/api/v1/runs", UriKind.Relative));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Headers.Contains("Server"), Is.False);
        using var operate = service.Caller("operator");
        operate.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.That((await Post(operate, "/api/v1/runs", Morning)).Type, Is.EqualTo("urn:forecasting:problem:other-site"));
    }

    private static async Task<JsonElement> Get(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
        return await TestService.Read(answer);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body, string? Type)> Post(
        HttpClient caller, string path, string body, string? key = null, bool wait = false)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = TestService.Json(body) };
        if (key is not null)
            message.Headers.Add("Idempotency-Key", key);
        if (wait)
            message.Headers.Add("Prefer", "wait=60");
        using var answer = await caller.SendAsync(message);
        var read = await TestService.Read(answer);
        return (answer.StatusCode, read, read.TryGetProperty("type", out var type) ? type.GetString() : null);
    }

    /// <summary>Asks until a request has ended.</summary>
    private static async Task<JsonElement> Ended(HttpClient caller, string request)
    {
        while (true)
        {
            var now = await Get(caller, $"/api/v1/requests/{request}");
            if (now.GetProperty("state").GetString() != "working")
                return now;
            await Task.Delay(50);
        }
    }
}
