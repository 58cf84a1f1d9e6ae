using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class RunLedgerTest(StoreKind store)
{
    private static readonly DateTimeOffset Morning = new(2024, 4, 15, 5, 30, 0, TimeSpan.FromHours(2));
    private static readonly DateOnly Cycle = new(2024, 4, 15);

    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private RunLedger ledger = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
        ledger = new RunLedger(database);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void Begin_NewRun_IsStarted()
    {
        var run = ledger.Begin(Run("a"), Morning);
        Assert.That(run, Is.EqualTo(new LedgerRun(Run("a").RunId, Cycle, "all", RunState.Started, Morning, null, null, "", "")));
        Assert.That(run.StartedAt.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(ledger.FindPublished(run.RunId), Is.Null);
        Assert.That(ledger.Find("nobody"), Is.Null);
    }

    [Test]
    public void Begin_FailedRun_StartsAgain()
    {
        ledger.Begin(Run("a"), Morning);
        ledger.Fail(Run("a"), "disk full", Morning.AddMinutes(1));
        Assert.That(ledger.Find(Run("a").RunId), Is.EqualTo(
            new LedgerRun(Run("a").RunId, Cycle, "all", RunState.Failed, Morning, Morning.AddMinutes(1), null, "", "disk full")));
        Assert.That(ledger.Begin(Run("a"), Morning.AddHours(1)), Is.EqualTo(
            new LedgerRun(Run("a").RunId, Cycle, "all", RunState.Started, Morning.AddHours(1), null, null, "", "")));
    }

    [Test]
    public void RecordPublication_Lines_AreOutOnceAndForEver()
    {
        Publish("a", Line("L1", "O1", 1, "S1", "V1", 10), Line("L2", "O1", 2, "S2", "V1", 0.125m));
        var run = ledger.FindPublished(Run("a").RunId)!;
        Assert.That((run.State, run.Sequence, run.Folder, run.FinishedAt), Is.EqualTo((RunState.Published, (long?)1, "2024-04-15_a", (DateTimeOffset?)Morning)));
        Assert.That(ledger.PublishedLines(Cycle), Is.EqualTo(new[]
        {
            new PublishedLine("L1", "O1", 1, OrderType.Purchase, OrderAction.Create, Key("S1"), "V1", Cycle, 0, 10, Cycle.AddDays(7), run.RunId, Cycle, 1),
            new PublishedLine("L2", "O1", 2, OrderType.Purchase, OrderAction.Create, Key("S2"), "V1", Cycle, 0, 0.125m, Cycle.AddDays(7), run.RunId, Cycle, 1),
        }));
        Assert.That(() => Publish("b", Line("L1", "O9", 1, "S9", "V9", 1)), Throws.InstanceOf<DatabaseException>());
        Assert.That((ledger.PublishedLines().Count, ledger.NextSequence(), ledger.Find(Run("b").RunId)!.State), Is.EqualTo((2, 2L, RunState.Started)));
    }

    [Test]
    public void RecordPublication_LaterLineOfTheSameKey_IsItsNextRevision()
    {
        Publish("a", Line("L1", "O1", 1, "S1", "V1", 10), Line("T1", "O2", 1, "S1", "", 5, "DEPOT"));
        Publish("b", Line("L1-1", "O1", 1, "S1", "V1", 12) with { Action = OrderAction.Change });
        Publish("c", Line("L1-2", "O1", 1, "S1", "V1", 0) with { Action = OrderAction.Cancel });
        Assert.That(ledger.PublishedLines().Select(l => (l.LineId, l.Source, l.Revision, l.Action, l.Sequence)), Is.EqualTo(new[]
        {
            ("L1", "V1", 0, OrderAction.Create, 1L), ("T1", "DEPOT", 0, OrderAction.Create, 1L),
            ("L1-1", "V1", 1, OrderAction.Change, 2L), ("L1-2", "V1", 2, OrderAction.Cancel, 3L),
        }));
        Assert.That(ledger.PublishedLines(Cycle.AddDays(7)), Is.Empty);
    }

    [Test]
    public void RecordPublication_OfAPublishedRun_IsRefusedAndChangesNothing()
    {
        Publish("a", Line("L1", "O1", 1, "S1", "V1", 10));
        Assert.That(ledger.Begin(Run("a"), Morning.AddDays(1)).State, Is.EqualTo(RunState.Published));
        ledger.Fail(Run("a"), "too late", Morning);
        Assert.That(
            () => ledger.RecordPublication(Run("a").RunId, Run("a").AsOf, 2, "other", Cycle, [Line("L9", "O9", 1, "S1", "V1", 1)], "", Morning),
            Throws.InstanceOf<DatabaseException>().With.Message.EqualTo($"Run {Run("a").RunId} cannot be published: it was not begun, or is published already."));
        Assert.That((ledger.PublishedLines().Count, ledger.FindPublished(Run("a").RunId)!.Folder), Is.EqualTo((1, "2024-04-15_a")));
    }

    [Test]
    public void RecordPublication_WrongNumber_IsRefused()
    {
        ledger.Begin(Run("a"), Morning);
        Assert.That(
            () => ledger.RecordPublication(Run("a").RunId, Run("a").AsOf, 7, "x", Cycle, [], "", Morning),
            Throws.InstanceOf<DatabaseException>().With.Message.EqualTo("Publication 7 cannot be recorded: the next number is 1."));
    }

    [Test]
    public void RecordPublication_AfterReopening_IsStillThere()
    {
        Publish("a", Line("00123", "=1+1", 1, "😀", "MARCH1", 10));
        database?.Dispose();
        database = ForecastingDatabase.Open(directory.DatabasePath);
        var line = new RunLedger(database).PublishedLines().Single();
        Assert.That((line.LineId, line.OrderId, line.Key.Sku.Code, line.Source), Is.EqualTo(("00123", "=1+1", "😀", "MARCH1")));
    }

    private void Publish(string name, params OrderLine[] lines)
    {
        ledger.Begin(Run(name), Morning);
        ledger.RecordPublication(Run(name).RunId, Run(name).AsOf, ledger.NextSequence(), $"2024-04-15_{name}", Cycle, lines, "done", Morning);
    }

    private static RunIdentity Run(string settings) => new(Cycle, "all", settings, [], "1.0");

    private static SkuLocation Key(string sku) => new(new Sku(sku), new Location("LEEDS"));

    private static OrderLine Line(string id, string order, int number, string sku, string supplier, decimal quantity, string shipFrom = "") => new(
        id, order, number, supplier.Length > 0 ? OrderType.Purchase : OrderType.Transfer, OrderAction.Create, Cycle, supplier, shipFrom, new Location("LEEDS"),
        new Sku(sku), "", "", quantity, "each", quantity, null, Cycle.AddDays(7), 1.5m, "EUR", "normal", "BELOW_REORDER_POINT");
}
