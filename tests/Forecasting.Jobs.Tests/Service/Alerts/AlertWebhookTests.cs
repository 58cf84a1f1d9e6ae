using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Views;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>What the other side of a webhook gets, and how it tells that it came from here.</summary>
[TestFixture]
public sealed class AlertWebhookTests
{
    private const string Secret = "a secret of both sides";

    private static readonly DateTimeOffset At = new(2026, 3, 2, 5, 31, 0, TimeSpan.Zero);

    private static readonly AlertMessage Message = new(
        1, 17, AlertKind.Alarms, At, null, [new AlertLine(true, AlarmKind.AtRisk, "run", At, "The run will miss it.", "Mend it.")], 3);

    private OutsideAddress outside = null!;
    private HttpClient client = null!;

    [SetUp]
    public async Task Start()
    {
        outside = await OutsideAddress.Start();
        client = AlertWiring.Client(TimeSpan.FromSeconds(30));
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await outside.DisposeAsync();
    }

    [Test]
    public async Task Send_Message_HasTheDocumentedFormAndSignature()
    {
        await Webhook().Send(Message, CancellationToken.None);
        var call = outside.Calls.Single();
        Assert.That((call.Method, call.Headers["Content-Type"]), Is.EqualTo(("POST", "application/json; charset=utf-8")));
        Assert.That(Verifies(call, call.Body, At), Is.True);
        using var json = JsonDocument.Parse(call.Body);
        Assert.That(json.RootElement.GetRawText(), Is.EqualTo(
            """{"version":1,"number":17,"kind":"alarms","at":"2026-03-02T05:31:00+00:00","page":null,"alarms":[{"isNew":true,"kind":"atRisk","subject":"run","since":"2026-03-02T05:31:00+00:00","text":"The run will miss it.","action":"Mend it."}],"more":3}"""));
    }

    [Test]
    public async Task Send_CallThatSomebodyChanged_DoesNotVerify()
    {
        await Webhook().Send(Message, CancellationToken.None);
        var call = outside.Calls.Single();
        var changed = call.Body.ToArray();
        changed[^3] = (byte)'0';
        Assert.That(Verifies(call, changed, At), Is.False, "another body");
        var later = new Dictionary<string, string>(call.Headers) { ["X-Forecasting-Timestamp"] = At.AddMinutes(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        Assert.That(Verifies(call with { Headers = later }, call.Body, At), Is.False, "another time");
        Assert.That(Verifies(call, call.Body, At.AddMinutes(6)), Is.False, "sent again later");
        Assert.That(Verifies(call, call.Body, At, "another secret of both"), Is.False, "another secret");
    }

    [TestCase(302, "The webhook answered 302, a redirection, which is not followed.", false)]
    [TestCase(404, "The webhook answered 404.", false)]
    [TestCase(503, "The webhook answered 503.", true)]
    public async Task Send_AnswerThatIsNone_IsTold(int answer, string told, bool isTransient)
    {
        outside.Answer = answer;
        var fault = await Assert.ThrowsAsync<AlertFault>(() => Webhook().Send(Message, CancellationToken.None));
        Assert.That((fault!.Message, fault.IsTransient, outside.Calls.Select(c => c.Path)), Is.EqualTo((told, isTransient, new[] { "/hook" })));
    }

    [TestCase(null)]
    [TestCase("too short")]
    public async Task Send_WithoutASecret_SendsNothing(string? secret)
    {
        var fault = await Assert.ThrowsAsync<AlertFault>(() => Webhook(secret).Send(Message, CancellationToken.None));
        Assert.That((fault!.Message, outside.Calls.Count), Is.EqualTo(
            ("FORECASTING_WEBHOOK_SECRET is not set, or shorter than 16 characters: whoever gets the message could not tell whose it is.", 0)));
    }

    [Test]
    public async Task Send_NobodyThere_IsTriedAgain()
    {
        var webhook = Webhook();
        await outside.DisposeAsync();
        Assert.That((await Assert.ThrowsAsync<AlertFault>(() => webhook.Send(Message, CancellationToken.None)))!.IsTransient, Is.True);
    }

    // As docs/operations.md says it.
    private static bool Verifies(OutsideCall call, byte[] body, DateTimeOffset now, string secret = Secret)
    {
        var timestamp = call.Headers["X-Forecasting-Timestamp"];
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) > 300)
            return false;
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        hmac.TransformBlock(Encoding.UTF8.GetBytes(timestamp + "."), 0, timestamp.Length + 1, null, 0);
        hmac.TransformFinalBlock(body, 0, body.Length);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(call.Headers["X-Forecasting-Signature"]), Encoding.ASCII.GetBytes("v1=" + Convert.ToHexStringLower(hmac.Hash!)));
    }

    private AlertWebhook Webhook(string? secret = Secret) => new(new Uri(outside.Address, "/hook"), client, new AlertSecrets(_ => secret), new TestClock(At));
}
