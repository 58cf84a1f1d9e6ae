using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Jobs.Tests.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>Two nodes ring for the same moment, with the same clock or not: one does the work, and the other one leaves and says so.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class SameRingTests
{
    private const int Looks = 20;

    private static readonly int Times = Disturbance.Number("FORECASTING_RINGS", LongFaults.AreAsked ? 200 : 5);

    // Of the same files every run after the first finds that there is nothing new; before a release they are made all the same.
    private static readonly string Job = LongFaults.AreAsked ? "run" : "deliver";

    [Test]
    public async Task Ring_TheSameMomentOnTwoNodes_IsOneRequestAndALineOfTheOther()
    {
        using var company = ServerCompany.Make();
        await using var first = Node(company, TimeProvider.System);
        await using var second = Node(company, TimeProvider.System);
        var moments = await Begin(first, second);
        foreach (var moment in moments.Take(Times))
            await Ring(moment, first, second);
        AssertOnce(company, Times);
        if (Job == "run")
            Assert.That(PublishedRun.All(company.Output), Has.Count.EqualTo(1));
    }

    [TestCase(2, "ahead of")]
    [TestCase(30, "ahead of")]
    [TestCase(-2, "behind")]
    [TestCase(-30, "behind")]
    public async Task Clock_OfOneNodeIsNotTheServers_IsToldWithItsSecondsAndThereIsStillOneRequest(int seconds, string where)
    {
        using var company = ServerCompany.Make();
        await using var right = Node(company, TimeProvider.System);
        await using var wrong = Node(company, new ShiftedClock { Shift = TimeSpan.FromSeconds(seconds) });
        var moments = await Begin(right, wrong);
        await Ring(moments.First(), right, wrong);
        AssertOnce(company, 1);

        var told = $"The clock of {Environment.MachineName} is {Math.Abs(seconds)} s {where} that of the database's server.";
        var health = await Told(async () => await Health(wrong), h => h.Description == told);
        Assert.That((health.Status, health.Description), Is.EqualTo((HealthStatus.Degraded, told)));
        var board = wrong.Services.GetRequiredService<StatusBoard>();
        var alarm = await Told(() => Task.FromResult(board.Now().Alarms.FirstOrDefault(a => a.Kind == AlarmKind.Clock)), a => a?.Text == told);
        Assert.That((alarm?.Subject, alarm?.Text), Is.EqualTo((Environment.MachineName, told)));
        Assert.That((await Health(right)).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(right.Services.GetRequiredService<StatusBoard>().Now().Alarms.Select(a => a.Kind), Has.None.EqualTo(AlarmKind.Clock));
    }

    [TestCase(0.99, null)]
    [TestCase(-0.99, null)]
    [TestCase(1, "The clock of n1 is 1 s ahead of that of the database's server.")]
    [TestCase(-3600, "The clock of n1 is 3600 s behind that of the database's server.")]
    public void Fault_FromASecondOn_IsSaid(double seconds, string? told) => Assert.That(ClockSkew.Fault(TimeSpan.FromSeconds(seconds), "n1"), Is.EqualTo(told));

    // What a node is, without its address: nothing rings by itself.
    private static WebApplication Node(ServerCompany company, TimeProvider clock) => ServiceHost.Build(
        ServiceOptions.Of(
            company.Data, company.Output, company.Address, null, "http://127.0.0.1:0", isDevelopment: true,
            [KeyValuePair.Create("timetable." + Job, "0 0 6 ? * MON"), KeyValuePair.Create("inventory.paths", "100")]),
        clock,
        builder => builder.Logging.ClearProviders());

    private static async Task<IEnumerable<DateTimeOffset>> Begin(params WebApplication[] nodes)
    {
        foreach (var node in nodes)
            await Bell(node).Ring(Job, isStart: true, null, CancellationToken.None);
        var times = new FireTimes("0 0 6 ? * MON", FireTimes.Zone("UTC")!);
        return times.Between(DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.MaxValue.AddYears(-1));
    }

    // A moment that was rung for has come, whatever the clock of the server shows.
    private static Task Ring(DateTimeOffset moment, params WebApplication[] nodes) =>
        Task.WhenAll(nodes.Select(node => Task.Run(() => Bell(node).Ring(Job, isStart: false, moment, CancellationToken.None))));

    private static void AssertOnce(ServerCompany company, int moments)
    {
        var states = company.Query("select state from run.request where requested_by = 'timetable'");
        var left = company.Query("select detail from run.audit where act = 'lost ring' and actor = 'timetable'");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(states, Has.Count.EqualTo(moments), "one request for each moment");
            Assert.That(states, Is.All.EqualTo("Done").Or.EqualTo("Partial"));
            Assert.That(left, Has.Count.EqualTo(moments).And.Unique, "and the other node left, each time with a line");
            Assert.That(company.Query("select job_name from run.timetable where done_at is null"), Is.Empty);
            Assert.That(ForecastingProgram.Run("audit", "--verify", "--db", company.Address).ExitCode, Is.Zero);
        }
    }

    // An answer that took a second hides a second of it: then the next look, which is made a second later at the earliest, is the one.
    private static async Task<T> Told<T>(Func<Task<T>> look, Func<T, bool> isIt)
    {
        for (var tries = 0; ; tries++)
        {
            if (await look() is var seen && (isIt(seen) || tries == Looks))
                return seen;
            await Task.Delay(TimeSpan.FromSeconds(1.1));
        }
    }

    private static TimetableBell Bell(WebApplication node) => node.Services.GetRequiredService<TimetableBell>();

    private static async Task<HealthCheckResult> Health(WebApplication node) => await node.Services.GetRequiredService<DatabaseHealth>().CheckHealthAsync(new HealthCheckContext());
}
