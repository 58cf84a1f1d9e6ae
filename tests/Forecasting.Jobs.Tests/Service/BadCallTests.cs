using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Forecasting.Jobs.Service.Security;
using Forecasting.Storage.Service;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Every endpoint of the routing table that takes JSON, with every kind of body that is none: a problem with what to do, and nothing happens.</summary>
[TestFixture]
public sealed partial class BadCallTests
{
    private const string Canary = "Zyx Wvutsr";
    private const int Seed = 20260302;
    private const int Mutants = 400;

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await TestService.Start(settings: KeyValuePair.Create("service.requestsPerMinute", "100000"));

    [OneTimeTearDown]
    public async Task Stop()
    {
        using (var database = service.Open())
            Assert.That(new ServiceRequests(database).Newest(), Is.Empty, "nothing was taken on");
        await service.DisposeAsync();
    }

    [Test]
    public void Endpoints_ThatTakeJson_AreManyEnoughThatTheTableCanFail() => Assert.That(Endpoints().Count(), Is.EqualTo(6));

    [Test]
    public async Task Bodies_ThatAreNone_AreProblemsWithWhatToDo()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (path, role, type) in Endpoints())
            {
                using var caller = service.Caller(role);
                var field = JsonNamingPolicy.CamelCase.ConvertName(type.GetProperties()[0].Name);
                foreach (var (what, content, status, kind) in Bodies(field))
                {
                    using var answer = await Send(caller, path, content);
                    await AssertProblem(answer, (HttpStatusCode)status, kind, $"{path}, {what}");
                }
            }
        }
    }

    [Test]
    public async Task Bodies_OfFixedSeeds_AreNeverAFaultOfTheService()
    {
        var random = new Random(Seed);
        var endpoints = Endpoints().ToList();
        var callers = endpoints.Select(e => e.Role).Distinct().ToDictionary(role => role, role => service.Caller(role));
        var statuses = new List<int>();
        for (var i = 0; i < Mutants; i++)
        {
            var (path, role, _) = endpoints[i % endpoints.Count];
            var body = Encoding.UTF8.GetBytes("""{ "asOf": "2026-03-02", "skus": ["A-7", "é"], "locations": [], "why": "a real order", "x": [1.5e3, true, null, {}] }""");
            for (var change = random.Next(1, 9); change > 0; change--)
                body = Mutate(body, random);
            using var answer = await Send(callers[role], path, Json(body));
            statuses.Add((int)answer.StatusCode);
        }

        foreach (var caller in callers.Values)
            caller.Dispose();
        Assert.That(statuses, Has.All.InRange(400, 499));
    }

    [Test]
    public async Task Addresses_TooLong_AreAProblem()
    {
        using var caller = service.Caller("viewer");
        using var answer = await caller.GetAsync(new Uri("/api/v1/forecasts?sku=" + new string('x', 9000), UriKind.Relative));
        await AssertProblem(answer, HttpStatusCode.RequestUriTooLong, "address-too-long", "a long address");
    }

    [Test]
    public async Task Headers_TooLarge_AreAProblemAndFarBeyondClosed()
    {
        using var caller = service.Caller("viewer");
        using (var answer = await Ask(40_000))
            await AssertProblem(answer, HttpStatusCode.RequestHeaderFieldsTooLarge, "headers-too-large", "large headers");
        using (var answer = await Ask(70_000))
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestHeaderFieldsTooLarge));

        async Task<HttpResponseMessage> Ask(int length)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live");
            message.Headers.TryAddWithoutValidation("X-Large", new string('x', length));
            return await caller.SendAsync(message);
        }
    }

    private static IEnumerable<(string What, HttpContent Content, int Status, string Kind)> Bodies(string field)
    {
        (string What, string Body)[] texts =
        [
            ("nothing", ""), ("blank", " \n"), ("cut", "{"), ("a list", "[]"), ("null", "null"), ("a word", $"\"{Canary}\""), ("no JSON at all", Canary), ("two values", "{} {}"),
            ("a comment", "{} // "), ("an unknown field", $$"""{ "{{Canary}}": 1 }"""), ("a field twice", $$"""{ "{{field}}": null, "{{field}}": null }"""),
            ("a field of another kind", $$"""{ "{{field}}": { "{{Canary}}": 1 } }"""), ("a number", $$"""{ "{{field}}": 20260302 }"""),
            ("deep", $$"""{ "{{field}}": {{new string('[', 5000)}}{{new string(']', 5000)}} }"""), ("deep and unknown", $$"""{ "deep": {{new string('[', 5000)}} }"""),
            ("half a surrogate", $$"""{ "{{field}}": "\ud800" }"""),
        ];
        if (field == "asOf")
        {
            texts =
            [
                .. texts, ("no date", """{ "asOf": "yesterday" }"""), ("a day that is not", """{ "asOf": "2026-02-30" }"""), ("a moment", """{ "asOf": "2026-03-02T00:00:00Z" }"""),
                ("the year 0", """{ "asOf": "0000-01-01" }"""), ("another culture", """{ "asOf": "02.03.2026" }"""),
            ];
        }

        foreach (var (what, body) in texts)
            yield return (what, Json(Encoding.UTF8.GetBytes(body)), 400, "invalid");
        yield return ("no UTF-8", Json([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, "invalid");
        yield return ("too large", Json(Encoding.UTF8.GetBytes($$"""{ "{{field}}": "{{new string('x', 70_000)}}" }""")), 413, "too-large");
        yield return ("text", new StringContent("{}", Encoding.UTF8, "text/plain"), 415, "media-type");
        yield return ("a form", new FormUrlEncodedContent([KeyValuePair.Create(field, "x")]), 415, "media-type");
        yield return ("of no kind", new ByteArrayContent("{}"u8.ToArray()), 415, "media-type");
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        var at = random.Next(body.Length);
        var until = Math.Min(body.Length, at + random.Next(1, 9));
        return random.Next(4) switch
        {
            0 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
            1 => [.. body[..at], .. body[until..], (byte)'}'],
            2 => [.. body[..until], .. body[at..]],
            _ => [.. body[..at], .. "{}[]\":,\\u0\r\n-e"u8.ToArray()[random.Next(14)..], .. body[at..]],
        };
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    // With a key that is none: what can be read all the same is not begun.
    private static async Task<HttpResponseMessage> Send(HttpClient caller, string path, HttpContent content)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        message.Headers.Add("Idempotency-Key", new string('x', 101));
        return await caller.SendAsync(message);
    }

    private static async Task AssertProblem(HttpResponseMessage answer, HttpStatusCode status, string kind, string what)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(status), what);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), what);
        var problem = await TestService.Read(answer);
        Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo($"urn:forecasting:problem:{kind}"), what);
        foreach (var name in new[] { "title", "detail", "action", "id", "instance" })
            Assert.That(problem.GetProperty(name).GetString(), Is.Not.Empty, $"{what}: {name}");
        Assert.That(problem.ToString(), Does.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain("System.").And.Not.Contain(Canary), what);
    }

    private IEnumerable<(string Path, string Role, Type Type)> Endpoints() =>
        from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let body = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()
        where body?.ContentTypes.Contains("application/json") == true
        let policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).Last(p => p is not null)
        select ("/" + PartPattern().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "none"), Roles.Policies[policy][0], body.RequestType!);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PartPattern();
}
