using Forecasting.Jobs.Service;
using Forecasting.Storage.Runs;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Whoever remembers what he read must learn when it may be so no more.</summary>
[TestFixture]
public sealed class ServiceDatabaseTests
{
    private TestService service = null!;

    private ServiceDatabase Store => service.Services.GetRequiredService<ServiceDatabase>();

    [OneTimeSetUp]
    public async Task Start() => service = await TestService.Start();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public void IsUnchanged_NobodyWrote_CanBeTrue()
    {
        // The machine may be so busy that the file was let go meanwhile, or the service itself writes.
        var isUnchanged = false;
        for (var i = 0; i < 100 && !isUnchanged; i++)
        {
            using var database = Store.Open(out var state);
            isUnchanged = Store.IsUnchanged(state);
        }

        Assert.That(isUnchanged, Is.True);
    }

    [Test]
    public void IsUnchanged_ThisProcessWrote_IsFalse()
    {
        using var database = Store.Open(out var state);
        using (var other = Store.Open())
            new AuditLog(other).Append(new AuditAct(DateTimeOffset.UtcNow, "tests", AuditActs.RefusedAccess, "tests", "tests"));
        Assert.That(Store.IsUnchanged(state), Is.False);
    }

    [Test]
    public void IsUnchanged_TheFileWasLetGo_IsFalse()
    {
        using var own = new ServiceDatabase(service.Options, TimeProvider.System);
        DatabaseState state;
        using (own.Open(out state))
            own.Dispose();
        Assert.That(own.IsUnchanged(state), Is.False, "another process could have written");
    }
}
