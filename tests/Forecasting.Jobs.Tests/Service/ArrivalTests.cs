using Forecasting.Jobs.Service.Timetable;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Files that come: each marker is one run, and nothing is read before it is there.</summary>
[TestFixture]
public sealed class ArrivalTests
{
    [Test]
    public async Task Look_AMarker_IsOneRun()
    {
        await using var service = await TestService.Start();
        var bell = ActivatorUtilities.CreateInstance<ArrivalBell>(service.Services);
        Assert.That(await bell.Look(isStart: true, CancellationToken.None), Is.False, "files may still be written");

        Write(service, 0);
        Assert.That(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bell.Look(isStart: false, CancellationToken.None))), Has.One.True);
        Assert.That(await bell.Look(isStart: true, CancellationToken.None), Is.False, "after a restart too");
        using (var database = service.Open())
        {
            Assert.That(new RunLedger(database).Runs().Select(r => (r.State, r.TriggeredBy)), Is.EqualTo(new[] { (RunState.Published, TimetableBell.Name) }));
            Assert.That(new TimetableMarks(database).All().Single().DoneAt, Is.Not.Null);
        }

        Write(service, 1);
        Assert.That(await bell.Look(isStart: false, CancellationToken.None), Is.True, "written anew");
        using var again = service.Open();
        Assert.That(new ServiceRequests(again).Newest(), Has.Count.EqualTo(2));
        Assert.That(new RunLedger(again).Runs().Count(r => r.State == RunState.Published), Is.EqualTo(1), "the same files publish nothing new");
    }

    [Test]
    public async Task Look_WorkBrokenOffBefore_IsDoneAtTheStart()
    {
        await using var service = await TestService.Start();
        Write(service, 0);
        using (var database = service.Open())
            new TimetableMarks(database).TryMove(new TimetableMark("arrival", At(0), 0, At(0), null), null);
        var bell = ActivatorUtilities.CreateInstance<ArrivalBell>(service.Services);
        Assert.That(await bell.Look(isStart: false, CancellationToken.None), Is.False, "somebody is at it");
        Assert.That(await bell.Look(isStart: true, CancellationToken.None), Is.True);
    }

    private static DateTimeOffset At(int minutes) => new(2026, 3, 2, 4, minutes, 0, TimeSpan.Zero);

    private static void Write(TestService service, int minutes)
    {
        var marker = Path.Combine(service.Data, ArrivalBell.Marker);
        File.WriteAllText(marker, "");
        File.SetLastWriteTimeUtc(marker, At(minutes).UtcDateTime);
    }
}
