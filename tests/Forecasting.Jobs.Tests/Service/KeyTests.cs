using System.Net;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Keys of machines: told once, kept as a hash, good for a time and for a role, and in a header only.</summary>
[TestFixture]
public sealed class KeyTests
{
    private static readonly Uri Runs = new("/api/v1/runs", UriKind.Relative);

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await TestService.Start();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Key_Good_OpensAndIsKeptAsHashOnly()
    {
        var text = service.Key("viewer", "warehouse");
        Assert.That(await Status(text), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(text, Does.Match("^fcst_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$"), "256 random bits");
        foreach (var file in Directory.GetFiles(service.Options.Out, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text[^43..])), Is.EqualTo(-1), file);
        Assert.That(service.Logs.ToString(), Does.Not.Contain(text[^43..]));
    }

    [Test]
    public async Task Key_OneLetterOff_IsRefusedAndOnRecord()
    {
        var text = service.Key("viewer", "warehouse");
        Assert.That(await Status(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')), Is.EqualTo(HttpStatusCode.Unauthorized));
        using var database = service.Open();
        Assert.That(new AuditLog(database).Read().Select(e => e.Act), Has.Some.Matches<AuditAct>(a =>
            a is { Act: AuditActs.RefusedAccess } && a.Detail.Contains("a key that does not exist", StringComparison.Ordinal)));
        Assert.That(new AuditLog(database).Verify(), Is.Null, "the log holds together");
    }

    [Test]
    public async Task Key_OneLetterOffAMomentAfterTheGoodOne_IsRefused()
    {
        var text = service.Key("viewer", "warehouse");
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await Status(text), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Status(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')), Is.EqualTo(HttpStatusCode.Unauthorized), "its id alone opens nothing");
        }
    }

    [Test]
    public async Task Key_Expired_IsRefused() => Assert.That(
        await Status(service.Key("viewer", "old", TimeSpan.FromDays(1), DateTimeOffset.UtcNow.AddDays(-2))), Is.EqualTo(HttpStatusCode.Unauthorized));

    [Test]
    public async Task Key_Revoked_IsRefusedFromThenOn()
    {
        var text = service.Key("viewer", "lost");
        Assert.That(await Status(text), Is.EqualTo(HttpStatusCode.OK));
        using (var database = service.Open())
            Assert.That(new ApiKeys(database).Revoke(text.Split('_')[1], "tests", DateTimeOffset.UtcNow), Is.True);
        Assert.That(await Status(text), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Key_InTheAddressOrAsBearer_IsNotLookedAt()
    {
        var text = service.Key("viewer", "warehouse");
        using var caller = service.Bearer(text);
        Assert.That((await caller.GetAsync(Runs)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        using var nobody = service.Anonymous();
        Assert.That((await nobody.GetAsync(new Uri($"/api/v1/runs?X-Api-Key={text}&api_key={text}", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("")]
    [TestCase("fcst_")]
    [TestCase("fcst_0123456789abcdef_")]
    [TestCase("fcst_0123456789abcdef_x' or 1=1 --")]
    [TestCase("fcst_%_a")]
    public async Task Key_NoKey_IsRefused(string text) => Assert.That(await Status(text), Is.EqualTo(HttpStatusCode.Unauthorized));

    [Test]
    public void Commands_CreateListRevoke_TellTheKeyOnce()
    {
        using var folder = new TemporaryFolder();
        var made = ForecastingProgram.Run("keys", "create", "--name", "warehouse", "--role", "viewer", "--days", "30", "--out", folder.Path);
        Assert.That(made.ExitCode, Is.Zero, made.ToString());
        var text = made.Output.Trim();
        using (var database = ForecastingDatabase.Open(folder["forecasting.duckdb"]))
            Assert.That(new ApiKeys(database).Find(text)?.Name, Is.EqualTo("warehouse"));
        var id = text.Split('_')[1];
        Assert.That(ForecastingProgram.Run("keys", "revoke", id, "--out", folder.Path).ExitCode, Is.Zero);
        var list = ForecastingProgram.Run("keys", "list", "--out", folder.Path);
        Assert.That(list.Output, Does.Contain(id).And.Contain("warehouse").And.Contain($"revoked by {Environment.UserName}").And.Not.Contain(text[^43..]));
    }

    private async Task<HttpStatusCode> Status(string text)
    {
        using var caller = service.Anonymous();
        caller.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", text);
        using var answer = await caller.GetAsync(Runs);
        return answer.StatusCode;
    }
}
