using System.Text;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Settings;
using MimeKit;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>Mail as it arrives.</summary>
[TestFixture]
public sealed class AlertMailTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 5, 31, 0, TimeSpan.Zero);

    private static readonly AlertMessage Message = new(
        1, 17, AlertKind.Alarms, At, "https://forecasting.example.net/",
        [new AlertLine(true, AlarmKind.Missed, "run\r\nBcc: all@example.net", At, "Größe fehlt → nichts da\r\n.\r\nBcc: all@example.net", "Mend it.")], 0);

    private TinyMailServer server = null!;

    [SetUp]
    public void Start() => server = new TinyMailServer();

    [TearDown]
    public void Stop() => server.Dispose();

    [Test]
    public async Task Send_Message_ArrivesAsPlainTextForAllAndWithoutAHeaderFromOutside()
    {
        await Mail(user: "service", password: "correct horse").Send(Message, CancellationToken.None);
        Assert.That(server.Commands, Does.Contain("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes("\0service\0correct horse"))));
        Assert.That(server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)), Is.EqualTo(new[] { "RCPT TO:<a@example.net>", "RCPT TO:<b@example.net>" }));
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(server.Mails.Single())));
        Assert.That((mail.Subject, mail.From.ToString(), mail.MessageId, mail.Date), Is.EqualTo(
            ("Forecasting: 1 alarm: deadline missed", "forecasting@example.net", $"alert-17-{At.UtcTicks:x}@example.net", At)));
        Assert.That(mail.Headers.Select(h => h.Field), Has.None.EqualTo("Bcc"));
        Assert.That(mail.Body!.ContentType.MimeType, Is.EqualTo("text/plain"));
        Assert.That(mail.TextBody, Does.Contain("1. DEADLINE MISSED - run").And.Contain("Größe fehlt → nichts da").And.Contain("To do: Mend it.").And.Contain("https://forecasting.example.net/"));
    }

    [Test]
    public async Task Send_ServerWithoutTls_IsNotSpokenTo()
    {
        var fault = await Assert.ThrowsAsync<AlertFault>(() => Mail(tls: true).Send(Message, CancellationToken.None));
        Assert.That((fault!.Message, fault.IsTransient), Is.EqualTo(("The mail server does not offer TLS, or no way to sign in that is safe.", false)));
        Assert.That(server.Commands, Has.None.StartWith("MAIL"));
    }

    [TestCase("550 no such sender service@example.org", "The mail server answered 550: no such sender ***", false)]
    [TestCase("451 try later", "The mail server answered 451: try later", true)]
    public async Task Send_ServerThatRefuses_IsTold(string answer, string told, bool isTransient)
    {
        server.AnswerToSender = answer;
        var fault = await Assert.ThrowsAsync<AlertFault>(() => Mail().Send(Message, CancellationToken.None));
        Assert.That((fault!.Message, fault.IsTransient), Is.EqualTo((told, isTransient)));
    }

    [Test]
    public async Task Send_WithoutPasswordOrServer_SaysSo()
    {
        Assert.That((await Assert.ThrowsAsync<AlertFault>(() => Mail(user: "service").Send(Message, CancellationToken.None)))!.Message,
            Is.EqualTo("FORECASTING_MAIL_PASSWORD is not set, and alerts.mail.user is."));
        server.Dispose();
        Assert.That((await Assert.ThrowsAsync<AlertFault>(() => Mail().Send(Message, CancellationToken.None)))!.IsTransient, Is.True);
    }

    private AlertMail Mail(string? user = null, string? password = null, bool tls = false) => new(
        new MailSettings { Host = "127.0.0.1", Port = server.Port, Tls = tls, User = user, From = "forecasting@example.net", To = ["a@example.net", "b@example.net"] },
        TimeSpan.FromSeconds(30), new AlertSecrets(name => name == "FORECASTING_MAIL_PASSWORD" ? password : null));
}
