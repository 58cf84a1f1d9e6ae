using Forecasting.Storage.Runs;
using Forecasting.Storage.Stores;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class RunLeaseTest(StoreKind kind)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private LedgerStore store = null!;
    private DateTimeOffset now;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        now = Morning;
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void TryAcquire_Free_GivesARisingToken()
    {
        var first = Of("a").TryAcquire("work", "run")!;
        Assert.That((first.Name, first.Owner, first.Token), Is.EqualTo(("work", "a", 1L)));
        first.Release();
        Assert.That(Of("b").TryAcquire("work", "run")!.Token, Is.EqualTo(2));
        Assert.That(Of("b").TryAcquire("other", "run")!.Token, Is.EqualTo(1));
    }

    [Test]
    public void TryAcquire_HeldByAnother_GivesNothingUntilItExpires()
    {
        Of("a").TryAcquire("work", "run", Minute);
        Assert.That(Of("b").TryAcquire("work", "run"), Is.Null);
        Assert.That(Of("b").OwnerOf("work"), Is.EqualTo("a"));
        now += Minute - TimeSpan.FromTicks(10);
        Assert.That(Of("b").TryAcquire("work", "run"), Is.Null);
        now += TimeSpan.FromTicks(10);
        Assert.That(Of("b").OwnerOf("work"), Is.Empty);
        Assert.That(Of("b").TryAcquire("work", "run")!.Token, Is.EqualTo(2));
        var act = new AuditLog(store.Database).Read().Single().Act;
        Assert.That(act, Is.EqualTo(new AuditAct(now.ToUniversalTime(), "b", AuditActs.TakeOver, "run", "work, from a")));
    }

    [Test]
    public void TryAcquire_OneOwnerTwice_MakesTheFirstStale()
    {
        var first = Of("a").TryAcquire("work", "run")!;
        var second = Of("a").TryAcquire("work", "run")!;
        Assert.That(() => first.Write(() => { }), Throws.InstanceOf<LeaseLostException>());
        Assert.That(() => second.Write(() => { }), Throws.Nothing);
    }

    [Test]
    public void TryAcquire_Alone_TakesWhatADeadProcessLeft()
    {
        Of("a").TryAcquire("work", "run");
        var alone = Leases(store.Database, () => now, "b", isAlone: true);
        Assert.That(alone.OwnerOf("work"), Is.Empty);
        Assert.That(alone.WorkerOn("run"), Is.Empty);
        Assert.That(alone.TryAcquire("work", "run")!.Token, Is.EqualTo(2));
        Assert.That(alone.WorkerOn("run"), Is.EqualTo("b"));
    }

    [Test]
    public void Renew_Held_LastsFromNow()
    {
        var lease = Of("a").TryAcquire("work", "run", Minute)!;
        now += Minute / 2;
        Assert.That(lease.Renew(), Is.True);
        now += Minute * 0.9;
        Assert.That(Of("b").TryAcquire("work", "run"), Is.Null);
    }

    [Test]
    public void Write_AfterATakeOver_IsRefusedByTheStoreAndWritesNothing()
    {
        var frozen = Of("a").TryAcquire("work", "run", Minute)!;
        now += 3 * Minute;
        var next = Of("b").TryAcquire("work", "run", Minute)!;
        now -= 3 * Minute; // whatever the clock of the frozen one says
        for (var i = 0; i < 50; i++)
        {
            Assert.That(() => frozen.Write(() => Note("frozen")), Throws.InstanceOf<LeaseLostException>().With.Message.EqualTo(
                "The work on work was taken over by b or called off (token 1, now 2). Nothing more is written here."));
            next.Write(() => Note("next"));
        }

        Assert.That(frozen.Renew(), Is.False);
        frozen.Release();
        Assert.That(Of("b").OwnerOf("work"), Is.EqualTo("b"), "what is lost cannot be given back");
        Assert.That(new AuditLog(store.Database).Read().Where(e => e.Act.Act == "test").Select(e => e.Act.Actor), Has.All.EqualTo("next").And.Exactly(50).Items);
    }

    [Test]
    public void Explain_RefusalOfTheLedger_IsTheTakeOverBehindIt()
    {
        var frozen = Of("a").TryAcquire("work", "run", Minute)!;
        var refusal = new DatabaseException("Run 1 is Published and cannot become Planned.");
        Assert.That(() => frozen.Explain(refusal), Throws.Nothing, "nobody has taken over: the refusal stands");
        now += 3 * Minute;
        Of("b").TryAcquire("work", "run", Minute);
        Assert.That(() => frozen.Explain(refusal), Throws.InstanceOf<LeaseLostException>().With.Message.Contains("taken over by b"));
        Assert.That(() => frozen.Explain(new DatabaseException("gone") { Fault = StoreFault.Lost }), Throws.Nothing);
    }

    [Test]
    public void Write_ExpiredButNotTakenOver_IsStillGood()
    {
        var lease = Of("a").TryAcquire("work", "run", Minute)!;
        now += 3 * Minute;
        lease.Write(() => Note("late"));
        Assert.That(Of("b").TryAcquire("work", "run"), Is.Null, "and renews");
    }

    [Test]
    public void Write_WorkThatFails_LeavesNothingAndKeepsTheLease()
    {
        var lease = Of("a").TryAcquire("work", "run")!;
        Assert.That(
            () => lease.Write(() =>
            {
                Note("half");
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);
        Assert.That(new AuditLog(store.Database).Read(), Is.Empty);
        Assert.That(() => lease.Write(() => Note("whole")), Throws.Nothing);
    }

    [Test]
    public void TryAcquire_ManyAtOnce_GivesItToOne()
    {
        var got = LedgerStore.InParallel(32, i => store.Contend(db => Leases(db, owner: $"w{i}").TryAcquire("work", "run")));
        Assert.That(got.Count(lease => lease is not null), Is.EqualTo(1));
        now += TimeSpan.FromHours(1);
        var next = LedgerStore.InParallel(32, i => store.Contend(db => Leases(db, () => now, $"v{i}").TryAcquire("work", "run")));
        Assert.That(next.Single(lease => lease is not null)!.Token, Is.EqualTo(2));
    }

    private RunLeases Of(string owner) => Leases(store.Database, () => now, owner);

    private void Note(string who) => new AuditLog(store.Database).Append(new AuditAct(now, who, "test", "", ""));
}
