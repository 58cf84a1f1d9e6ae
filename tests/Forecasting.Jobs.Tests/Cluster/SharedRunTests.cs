using System.Globalization;
using System.Net;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Jobs.Tests.Faults;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>Two nodes share a run on a real server, and one of them is killed or frozen at any moment: the other one completes it, as if it had been alone.</summary>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class SharedRunTests
{
    private const int CheckIn = 4;

    // A shard for each SKU-location: two places, and 200 shards before a release.
    private static readonly string[] Codes = [.. Enumerable.Range(0, LongFaults.AreAsked ? 100 : 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"P-{i:000}"))];
    private static readonly string[] Work = LongFaults.AreAsked ? ["forecast.origins=18"] : [];
    private static readonly string[] Shared = ["cluster.shareFrom=1", "cluster.shardSize=1", .. Work];
    private static readonly Lazy<Task<Undisturbed>> OneNode = new(Alone);

    private static IEnumerable<int> Disturbances() => Enumerable.Range(0, Disturbance.Number("FORECASTING_NODES_KILLED", LongFaults.AreAsked ? 20 : 2));

    [TestCaseSource(nameof(Disturbances))]
    public async Task Run_ANodeIsKilledOrFrozen_TheOtherCompletesItWithTheSameBytes(int number)
    {
        var alone = await OneNode.Value;
        var share = (number + new Random(number).NextDouble()) / Disturbances().Count();

        // A moment at which the run is over proves nothing: then an earlier one is tried.
        while (!await IsCompleted(number, share, alone))
            share *= 0.8;
    }

    [Test]
    public async Task Run_AskedOfBothNodes_IsOneRequestThatEitherMayStop()
    {
        using var company = ServerCompany.Make(Codes);
        using var first = Node.Start(company, CheckIn, Shared);
        using var second = Node.Start(company, CheckIn, Shared);
        Assert.That((await first.IsReady(), await second.IsReady()), Is.EqualTo((true, true)));
        var request = await first.Run();
        Assert.That(await second.Run(), Is.EqualTo(request), "the same work, the same request");
        Assert.That((await second.Post("/api/v1/imports", "{}")).Status, Is.EqualTo(HttpStatusCode.Conflict), "something else waits");
        while ((await second.Get("/api/v1/live")).Status == HttpStatusCode.NoContent)
            await Task.Delay(20);
        Assert.That((await second.Get("/api/v1/live")).Body.GetProperty("requestId").GetString(), Is.EqualTo(request));
        Assert.That((await second.Post($"/api/v1/requests/{request}/cancel", "{}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await second.Ended(request)).State, Is.EqualTo("cancelled"));
        await first.Idle();
        Assert.That(Directory.Exists(company.Output) ? PublishedRun.All(company.Output) : [], Is.Empty);

        // The next one is whole, whoever makes it.
        var next = await second.Run();
        Assert.That(next, Is.Not.EqualTo(request));
        Assert.That((await first.Ended(next)).State, Is.EqualTo("done").Or.EqualTo("partial"));
        Assert.That(PublishedRun.Only(company.Output).Hashes(), Is.EqualTo((await OneNode.Value).Hashes));
    }

    private static async Task<bool> IsCompleted(int number, double share, Undisturbed alone)
    {
        using var company = ServerCompany.Make(Codes);
        using var first = Node.Start(company, CheckIn, Shared);
        using var second = Node.Start(company, CheckIn, Shared);
        Assert.That((await first.IsReady(), await second.IsReady()), Is.EqualTo((true, true)));
        var request = await first.Run();
        await Task.Delay((int)(share * alone.Milliseconds));

        // Mostly the one that was asked: it has more to lose. Every other time it is only frozen, and wakes up when all is over.
        var (victim, other) = number % 3 != 2 ? (first, second) : (second, first);
        var isFrozen = number % 2 == 1;
        var at = company.Query("select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US')")[0];
        if (company.Query("select state from run.request") is not ["Working"])
            return false;
        Disturbance.Signal(victim.Program, isFrozen ? Disturbance.Stop : Disturbance.Kill);
        var ended = await other.Ended(request);
        Assert.That(ended.State, Is.EqualTo("done").Or.EqualTo("partial"), () => $"{ended.Outcome}\n{other.Log()}");
        var waits = company.Query(string.Create(
            CultureInfo.InvariantCulture, $"select round(extract(epoch from happened_at - '{at}')::numeric, 2)::text from run.audit where act = 'take-over' and happened_at > '{at}' order by happened_at"));
        TestContext.Out.WriteLine($"{(isFrozen ? "frozen" : "killed")} {(victim == first ? "the one asked" : "the other")} at {share:0%}; taken over after {string.Join(", ", waits)} s");
        if (isFrozen)
        {
            Disturbance.Signal(victim.Program, Disturbance.Continue);
            await victim.Idle();
        }

        company.AssertSameAs(alone);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits.Select(w => double.Parse(w, CultureInfo.InvariantCulture)), Is.All.LessThan(2 * CheckIn), "taken over in time");
            Assert.That(company.Query("select act from run.audit where act = 'publish'"), Has.Count.EqualTo(1));
            Assert.That(company.Query("select state from run.request"), Is.EqualTo(new[] { ended.State == "done" ? "Done" : "Partial" }));
            Assert.That(ForecastingProgram.Run("audit", "--verify", "--db", company.Address).ExitCode, Is.Zero);
        }

        return true;
    }

    private static async Task<Undisturbed> Alone()
    {
        using var company = ServerCompany.Make(Codes);
        using var node = Node.Start(company, CheckIn, ["cluster.shareFrom=1000000", .. Work]);
        Assert.That(await node.IsReady(), Is.True);
        var began = TimeProvider.System.GetTimestamp();
        var request = await node.Run();
        var (state, outcome) = await node.Ended(request);
        Assert.That(state, Is.EqualTo("done").Or.EqualTo("partial"), outcome);
        var took = (int)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        return new Undisturbed(PublishedRun.Only(company.Output).Hashes(), company.Ledger(), took, took);
    }
}
