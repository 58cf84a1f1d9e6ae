using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

/// <summary>From the trigger to the number that goes out.</summary>
[OnEveryStore]
public class RunStatesTest(StoreKind kind)
{
    /// <summary>Each with a connection of its own: a server takes a hundred in all.</summary>
    private const int Threads = 25;

    private static readonly string A = Run("a").RunId;
    private static readonly string B = Run("b").RunId;

    private LedgerStore store = null!;
    private RunLedger ledger = null!;
    private RunLeases leases = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        ledger = new RunLedger(store.Database);
        leases = Leases(store.Database);
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Begin_HundredTriggersAtOnce_GiveOneRunAndTellTheOthersWhoHasIt()
    {
        Assert.That(leases.TryAcquire(RunLeases.OfScope("all"), A), Is.Not.Null);
        var begun = LedgerStore.InParallel(Threads, i => Enumerable.Range(0, 100 / Threads)
                .Select(k => store.Contend(db => new RunLedger(db).Begin(Run("a"), Morning, $"person {i} {k}", Leases(db))))
                .ToArray())
            .SelectMany(b => b)
            .ToArray();
        Assert.That(begun.Count(b => b.IsNew), Is.EqualTo(1));
        Assert.That(begun.Select(b => (b.Run.RunId, b.Run.State, b.Owner)), Has.All.EqualTo((A, RunState.Started, "here:1:a")));
        Assert.That(begun.Select(b => b.Run.TriggeredBy).Distinct(), Has.Exactly(1).Items);
        Assert.That(ledger.Runs(), Has.Count.EqualTo(1));
        var triggers = new AuditLog(store.Database).Read().Where(e => e.Act.Act == AuditActs.Trigger).ToArray();
        Assert.That(triggers.Select(e => e.Act.Actor), Is.Unique.And.Exactly(100).Items);
        Assert.That(triggers.Count(e => e.Act.Detail == "is Started already"), Is.EqualTo(99));
    }

    [Test]
    public void Plan_Number_IsReservedAndKeptWhenTheRunIsPlannedAgain()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        var planned = ledger.Plan(A, Cycle, "lines", Morning);
        Assert.That((planned.State, planned.Sequence, planned.LinesHash, planned.Supersedes), Is.EqualTo((RunState.Planned, (long?)1, "lines", (long?)null)));
        ledger.Begin(Run("b"), Morning, "anna");
        Assert.That(ledger.Plan(B, Cycle, "lines", Morning).Sequence, Is.EqualTo(2));
        ledger.Fail(Run("a"), "disk full", Morning);
        Assert.That(ledger.Begin(Run("a"), Morning, "anna").IsNew, Is.True);
        Assert.That(ledger.Plan(A, Cycle, "lines", Morning).Sequence, Is.EqualTo(1));
        Assert.That(ledger.Numbers().Select(n => (n.Sequence, n.RunId, n.State)), Is.EqualTo(new[] { (1L, A, NumberState.Reserved), (2L, B, NumberState.Reserved) }));
    }

    [Test]
    public void RecordPublication_SameCycle_SupersedesByNumber()
    {
        Publish(ledger, "a", Line("L1", "O1", 1, "S1", "V1", 10));
        var second = Publish(ledger, "b", Line("L1-1", "O1", 1, "S1", "V1", 12));
        Assert.That((second.Sequence, second.Supersedes), Is.EqualTo(((long?)2, (long?)1)));
        ledger.Begin(Run("c"), Morning, "anna");
        Assert.That(ledger.Plan(Run("c").RunId, Cycle.AddDays(7), "x", Morning).Supersedes, Is.Null, "another cycle replaces nothing");
    }

    [Test]
    public void BeginPublishing_AfterAnotherWentOut_IsRefusedUntilPlannedAgain()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        Publish(ledger, "b", Line("L1", "O1", 1, "S1", "V1", 10));
        Assert.That(ledger.IsOvertaken(ledger.Find(A)!), Is.True);
        Assert.That(() => ledger.BeginPublishing(A), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"Publication 2 went out after run {A} was planned: its lines may be out already. Run it again."));
        var again = ledger.Plan(A, Cycle, "lines", Morning);
        Assert.That((again.Sequence, again.Supersedes), Is.EqualTo(((long?)3, (long?)2)), "numbers only rise");
        var void1 = ledger.Numbers()[0];
        Assert.That((void1.Sequence, void1.State, void1.Reason), Is.EqualTo((1L, NumberState.Void, "publication 2 went out before it")));
        ledger.BeginPublishing(A);
        Assert.That(ledger.Find(A)!.State, Is.EqualTo(RunState.Publishing));
    }

    [Test]
    public void BeginPublishing_PlannedOnWhatIsNotTheNewest_IsRefusedThoughItsNumberIsHigher()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.Begin(Run("b"), Morning, "anna");
        ledger.Plan(B, Cycle, "other", Morning);
        ledger.BeginPublishing(A);
        ledger.RecordPublication(A, Cycle, 1, "a", Cycle, [Line("L1", "O1", 1, "S1", "V1", 10)], "done", Morning);
        Assert.That(() => ledger.BeginPublishing(B), Throws.InstanceOf<DatabaseException>().With.Message.StartsWith("Publication 1 went out after"));
        Assert.That(ledger.Plan(B, Cycle, "new", Morning).Sequence, Is.EqualTo(2), "and keeps its number, which is the next");
        Assert.That(() => ledger.BeginPublishing(B), Throws.Nothing);
    }

    [Test]
    public void BeginPublishing_WhileAnotherIsOnItsWay_IsRefused()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.BeginPublishing(A);
        ledger.Begin(Run("b"), Morning, "anna");
        ledger.Plan(B, Cycle, "lines", Morning);
        Assert.That(() => ledger.BeginPublishing(B), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"The publication of run {A} is not finished. Finish it with the same command as before, or cancel it."));
    }

    [Test]
    public void Plan_InterruptedWhilePublishing_MustGiveTheSameLines()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.BeginPublishing(A);
        Assert.That(() => ledger.Plan(A, Cycle, "others", Morning), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            $"Run {A} was interrupted while publication 1 was on its way, and its plan is not the same any more. Cancel it, and run again."));
        Assert.That(ledger.Plan(A, Cycle, "lines", Morning).Sequence, Is.EqualTo(1));
    }

    [Test]
    public void Fail_WhilePublishing_StaysToBeFinished()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.BeginPublishing(A);
        ledger.Fail(Run("a"), "disk full", Morning);
        Assert.That((ledger.Find(A)!.State, ledger.Find(A)!.Outcome), Is.EqualTo((RunState.Publishing, "disk full")));
    }

    [Test]
    public void Cancel_PlannedRun_VoidsItsNumberAndTakesItsLease()
    {
        var lease = leases.TryAcquire(RunLeases.OfScope("all"), A)!;
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        Assert.That(ledger.Cancel(A, "bert", "wrong prices", leases), Is.Null);
        var run = ledger.Find(A)!;
        Assert.That((run.State, run.Outcome, run.FinishedAt), Is.EqualTo((RunState.Cancelled, "cancelled by bert: wrong prices", (DateTimeOffset?)Morning)));
        Assert.That(ledger.Numbers().Single().State, Is.EqualTo(NumberState.Void));
        Assert.That(() => lease.Write(() => ledger.BeginPublishing(A)), Throws.InstanceOf<LeaseLostException>());
        Assert.That(ledger.Cancel(A, "bert", "", leases), Is.EqualTo($"Run {A} is cancelled already: cancelled by bert: wrong prices."));
        Assert.That(new AuditLog(store.Database).Read().Select(e => (e.Act.Act, e.Act.Actor)), Is.EqualTo(new[]
        {
            (AuditActs.Trigger, "anna"), (AuditActs.Void, "bert"), (AuditActs.Cancel, "bert"),
        }));
    }

    [Test]
    public void Begin_CancelledRun_StartsAgainWithANewNumber()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.Cancel(A, "bert", "", leases);
        Assert.That(ledger.Begin(Run("a"), Morning, "anna").IsNew, Is.True);
        Assert.That(ledger.Plan(A, Cycle, "lines", Morning).Sequence, Is.EqualTo(2), "a void number is never used again");
    }

    [Test]
    public void Cancel_WhileSomebodyPublishes_IsRefusedAndAllowedWhenNobodyDoes()
    {
        var lease = leases.TryAcquire(RunLeases.OfScope("all"), A)!;
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.BeginPublishing(A);
        Assert.That(ledger.Cancel(A, "bert", "", leases), Is.EqualTo($"Run {A} is being published by here:1:a: it cannot be called off any more."));
        lease.Release();
        Assert.That(ledger.Cancel(A, "bert", "", leases), Is.Null);
    }

    [Test]
    public void Cancel_PublishedOrUnknownRun_IsRefused()
    {
        Publish(ledger, "a");
        Assert.That(ledger.Cancel(A, "bert", "", leases), Is.EqualTo($"Run {A} is published under number 1: what is out cannot be called back."));
        Assert.That(ledger.Cancel("nobody", "bert", "", leases), Is.EqualTo("There is no run nobody. `forecasting runs` lists them."));
    }

    [Test]
    public void RecordPublication_OfAnotherNumberThanItsOwn_IsRefused()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        Assert.That(
            () => ledger.RecordPublication(A, Cycle, 2, "x", Cycle, [], "done", Morning),
            Throws.InstanceOf<DatabaseException>().With.Message.EqualTo($"Publication 2 cannot be recorded: run {A} has number 1."));
    }

    [Test]
    public void RecordPublication_OfWhatTurnsOutToBeOut_TellsTheTruthThoughItWasGivenUp()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.Cancel(A, "bert", "", leases);
        ledger.RecordPublication(A, Cycle, 1, "a", Cycle, [Line("L1", "O1", 1, "S1", "V1", 10)], "found complete", Morning);
        Assert.That((ledger.Find(A)!.State, ledger.Numbers().Single().State, ledger.PublishedLines().Count), Is.EqualTo((RunState.Published, NumberState.Published, 1)));
    }

    [Test]
    public void Plan_OfARunThatIsHeldByARejection_StaysRejected()
    {
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.Hold(A, ["Too much."], Morning);
        Assert.That(new Approvals(store.Database).Reject(A, "bert", "no", leases), Is.Null);
        var again = ledger.Begin(Run("a"), Morning, "anna");
        Assert.That((again.IsNew, again.Run.State), Is.EqualTo((false, RunState.Cancelled)));
        Assert.That(() => ledger.Plan(A, Cycle, "lines", Morning), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo($"Run {A} is Cancelled and cannot become Planned."));
        Assert.That(ledger.Numbers(), Has.Count.EqualTo(1), "and reserves nothing");
    }
}
