using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class ShardWorkTest(StoreKind kind)
{
    private const string Build = "b1";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ShardQuestion[] Questions = [new("h0", [1, 2]), new("h1", []), new("h2", [0, 255])];

    private LedgerStore store = null!;
    private DateTimeOffset now;
    private string run = "";

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        now = Morning;
        run = Run("shared").RunId;
        new RunLedger(store.Database).Begin(Run("shared"), Morning, "anna");
        Of("a").Ask(run, Build, Questions);
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Answers_OfAllShards_ComeBackAsTheyWereGiven()
    {
        foreach (var worker in (string[])["a", "b", "a"])
        {
            var shard = Stages(worker).ClaimNext(run, RunStage.Forecast)!;
            Of(worker).Answer(shard, 10, [.. Of(worker).Question(run, shard.Number)!.Reverse()]);
        }

        Assert.That(Questions.Select((_, i) => Of("c").Answered(run, i)), Is.EqualTo(Questions.Select(q => q.Packed.Reverse())));
        Assert.That(Of("c").OpenRuns(Build), Is.Empty);
    }

    [Test]
    public void OpenRuns_AreThoseOfThisBuildThatAreBeingMade()
    {
        Assert.That(Of("a").OpenRuns(Build), Is.EqualTo(new[] { run }));
        Assert.That(Of("a").OpenRuns("another"), Is.Empty);
        new RunLedger(store.Database).Fail(Run("shared"), "interrupted", Morning);
        Assert.That(Of("a").OpenRuns(Build), Is.Empty, "nobody waits for it");
    }

    [Test]
    public void OpenRuns_PlannedOrPublishingWhenItsNodeDied_AreMadeAgain()
    {
        var ledger = new RunLedger(store.Database);
        ledger.Plan(run, Cycle, LinesHash.Of([]), Morning);
        Assert.That(Of("a").OpenRuns(Build), Is.EqualTo(new[] { run }));
        ledger.BeginPublishing(run);
        Of("a").ForgetEnded(now);
        Assert.That(Of("a").OpenRuns(Build), Is.EqualTo(new[] { run }));
        Assert.That(Of("a").Question(run, 0), Is.Not.Null);
    }

    [Test]
    public void Ask_TheSameAgain_KeepsWhatIsAnswered()
    {
        var shard = Stages("a").ClaimNext(run, RunStage.Forecast)!;
        Of("a").Answer(shard, 1, [7]);
        Of("b").Ask(run, Build, Questions);
        Assert.That(Stages("b").Shards(run, RunStage.Forecast).Count(s => s.IsDone), Is.EqualTo(1));
        Assert.That(Of("b").Answered(run, shard.Number), Is.EqualTo(new byte[] { 7 }));
    }

    [TestCase("b2", "h2")]
    [TestCase(Build, "other")]
    public void Ask_AnotherBuildOrQuestion_BeginsAnew(string build, string lastHash)
    {
        var late = Stages("a").ClaimNext(run, RunStage.Forecast)!;
        Of("a").Answer(Stages("a").ClaimNext(run, RunStage.Forecast)!, 1, [7]);
        Of("b").Ask(run, build, [Questions[0], Questions[1], Questions[2] with { Hash = lastHash }]);
        Assert.That(Stages("b").Shards(run, RunStage.Forecast).Any(s => s.IsDone), Is.False);

        // Whoever still computes the question of before answers nothing.
        Of("a").Answer(late, 1, [9]);
        Assert.That(() => Of("b").Answered(run, late.Number), Throws.InstanceOf<DatabaseException>());
    }

    [Test]
    public void Answer_OfAShardThatWasTakenOver_IsRefused()
    {
        var frozen = Stages("a").ClaimNext(run, RunStage.Forecast, Minute)!;
        now += Minute;
        var next = Stages("b").ClaimNext(run, RunStage.Forecast, Minute)!;
        Assert.That(next.Number, Is.EqualTo(frozen.Number));
        Of("b").Answer(next, 1, [1]);
        Assert.Throws<LeaseLostException>(() => Of("a").Answer(frozen, 1, [2]));
        Assert.That(Of("a").Answered(run, next.Number), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void ForgetEnded_ForgetsWhatNobodyWaitsFor()
    {
        Of("a").ForgetEnded(now);
        Assert.That(Of("a").Question(run, 0), Is.Not.Null, "it is being made");
        new RunLedger(store.Database).Fail(Run("shared"), "interrupted", Morning);
        Of("a").ForgetEnded(now);
        Assert.That(Of("a").Question(run, 0), Is.Null);
    }

    [Test]
    public void Lease_GivenBackBetweenTwoLooks_IsNotTakenOverFrom()
    {
        var takeOvers = () => new AuditLog(store.Database).Read().Count(e => e.Act.Act == AuditActs.TakeOver);
        var shard = Stages("a").ClaimNext(run, RunStage.Forecast, Minute)!;
        Of("a").Answer(shard, 1, [1]);
        while (Stages("b").ClaimNext(run, RunStage.Forecast, Minute) is { } mine)
            Of("b").Answer(mine, 1, [1]);
        Assert.That(takeOvers(), Is.Zero);
    }

    private RunLeases LeasesOf(string owner) => Leases(store.Database, () => now, owner);

    private RunStages Stages(string owner) => new(store.Database, LeasesOf(owner));

    private ShardWork Of(string owner) => new(store.Database, Stages(owner), RunStage.Forecast);
}
