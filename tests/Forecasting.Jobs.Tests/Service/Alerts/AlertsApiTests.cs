using System.Net;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>Whoever sets alerts up sees whether they arrive: by the API, and on the page.</summary>
[TestFixture]
public sealed class AlertsApiTests
{
    [Test]
    public async Task Test_MailThatIsSetUp_ArrivesAndIsOnRecord()
    {
        using var mail = new TinyMailServer();
        await using var service = await TestService.Start(isDevelopment: true, sections: $$"""
            , "alerts": { "mail": { "host": "127.0.0.1", "port": {{mail.Port}}, "tls": false, "from": "forecasting@example.net", "to": ["planning@example.net"] } },
              "deadlines": { "run": "0 30 5 ? * MON" }
            """);
        using var caller = service.Anonymous();
        var page = await caller.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.That(page, Does.Contain("Send a test message").And.Contain("<h2 id=\"deadlines\">").And.Contain("None yet."));
        using var sent = await caller.PostAsync(new Uri("/api/v1/alerts/test", UriKind.Relative), null);
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.OK), await sent.Content.ReadAsStringAsync());
        var ways = (await TestService.Read(sent)).EnumerateArray().Select(w => (w.GetProperty("channel").GetString(), w.GetProperty("state").GetString()));
        Assert.That(ways, Is.EqualTo(new[] { ("mail", "sent") }));
        Assert.That(mail.Mails.Single(), Does.Contain("Subject: Forecasting: a test message"));
        var list = await TestService.Read(await caller.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative)));
        Assert.That(list[0].GetProperty("title").GetString(), Is.EqualTo("Forecasting: a test message"));
        var deadlines = await TestService.Read(await caller.GetAsync(new Uri("/api/v1/deadlines", UriKind.Relative)));
        Assert.That(deadlines[0].GetProperty("state").GetString(), Is.EqualTo("onTime").Or.EqualTo("atRisk"));
        Assert.That(await caller.GetStringAsync(new Uri("/metrics", UriKind.Relative)), Does.Contain("forecasting_deadline_lead_seconds"));
        using (var database = service.Open())
            Assert.That(new AuditLog(database).Read().Select(e => e.Act.Detail), Does.Contain("a test of alerts"));

        for (var i = 1; i < 10; i++)
            (await caller.PostAsync(new Uri("/api/v1/alerts/test", UriKind.Relative), null)).Dispose();
        using var eleventh = await caller.PostAsync(new Uri("/api/v1/alerts/test", UriKind.Relative), null);
        Assert.That((eleventh.StatusCode, mail.Mails.Length), Is.EqualTo((HttpStatusCode.TooManyRequests, 10)));
    }

    [Test]
    public async Task Test_NobodyIsToBeTold_SaysSo()
    {
        await using var service = await TestService.Start();
        using var caller = service.Caller("operator");
        using var answer = await caller.PostAsync(new Uri("/api/v1/alerts/test", UriKind.Relative), null);
        Assert.That((answer.StatusCode, (await TestService.Read(answer)).GetProperty("detail").GetString()), Is.EqualTo((HttpStatusCode.Conflict, "Nobody is to be told of alarms.")));
        Assert.That(await caller.GetStringAsync(new Uri("/", UriKind.Relative)), Does.Not.Contain("Send a test message"));
    }
}
