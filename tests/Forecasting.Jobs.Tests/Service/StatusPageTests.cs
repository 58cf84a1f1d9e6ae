using System.Net;
using System.Text.RegularExpressions;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>The status page: what it shows, to whom it gives buttons, and that no other site can press them.</summary>
[TestFixture]
public sealed partial class StatusPageTests
{
    private static readonly Uri Page = new("/", UriKind.Relative);

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await TestService.Start(isDevelopment: true);
        service.Run();
    }

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Page_AfterARun_ShowsItAndIsFitForReaders()
    {
        using var caller = service.Anonymous();
        var page = await caller.GetStringAsync(new Uri("/?sku=00123&location=NORTH", UriKind.Relative));
        Assert.That(page, Does.Contain("Published").And.Contain("Top decisions").And.Contain("<td class=\"time\">2026-03-01</td>").And.Contain("Run and publish"));
        Assert.That(page, Does.Contain("<html lang=\"en\">").And.Contain("chart.svg?sku=00123&amp;location=NORTH").And.Contain("alt=\"History and forecast of 00123 at NORTH"));
        Assert.That(page, Does.Not.Contain("style=").And.Not.Contain("onclick").And.Not.Match("<script>"), "nothing inline");
        Assert.That(HeaderPattern().Count(page), Is.EqualTo(ScopedHeaderPattern().Count(page)).And.GreaterThan(20), "every header cell says of what");
        Assert.That(InputPattern().Matches(page).Select(m => m.Value), Has.All.Match("<label[^>]*>[^<]*<input|type=\"hidden\"|<label class=\"tick\" hidden>"), "every field has a label");
    }

    [TestCase("viewer", false, false)]
    [TestCase("planner", true, false)]
    [TestCase("operator", true, true)]
    [TestCase("approver", false, false)]
    public async Task Page_OfARole_HasItsButtonsOnly(string role, bool mayPreview, bool mayRun)
    {
        using var caller = service.Caller(role);
        var page = await caller.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.That((page.Contains("Preview, send nothing", StringComparison.Ordinal), page.Contains("Run and publish", StringComparison.Ordinal)), Is.EqualTo((mayPreview, mayRun)));
    }

    [Test]
    public async Task Page_OfAViewer_HoldsNothingOfTheOperatorWhoLookedBefore()
    {
        using var olga = service.Caller("operator", "olga");
        using var vera = service.Caller("viewer", "vera");
        for (var i = 0; i < 3; i++)
        {
            using var his = await olga.GetAsync(Page);
            Assert.That(await his.Content.ReadAsStringAsync(), Does.Match(TokenPattern()).And.Contain("<p>olga</p>"));
            using var hers = await vera.GetAsync(Page);
            Assert.That(await hers.Content.ReadAsStringAsync(), Does.Not.Contain("method=\"post\"").And.Not.Contain("type=\"hidden\"").And.Not.Contain("olga</p>").And.Contain("<p>vera</p>"));
            Assert.That((hers.Headers.Contains("Set-Cookie"), hers.Headers.CacheControl?.NoStore, hers.Headers.Contains("X-Frame-Options")), Is.EqualTo((false, true, true)));
        }
    }

    [Test]
    public async Task Page_ChangedWhileItIsLookedAt_ShowsIt()
    {
        const string Stranger = "203.0.113.7";
        using var caller = service.Caller("viewer");
        Assert.That(await caller.GetStringAsync(Page), Does.Not.Contain(Stranger));
        using (var database = service.Open())
            new AuditLog(database).Append(new AuditAct(DateTimeOffset.UtcNow, "unknown", AuditActs.RefusedAccess, Stranger, "tests"));
        var page = "";
        for (var i = 0; i < 400 && !page.Contains(Stranger, StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
            page = await caller.GetStringAsync(Page);
        }

        Assert.That(page, Does.Contain(Stranger), "nobody told the page of it");
    }

    [Test]
    public async Task Form_WithoutItsToken_DoesNothing()
    {
        using var caller = service.Anonymous();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("asOf", "2026-03-02")]);
        using var answer = await caller.PostAsync(new Uri("/page/run", UriKind.Relative), form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Form_WithItsToken_IsTakenAndAnswersWithThePage()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var caller = new HttpClient(handler) { BaseAddress = service.Address };
        var page = await caller.GetStringAsync(new Uri("/", UriKind.Relative));
        var token = TokenPattern().Match(page);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(token.Groups["name"].Value, token.Groups["value"].Value), KeyValuePair.Create("asOf", "2026-03-02")]);
        using var answer = await caller.PostAsync(new Uri("/page/run", UriKind.Relative), form);
        Assert.That((answer.StatusCode, answer.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, "/?said=run")), await answer.Content.ReadAsStringAsync());
        Assert.That(await caller.GetStringAsync(new Uri("/?said=run", UriKind.Relative)), Does.Contain("The run was taken on."));
        await (service.Services.GetRequiredService<RunDesk>().Live?.Ended ?? Task.CompletedTask);
    }

    [Test]
    public async Task Page_HostileText_StaysText()
    {
        using var caller = service.Anonymous();
        var page = await caller.GetStringAsync(new Uri("/?sku=%3Cscript%3Ealert(1)%3C/script%3E&said=%3Cb%3E", UriKind.Relative));
        Assert.That(page, Does.Not.Contain("<script>alert").And.Not.Contain("<b>\""));
    }

    [Test]
    public async Task Development_CalledByAnotherName_IsRefused()
    {
        using var caller = service.Anonymous();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/");
        message.Headers.Host = "evil.example";
        Assert.That((await caller.SendAsync(message)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a name that leads to this machine is no proof of anything");
    }

    [Test]
    public async Task Metrics_AfterWork_CountIt()
    {
        using var caller = service.Caller("viewer");
        Assert.That(await caller.GetStringAsync(new Uri("/metrics", UriKind.Relative)), Does.Contain("http_server_request_duration"));
        Assert.That(await caller.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), Is.EqualTo("Healthy"));
    }

    [GeneratedRegex("<th[ >]")]
    private static partial Regex HeaderPattern();

    [GeneratedRegex("<th scope=\"(col|row)\"")]
    private static partial Regex ScopedHeaderPattern();

    [GeneratedRegex("(<label[^>]*>[^<]*)?<input[^>]*>")]
    private static partial Regex InputPattern();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex TokenPattern();
}
