using Forecasting.Jobs.Service;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>What the service refuses before it begins.</summary>
[TestFixture]
public sealed class ServeCommandTests
{
    [TestCase("http://0.0.0.0:5080")]
    [TestCase("http://[::]:5080")]
    [TestCase("http://forecasting.example.net")]
    [TestCase("http://127.0.0.1:5080;http://192.168.1.4:5080")]
    [TestCase("http://localhost.example.net:5080")]
    public void Development_AddressThatOthersReach_IsRefused(string urls)
    {
        Assert.That(
            () => ServiceOptions.Of("data", "out", null, null, urls, isDevelopment: true, []),
            Throws.TypeOf<SettingsException>().With.Message.StartsWith("--development asks nobody who he is, and "));
    }

    [TestCase("http://127.0.0.1:5080")]
    [TestCase("http://localhost:5080;http://[::1]:5080")]
    public void Development_Loopback_IsTaken(string urls) =>
        Assert.That(ServiceOptions.Of("data", "out", null, null, urls, isDevelopment: true, []).IsDevelopment, Is.True);

    [Test]
    public void Program_DevelopmentForAll_EndsWithExitCode2()
    {
        var refused = ForecastingProgram.Run("serve", "--data", "data", "--out", "out", "--urls", "http://0.0.0.0:0", "--development");
        Assert.That((refused.ExitCode, refused.Output), Is.EqualTo((2, "")), refused.ToString());
        Assert.That(refused.Errors, Does.Contain("can be reached from other machines"));
    }

    [TestCase("service.authority", "http://id.example.net", "service.authority is \"http://id.example.net\"; it must be an https address")]
    [TestCase("service.authority", "https://id.example.net", "service.audience is missing")]
    [TestCase("service.clientId", "page", "service.authority is not")]
    [TestCase("service.urls", "somewhere", "service.urls is \"somewhere\"")]
    [TestCase("service.requestsPerMinute", "0", "service.requestsPerMinute is 0")]
    [TestCase("service.bodyKilobytes", "2000", "service.bodyKilobytes is 2000")]
    [TestCase("timetable.run", "every monday", "timetable.run is \"every monday\"")]
    [TestCase("timetable.timeZone", "Europe/Atlantis", "timetable.timeZone is \"Europe/Atlantis\", which is no IANA time zone")]
    [TestCase("timetable.lateAfterMinutes", "0", "timetable.lateAfterMinutes is 0")]
    public void Settings_Wrong_AreNamed(string name, string value, string message)
    {
        Assert.That(() => ServiceOptions.Of("data", "out", null, null, null, isDevelopment: false, [KeyValuePair.Create(name, value)]), Throws.TypeOf<SettingsException>().With.Message.Contains(message));
    }

    [Test]
    public void Options_NothingSaid_AreAskedFor()
    {
        Assert.That(() => ServiceOptions.Of(null, "out", null, null, null, false, []), Throws.TypeOf<SettingsException>().With.Message.Contains("--data"));
        Assert.That(() => ServiceOptions.Of("data", null, null, null, null, false, []), Throws.TypeOf<SettingsException>().With.Message.Contains("--out"));
    }

    [Test]
    public void Hash_OfARun_DoesNotDependOnTheService()
    {
        var other = EffectiveSettings.Load([], [], [KeyValuePair.Create("service.requestsPerMinute", "10"), KeyValuePair.Create("timetable.run", "0 0 6 ? * MON")]);
        var plain = EffectiveSettings.Load([], [], []);
        Assert.That((other.Hash, other.PlanValues), Is.EqualTo((plain.Hash, plain.PlanValues)));
        Assert.That(other.ToJson(), Is.EqualTo(plain.ToJson()));
    }
}
