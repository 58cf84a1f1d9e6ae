using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

public class LeaseRenewalTest
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Third = Minute / 3;

    [Test]
    public async Task Start_LeaseHeld_IsRenewedThreeTimesInItsDuration()
    {
        var clock = new ManualClock();
        using var asked = new SemaphoreSlim(0);
        using var renewal = LeaseRenewal.Start(Answer(asked, () => true), Minute, clock, CancellationToken.None);
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(Third);
            await asked.WaitAsync();
        }

        Assert.That(renewal.Stop.IsCancellationRequested, Is.False);
    }

    [Test]
    public async Task Start_LeaseLost_StopsTheWork()
    {
        var clock = new ManualClock();
        using var renewal = LeaseRenewal.Start(() => false, Minute, clock, CancellationToken.None);
        clock.Advance(Third);
        await Stopped(renewal);
        Assert.That(renewal.Stop.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task Start_StoreGone_StopsTheWorkOnlyWhenTheLeaseHasRunOut()
    {
        var clock = new ManualClock();
        using var asked = new SemaphoreSlim(0);
        using var renewal = LeaseRenewal.Start(Answer(asked, () => throw new DatabaseException("gone")), Minute, clock, CancellationToken.None);
        for (var i = 0; i < 2; i++)
        {
            clock.Advance(Third);
            await asked.WaitAsync();
        }

        Assert.That(renewal.Stop.IsCancellationRequested, Is.False);
        clock.Advance(Third);
        await Stopped(renewal);
        Assert.That(renewal.Stop.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task Start_CancelledFromOutside_StopsTheWork()
    {
        using var outside = new CancellationTokenSource();
        using var renewal = LeaseRenewal.Start(() => true, Minute, new ManualClock(), outside.Token);
        await outside.CancelAsync();
        Assert.That(renewal.Stop.IsCancellationRequested, Is.True);
    }

    [TestCase(StoreKind.DuckDb)]
    [TestCase(StoreKind.PostgreSql)]
    [TestCase(StoreKind.SqlServer)]
    public async Task Start_RunCancelled_StopsTheWork(StoreKind kind)
    {
        using var store = LedgerStore.Open(kind);
        var clock = new ManualClock();
        var leases = Leases(store.Database, clock.GetUtcNow);
        var ledger = new RunLedger(store.Database);
        ledger.Begin(Run("a"), clock.GetUtcNow(), "anna");
        var lease = leases.TryAcquire(RunLeases.OfScope("all"), Run("a").RunId)!;
        Assert.That(ledger.Cancel(Run("a").RunId, "bert", "", leases), Is.Null);
        using var renewal = LeaseRenewal.Start(lease, store.Database, clock, CancellationToken.None);
        clock.Advance(Third);
        await Stopped(renewal);
        Assert.That(renewal.Stop.IsCancellationRequested, Is.True);
    }

    private static Func<bool> Answer(SemaphoreSlim asked, Func<bool> answer) => () =>
    {
        try
        {
            return answer();
        }
        finally
        {
            asked.Release();
        }
    };

    private static async Task Stopped(LeaseRenewal renewal)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = renewal.Stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
