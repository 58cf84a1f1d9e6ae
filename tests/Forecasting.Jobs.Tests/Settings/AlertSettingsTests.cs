using Forecasting.Jobs.Settings;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Settings;

/// <summary>Settings of alerts and deadlines that cannot be worked with are told before the service begins.</summary>
[TestFixture]
public sealed class AlertSettingsTests
{
    private static readonly MailSettings Mail = new() { Host = "mail.example.net", From = "forecasting@example.net", To = ["planning@example.net"] };

    [Test]
    public void Validate_SoundSettings_HaveNoFault()
    {
        Assert.That(new AlertSettings().Validate(), Is.Empty);
        Assert.That(new AlertSettings { Mail = Mail, Webhook = "https://example.net/hook", Heartbeat = "http://127.0.0.1:8000/ping", Page = "https://example.net/" }.Validate(), Is.Empty);
        Assert.That((Mail with { Host = "127.0.0.1", Tls = false }).Validate(), Is.Empty);
        Assert.That((Mail with { Host = "::1", Tls = false }).Validate(), Is.Empty);
    }

    [TestCase("http://example.net/hook")]
    [TestCase("https://user:secret@example.net/hook")]
    [TestCase("ftp://example.net")]
    [TestCase("hook")]
    public void Validate_AddressThatIsNotSafe_IsNamedButNotShown(string address)
    {
        Assert.That(new AlertSettings { Webhook = address }.Validate(), Is.EqualTo(new[] { "alerts.webhook must be an https address without user and password (http only on this machine)." }));
        Assert.That(new AlertSettings { Heartbeat = address }.Validate(), Has.Exactly(1).StartsWith("alerts.heartbeat must be"));
    }

    [Test]
    public void Validate_NumbersOutOfRange_AreAllNamed() => Assert.That(
        new AlertSettings { PerDay = 0, RemindHours = 0, ClearMinutes = -1, TimeoutSeconds = double.NaN, HeartbeatMinutes = 0, Page = "page" }.Validate(), Has.Length.EqualTo(6)
            .And.Some.EqualTo("alerts.perDay is 0; it must be from 1 to 100."));

    [Test]
    public void Validate_MailThatCannotGo_SaysWhy()
    {
        Assert.That((Mail with { Tls = false }).Validate(), Has.Exactly(1).StartsWith("alerts.mail.tls is false and mail.example.net is another machine"));
        Assert.That((Mail with { Host = null }).Validate(), Is.EqualTo(new[] { "alerts.mail.host is missing: nobody would be told by mail." }));
        Assert.That((Mail with { From = null, To = [] }).Validate(), Has.Length.EqualTo(2));
        Assert.That((Mail with { Host = "mail server", Port = 0 }).Validate(), Has.Length.EqualTo(2));
    }

    [TestCase("planning")]
    [TestCase("")]
    [TestCase("planning@example.net\r\nBcc: all@example.net")]
    public void Validate_AddressesThatAreNone_AreNamed(string address)
    {
        Assert.That((Mail with { To = ["planning@example.net", address] }).Validate(), Has.Exactly(1).StartsWith("alerts.mail.to has an entry"));
        Assert.That((Mail with { From = address }).Validate(), Is.EqualTo(new[] { "alerts.mail.from must be one address, like forecasting@example.net." }));
    }

    [Test]
    public void Validate_Deadlines_AreReadAsTheTimetableIs()
    {
        Assert.That(new DeadlineSettings { Run = "0 30 5 ? * MON", Deliver = "0 0 6 ? * MON-FRI", Fallback = DeadlineFallback.LastPlan }.Validate(), Is.Empty);
        Assert.That(new DeadlineSettings { Run = "05:30" }.Validate(), Has.Exactly(1).StartsWith("deadlines.run is \"05:30\": "));
        Assert.That(new DeadlineSettings { WarnMinutes = 0, Fallback = DeadlineFallback.LastPlan }.Validate(), Has.Length.EqualTo(2));
    }
}
