using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

/// <summary>Numbers of partners' files: rising without gaps that nobody explains, and each for one file for ever.</summary>
[OnEveryStore]
public class DeliveryLedgerTest(StoreKind kind)
{
    private LedgerStore store = null!;
    private RunLedger ledger = null!;
    private DeliveryLedger deliveries = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        (ledger, deliveries) = (new RunLedger(store.Database), new DeliveryLedger(store.Database));
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Publish_RunsOfAWeek_CountEachPartnerAndNameWhatTheyReplace()
    {
        PublishFor("a", "acme", "erp");
        PublishFor("b", "erp");
        PublishFor("c", "acme");
        Assert.That(
            deliveries.All().Select(f => (f.ToString(), f.Sequence, f.State, f.Replaces, f.FileName, f.Sha256, f.Bytes, f.Rows, f.IsTest)),
            Is.EqualTo(new[]
            {
                ("acme/1", 1L, DeliveryState.Pending, null as long?, "acme-1.csv", "hash 1", 11L, 3L, false), ("acme/2", 3L, DeliveryState.Pending, 1, "acme-2.csv", "hash 2", 12, 3, false),
                ("erp/1", 1, DeliveryState.Kept, null, "erp-1.csv", "hash 1", 11, 3, false), ("erp/2", 2, DeliveryState.Kept, 1, "erp-2.csv", "hash 2", 12, 3, false),
            }));
        Assert.That(deliveries.Open().Select(f => f.ToString()), Is.EqualTo(new[] { "acme/1", "acme/2" }));
    }

    [Test]
    public void Plan_MadeAgain_KeepsItsNumbersAndGivesUpWhatItNoLongerNeeds()
    {
        Plan("a", "acme", "erp");
        Assert.That(Numbers("a"), Is.EqualTo(new[] { "acme 1", "erp 1" }), "its own");
        Assert.That(Numbers("b"), Is.EqualTo(new[] { "acme 2", "erp 2" }), "those of others");
        Plan("a", "acme");
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Reserved ", "erp/1 Void the plan was made again without it" }));
        PublishFor("a", "acme", "erp");
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Pending ", "erp/1 Void the plan was made again without it", "erp/2 Kept " }));
    }

    [Test]
    public void Publish_AnotherRunFirst_GivesUpTheNumbersOfTheOvertaken()
    {
        Plan("a", "acme");
        PublishFor("b", "acme");
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Void publication 2 went out before it", "acme/2 Pending " }));
        PublishFor("a", "acme");
        Assert.That(States()[2], Is.EqualTo("acme/3 Pending "));
    }

    [Test]
    public void Cancel_OfAPlan_GivesItsNumbersUpWithTheReason()
    {
        Plan("a", "acme");
        Assert.That(ledger.Cancel(Run("a").RunId, "bob", "wrong stock", Leases(store.Database)), Is.Null);
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Void cancelled by bob: wrong stock" }));
    }

    [Test]
    public void RecordPublication_OfARunThatWasCancelled_IsOutAllTheSame()
    {
        var run = Plan("a", "acme");
        ledger.BeginPublishing(run.RunId);
        ledger.Cancel(run.RunId, "bob", "", Leases(store.Database));
        ledger.RecordPublication(run.RunId, Cycle, run.Sequence!.Value, "folder", Cycle, [], "done", Morning, [Out("acme", 1)]);
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Pending " }));
    }

    [Test]
    public void Plan_WithOtherFilesWhileThoseMayBeOut_IsRefused()
    {
        var run = Plan("a", "acme");
        ledger.BeginPublishing(run.RunId);
        Assert.That(() => Plan("a", "acme", "erp"), Throws.TypeOf<DatabaseException>().With.Message.Contains("its files for partners are not the same any more"));
        Assert.That(States(), Is.EqualTo(new[] { "acme/1 Reserved " }));
        Assert.That(() => Plan("a", "acme"), Throws.Nothing);
    }

    [Test]
    public void Numbers_OfASharedSeries_AreTakenInTurnFromTheFirstAllowed()
    {
        string[] Free(string run, long first) =>
            [.. deliveries.Numbers(Run(run).RunId, [("orders", "acme", first), ("forecasts", "acme", 1)]).Select(s => $"{s.Name} {string.Join(',', s.Numbers)}")];
        Assert.That(Free("a", 4711), Is.EqualTo(new[] { "acme 4711,4712" }));
        ledger.Begin(Run("a"), Morning, "anna");
        ledger.Plan(Run("a").RunId, Cycle, LinesHash.Of([]), Morning, [Planned("orders", 4711) with { Series = "acme" }]);
        Assert.That(Free("a", 1), Is.EqualTo(new[] { "acme 4711,4712" }));
        Assert.That(Free("b", 1), Is.EqualTo(new[] { "acme 4712,4713" }));
        Assert.That(
            deliveries.Numbers(Run("b").RunId, [("orders", "orders", 1)]).Single().Numbers, Is.EqualTo(new[] { 4712L }), "a partner that leaves a series takes no number twice");
    }

    [Test]
    public void Record_WhatCameOfATry_IsKeptAndNeverOfANumberThatIsNotOut()
    {
        PublishFor("a", "acme");
        var file = deliveries.Find("acme", 1)!;
        var later = Morning.AddMinutes(5);
        var failed = file with { Tries = 1, Fault = "gone", NextTry = later };
        deliveries.Record(failed, later);
        Assert.That(deliveries.Find("acme", 1), Is.EqualTo(failed with { ChangedAt = later, NextTry = later.ToUniversalTime() }));
        deliveries.Record(failed with { State = DeliveryState.Delivered, Fault = "", NextTry = null, DeliveredAt = later }, later, new AuditAct(later, "anna", AuditActs.Deliver, "acme/1", ""));
        Assert.That(deliveries.Open(), Is.Empty);
        Assert.That(new AuditLog(store.Database).Read()[^1].Act.Act, Is.EqualTo("deliver"));

        Plan("b", "acme");
        Assert.That(() => deliveries.Record(deliveries.Find("acme", 2)! with { State = DeliveryState.Delivered }, later), Throws.TypeOf<DatabaseException>());
        Assert.That(deliveries.Find("acme", 3), Is.Null);
    }

    [Test]
    public void Release_OfAHeldFile_IsOnRecordAndOnlyOnce()
    {
        PublishFor("a", "acme");
        deliveries.Record(deliveries.Find("acme", 1)! with { State = DeliveryState.Held, Fault = "refused" }, Morning);
        Assert.That(deliveries.Find("acme", 1)!.IsInTheWay, Is.True);
        Assert.That(deliveries.Release("acme", 1, "bob", "sent by mail", Morning), Is.Null);
        Assert.That(deliveries.Find("acme", 1)!.IsInTheWay, Is.False);
        Assert.That(new AuditLog(store.Database).Read()[^1].Act, Is.EqualTo(new AuditAct(Morning.ToUniversalTime(), "bob", "release", "acme/1", "sent by mail")));
        Assert.That(deliveries.Release("acme", 1, "bob", "again", Morning), Is.EqualTo("Nothing waits for acme/1: it is released."));
        Assert.That(deliveries.Release("acme", 9, "bob", "x", Morning), Is.EqualTo("There is no file acme/9. `forecasting deliver --list` shows them."));
    }

    private List<string> States() => [.. deliveries.All().Select(f => $"{f} {f.State} {f.Fault}")];

    private string[] Numbers(string run) =>
        [.. deliveries.Numbers(Run(run).RunId, [("acme", "acme", 1), ("erp", "erp", 1)]).Select(s => $"{s.Name} {s.Numbers.Single()}")];

    private LedgerRun Plan(string name, params string[] partners)
    {
        ledger.Begin(Run(name), Morning, "anna");
        var numbers = deliveries.Numbers(Run(name).RunId, partners.Select(p => (p, p, 1L)));
        return ledger.Plan(Run(name).RunId, Cycle, LinesHash.Of([]), Morning, [.. numbers.Select(n => Planned(n.Name, n.Numbers.Single()))]);
    }

    private void PublishFor(string name, params string[] partners)
    {
        var run = Plan(name, partners);
        ledger.BeginPublishing(run.RunId);
        ledger.RecordPublication(
            run.RunId, Cycle, run.Sequence!.Value, name, Cycle, [], "done", Morning,
            [.. deliveries.All().Where(f => f.RunId == run.RunId && f.State == DeliveryState.Reserved).Select(f => Out(f.Partner, f.Number))]);
    }

    private static PlannedPartnerFile Planned(string partner, long number) =>
        new(partner, number, partner, "csv", "1", $"{partner}-{number}.csv", 3, false, partner == "acme" ? "/in" : "", "");

    private static PublishedPartnerFile Out(string partner, long number) => new(partner, number, $"hash {number}", 10 + number);
}
