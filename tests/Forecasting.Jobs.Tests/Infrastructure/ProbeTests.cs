using System.Net;
using Forecasting.Jobs.Tests.Service;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Infrastructure;

/// <summary>What asks every ten seconds whether the service is ready shows no key, and leaves no trace.</summary>
[TestFixture]
public sealed class ProbeTests
{
    [Test]
    public async Task Probes_AreNoRefusedAccess_WhileCallsWithoutAKeyAre()
    {
        await using var service = await TestService.Start();
        using var probe = service.Anonymous();
        foreach (var path in new[] { "/health/live", "/health/ready" })
            Assert.That(await probe.GetStringAsync(new Uri(path, UriKind.Relative)), Is.EqualTo("Healthy"));
        Assert.That(Refusals(service), Is.Empty);
        Assert.That((await probe.GetAsync(new Uri("/api/v1/runs", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(Refusals(service), Has.Length.EqualTo(1));
    }

    private static AuditAct[] Refusals(TestService service)
    {
        using var database = service.Open();
        return [.. new AuditLog(database).Read().Select(entry => entry.Act).Where(act => act.Act == AuditActs.RefusedAccess)];
    }
}
