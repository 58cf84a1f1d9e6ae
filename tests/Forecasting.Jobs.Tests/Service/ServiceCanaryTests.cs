using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Planted people: in the data, in headers and in bodies. None of them is in a log or an answer, but for a reason that somebody gave.</summary>
[TestFixture]
public sealed partial class ServiceCanaryTests
{
    private static readonly string[] OfData = ["Zyxa Wvutsra", "zyxa@example.org", "+49 30 12345678", "Hauptstraße 5a", "4111111111111111", "DE89370400440532013000"];

    private const string OfHeaders = "Zyxb-zyxb@example.org";
    private const string OfBodies = "Zyxc zyxc@example.org";
    private const string OfReasons = "Zyxd said so";

    private readonly List<string> answers = [];
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task PlantThemAndAskEverywhere()
    {
        service = await TestService.Start();
        var sales = await File.ReadAllLinesAsync(Path.Combine(service.Data, "sales.csv"));
        await File.WriteAllLinesAsync(Path.Combine(service.Data, "sales.csv"), sales.Select((line, i) =>
            line + (i == 0 ? ",customer_name,email,phone,remark" : $",{OfData[0]},{OfData[1]},{OfData[2]},{OfData[3 + i % 3]}")));
        var items = await File.ReadAllLinesAsync(Path.Combine(service.Data, "items.csv"));
        await File.WriteAllLinesAsync(Path.Combine(service.Data, "items.csv"), items.Select((line, i) => i == 1 ? line.Replace("Product 0", $"Nut for {OfData[1]}", StringComparison.Ordinal) : line));
        using var olga = service.Caller("operator", "olga");
        using (var bad = await olga.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), TestService.Json($$"""{ "asOf": "{{OfBodies}}" }""")))
            answers.Add(await bad.Content.ReadAsStringAsync());
        using (var unknown = await olga.PostAsync(new Uri("/api/v1/previews", UriKind.Relative), TestService.Json($$"""{ "{{OfBodies}}": ["{{OfBodies}}"] }""")))
            answers.Add(await unknown.Content.ReadAsStringAsync());
        var taken = (DeskAnswer.Taken)service.Services.GetRequiredService<RunDesk>().Ask(new WorkOrder(RequestKind.Run, SmallCompany.AsOf), "olga");
        await (taken.Work?.Ended ?? Task.CompletedTask);
        using var database = service.Open();
        var run = new ServiceRequests(database).Find(taken.RequestId)!;
        Assert.That(run.State, Is.EqualTo(RequestState.Done), run.Outcome);
        using (var refused = await olga.PostAsync(new Uri($"/api/v1/runs/{run.RunId}/cancel", UriKind.Relative), TestService.Json($$"""{ "why": "{{OfReasons}}" }""")))
            answers.Add(await refused.Content.ReadAsStringAsync());
        foreach (var path in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!).Distinct())
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/" + PartPattern().Replace(
                path.TrimStart('/').Replace("{runId}", run.RunId, StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal), run.Id) + "?sku=A-7");
            foreach (var header in new[] { "User-Agent", "Referer", "X-Forwarded-For", "Cookie", "Prefer", "Idempotency-Key", "From", "X-Api-Key2", "traceparent", "X-Request-Id" })
                message.Headers.TryAddWithoutValidation(header, OfHeaders);
            using var answer = await olga.SendAsync(message);
            answers.Add($"{path}: {(int)answer.StatusCode} {answer.Headers} {await answer.Content.ReadAsStringAsync()}");
        }

        using var forged = service.Anonymous();
        forged.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OfHeaders);
        answers.Add(await (await forged.GetAsync(new Uri("/api/v1/runs", UriKind.Relative))).Content.ReadAsStringAsync());
        using var keyed = service.Anonymous();
        keyed.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", OfHeaders);
        answers.Add(await (await keyed.GetAsync(new Uri("/api/v1/runs", UriKind.Relative))).Content.ReadAsStringAsync());
    }

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public void Answers_OfEveryAddress_HoldNoneOfThem()
    {
        Assert.That(answers.Count(a => a.Contains(": 200 ", StringComparison.Ordinal)), Is.GreaterThan(15), "they were answered");
        Assert.That(answers, Has.Some.Contains("Nut for ***"), "what stands beside them is there");
        foreach (var canary in (string[])[.. OfData, OfHeaders, OfBodies, "zyxb@", "zyxc@", OfReasons])
            Assert.That(answers.Where(a => a.Contains(canary, StringComparison.OrdinalIgnoreCase)), Is.Empty, canary);
    }

    [Test]
    public void Logs_OfAllOfIt_HoldNoneOfThem()
    {
        var logs = service.Logs.ToString();
        Assert.That(logs, Does.Contain("run began, asked for by olga"));
        foreach (var canary in (string[])[.. OfData, OfHeaders, OfBodies, "zyxb@", "zyxc@", OfReasons])
            Assert.That(logs, Does.Not.Contain(canary).IgnoreCase, canary);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PartPattern();
}
