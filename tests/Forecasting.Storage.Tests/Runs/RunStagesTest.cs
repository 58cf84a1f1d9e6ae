using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class RunStagesTest(StoreKind kind)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private LedgerStore store = null!;
    private DateTimeOffset now;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        now = Morning;
        Of("a").Open("run", RunStage.Plan, 3);
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void ClaimNext_Shards_AreGivenOutOnce()
    {
        var claimed = new[] { Of("a"), Of("b"), Of("a") }.Select(s => s.ClaimNext("run", RunStage.Plan)!.Number).ToArray();
        Assert.That(claimed, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(Of("c").ClaimNext("run", RunStage.Plan), Is.Null);
        Assert.That(Of("a").ClaimNext("run", RunStage.Plan), Is.Null, "a thread of this very process may be working on it");
        Assert.That(Of("a").ClaimNext("run", RunStage.Check), Is.Null, "never opened");
        Assert.That(Of("a").Shards("run", RunStage.Plan).Select(s => (s.Worker, s.Attempts, s.IsDone)), Is.EqualTo(new[] { ("a", 1, false), ("b", 1, false), ("a", 1, false) }));
    }

    [Test]
    public void ClaimNext_WorkerGone_GivesItsShardToAnother()
    {
        var gone = Of("a").ClaimNext("run", RunStage.Plan, Minute)!;
        now += Minute;
        var next = Of("b").ClaimNext("run", RunStage.Plan)!;
        Assert.That((next.Number, next.Lease.Token), Is.EqualTo((0, 2L)));
        Assert.That(() => Of("a").Complete(gone, 7, Note), Throws.InstanceOf<LeaseLostException>());
        Assert.That(Of("b").Complete(next, 8, Note), Is.False);
        Assert.That(Of("b").Shards("run", RunStage.Plan)[0], Is.EqualTo(
            new ShardProgress(0, true, 2, "b", now.ToUniversalTime(), now.ToUniversalTime(), 8)));
        Assert.That(Notes(), Is.EqualTo(1));
    }

    [Test]
    public void Complete_Twice_ChangesNothing()
    {
        var shard = Of("a").ClaimNext("run", RunStage.Plan)!;
        Assert.That(Of("a").Complete(shard, 7, Note), Is.False);
        Assert.That(Of("a").Complete(shard, 9, Note), Is.False);
        Assert.That((Of("a").Shards("run", RunStage.Plan)[0].Rows, Notes()), Is.EqualTo(((long?)7, 1)));
    }

    [Test]
    public void Complete_LastShard_IsToldSo()
    {
        var shards = Enumerable.Range(0, 3).Select(_ => Of("a").ClaimNext("run", RunStage.Plan)!).ToArray();
        Assert.That(shards.Select(s => Of("a").Complete(s, 1)), Is.EqualTo(new[] { false, false, true }));
        Assert.That(Of("a").IsDone("run", RunStage.Plan), Is.True);
        Assert.That(Of("a").Complete(shards[2], 1), Is.False, "told once");
        Assert.That(Of("b").ClaimNext("run", RunStage.Plan), Is.Null);
    }

    [Test]
    public void Complete_WorkThatFails_LeavesTheShardOpen()
    {
        var shard = Of("a").ClaimNext("run", RunStage.Plan)!;
        Assert.That(() => Of("a").Complete(shard, 1, () => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That(Of("a").Shards("run", RunStage.Plan)[0].IsDone, Is.False);
        Assert.That(Of("a").Complete(shard, 1, Note), Is.False);
    }

    [Test]
    public void Open_AgainAlike_ChangesNothingAndOtherwiseIsRefused()
    {
        Of("a").Complete(Of("a").ClaimNext("run", RunStage.Plan)!, 1);
        Of("b").Open("run", RunStage.Plan, 3);
        Assert.That(Of("a").Shards("run", RunStage.Plan).Count(s => s.IsDone), Is.EqualTo(1));
        Assert.That(() => Of("b").Open("run", RunStage.Plan, 4), Throws.InstanceOf<DatabaseException>().With.Message.EqualTo(
            "Stage Plan of run run has 3 shards, not 4: all workers must share it alike."));
    }

    [Test]
    public void Reopen_DoneStage_IsDoneOnceMore()
    {
        foreach (var _ in Enumerable.Range(0, 3))
            Of("a").Complete(Of("a").ClaimNext("run", RunStage.Plan)!, 1);
        Of("a").Reopen("run", RunStage.Plan);
        Assert.That(Of("a").IsDone("run", RunStage.Plan), Is.False);
        Assert.That(Enumerable.Range(0, 3).Select(_ => Of("b").Complete(Of("b").ClaimNext("run", RunStage.Plan)!, 1)), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void ManyWorkers_ManyShards_EachIsDoneOnceAndOneWorkerIsLast()
    {
        const int Workers = 8;
        const int Shards = 60;
        store.Contend(db => new RunStages(db, Leases(db)).Open("big", RunStage.Plan, Shards));
        var done = LedgerStore.InParallel(Workers, i =>
        {
            var mine = new List<(int Shard, bool IsLast)>();
            while (true)
            {
                var shard = store.Contend(db => new RunStages(db, Leases(db, owner: $"w{i % 4}")).ClaimNext("big", RunStage.Plan));
                if (shard is null)
                    return mine;
                var isLast = store.Contend(db => new RunStages(db, Leases(db, owner: $"w{i % 4}")).Complete(shard, 1, () => Note(db)));
                mine.Add((shard.Number, isLast));
            }
        }).SelectMany(d => d).ToArray();
        Assert.That(done.Select(d => d.Shard), Is.EquivalentTo(Enumerable.Range(0, Shards)));
        Assert.That(done.Count(d => d.IsLast), Is.EqualTo(1));
        Assert.That(Notes(), Is.EqualTo(Shards));
    }

    private RunStages Of(string owner) => new(store.Database, Leases(store.Database, () => now, owner));

    private int Notes() => new AuditLog(store.Database).Read().Count(e => e.Act.Act == "test");

    private void Note() => Note(store.Database);

    private void Note(ForecastingDatabase database) => new AuditLog(database).Append(new AuditAct(now, "x", "test", "", ""));
}
