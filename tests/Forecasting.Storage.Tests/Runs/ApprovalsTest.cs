using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class ApprovalsTest(StoreKind kind)
{
    private static readonly string A = Run("a").RunId;

    private LedgerStore store = null!;
    private RunLedger ledger = null!;
    private Approvals approvals = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        ledger = new RunLedger(store.Database);
        approvals = new Approvals(store.Database);
        ledger.Begin(Run("a"), Morning, "Anna");
        ledger.Plan(A, Cycle, "lines", Morning);
        ledger.Hold(A, ["SKU A is too much.", "SKU B too."], Morning);
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Hold_Plan_WaitsWithItsReasons()
    {
        var run = ledger.Find(A)!;
        Assert.That((run.State, run.HoldReasons, run.Sequence), Is.EqualTo((RunState.Held, "SKU A is too much.\nSKU B too.", (long?)1)));
        Assert.That(() => ledger.BeginPublishing(A), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo($"Run {A} is Held and cannot become Publishing."));
    }

    [Test]
    public void Approve_BySomebodyElse_LetsTheseLinesOut()
    {
        Assert.That(approvals.Approve(A, "Bert", "the fair is on", Morning), Is.Null);
        Assert.That(approvals.Decisions(A), Is.EqualTo(new[] { new Decision(true, "lines", "Bert", "the fair is on", Morning.ToUniversalTime()) }));
        Assert.That((approvals.IsApproved(A, "lines"), approvals.IsApproved(A, "others")), Is.EqualTo((true, false)));
        Assert.That(ledger.Find(A)!.State, Is.EqualTo(RunState.Planned));
        Assert.That(ledger.Plan(A, Cycle, "lines", Morning).Sequence, Is.EqualTo(1), "planned again by the same command, under the same number");
        Assert.That(() => ledger.BeginPublishing(A), Throws.Nothing);
    }

    [TestCase("anna ", "ok", "anna  asked for run {0}: somebody else must decide.")]
    [TestCase("ＡＮＮＡ", "ok", "ＡＮＮＡ asked for run {0}: somebody else must decide.")]
    [TestCase("Carl", "ok", "Carl put numbers into run {0}: somebody else must decide.")]
    [TestCase(" ", "ok", "A decision needs the name of who decides (--by).")]
    [TestCase("Bert", "", "A decision needs a reason (--reason).")]
    public void Approve_ByWhoMayNot_IsRefusedAndOnRecord(string person, string reason, string refusal)
    {
        new AuditLog(store.Database).Append(new AuditAct(Morning, "Carl", AuditActs.Override, A, "40 of A-1007"));
        Assert.That(approvals.Approve(A, person, reason, Morning), Is.EqualTo(string.Format(null, refusal, A)));
        Assert.That(ledger.Find(A)!.State, Is.EqualTo(RunState.Held));
        Assert.That(new AuditLog(store.Database).Read()[^1].Act.Act, Is.EqualTo(AuditActs.Refused));
    }

    [Test]
    public void Approve_RunThatIsNotHeld_IsRefused()
    {
        approvals.Approve(A, "Bert", "ok", Morning);
        Assert.That(approvals.Approve(A, "Bert", "ok", Morning), Is.EqualTo($"Run {A} is Planned, not Held: there is nothing to decide."));
        Assert.That(approvals.Approve("nobody", "Bert", "ok", Morning), Is.EqualTo("There is no run nobody. `forecasting runs` lists them."));
    }

    [Test]
    public void Approve_OvertakenPlan_IsRefused()
    {
        Publish(ledger, "b", Line("L1", "O1", 1, "S1", "V1", 10));
        Assert.That(approvals.Approve(A, "Bert", "ok", Morning), Is.EqualTo(
            $"Another publication went out since run {A} was planned. Run it again, and approve what is then held."));
        Assert.That(approvals.Decisions(A), Is.Empty);
    }

    [Test]
    public void Reject_Plan_VoidsItsNumberForEver()
    {
        Assert.That(approvals.Reject(A, "Bert", "the unit is wrong", Leases(store.Database)), Is.Null);
        var number = ledger.Numbers().Single();
        Assert.That((ledger.Find(A)!.State, number.State, number.Reason), Is.EqualTo((RunState.Cancelled, NumberState.Void, "rejected by Bert: the unit is wrong")));
        Assert.That(approvals.IsApproved(A, "lines"), Is.False);
        Assert.That(new AuditLog(store.Database).Read().Select(e => e.Act.Act), Is.EqualTo(
            new[] { AuditActs.Trigger, AuditActs.Hold, AuditActs.Void, AuditActs.Reject }));
        var next = Publish(ledger, "b", Line("L1", "O1", 1, "S1", "V1", 10));
        Assert.That(next.Sequence, Is.EqualTo(2), "the gap is explained by the void number");
    }

    [Test]
    public void Hold_PlanThatChangedAfterItsApproval_WaitsAgain()
    {
        approvals.Approve(A, "Bert", "ok", Morning);
        ledger.Plan(A, Cycle, "others", Morning);
        Assert.That(approvals.IsApproved(A, "others"), Is.False);
        ledger.Hold(A, ["Still too much."], Morning);
        Assert.That(ledger.Find(A)!.HoldReasons, Is.EqualTo("Still too much."));
    }
}
