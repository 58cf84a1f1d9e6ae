using System.Collections.Immutable;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service.Deadlines;

/// <summary>How long a run takes, from a history that is known.</summary>
[TestFixture]
public sealed class RunTimesTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    /// <summary>Ten runs of 200, 300 … 1100 seconds.</summary>
    internal static RunTimes Known { get; } = new(
        [.. Enumerable.Range(1, 10).Select(i => ImmutableArray.Create(new StageTime("read", 60), new StageTime("plan", 100 * i), new StageTime("publish", 40)))], TimeSpan.FromHours(1));

    internal static RunTimes Nothing { get; } = new([], TimeSpan.FromHours(1));

    [Test]
    public void History_IsMedianAndNearestRank() =>
        Assert.That((Known.Count, Known.Typical, Known.High), Is.EqualTo((10, TimeSpan.FromSeconds(650), TimeSpan.FromSeconds(1000))));

    [Test]
    public void History_Empty_IsAssumed() => Assert.That((Nothing.Count, Nothing.High), Is.EqualTo((0, TimeSpan.FromHours(1))));

    [TestCase(3, 10, 740, TestName = "the rest of a stage goes as its beginning did")]
    [TestCase(0.5, 10, 640, TestName = "too little is done to tell: nine in ten")]
    [TestCase(0, 1, 640, TestName = "a stage without steps: nine in ten")]
    public void Remaining_InTheMiddleOfAStage(double done, double total, double expected) =>
        Assert.That(Known.Remaining(Live(done, total, ("read", 60), ("plan", 300))).TotalSeconds, Is.EqualTo(expected).Within(1e-6));

    [Test]
    public void Remaining_SlowerThanEver_IsWhatIsToCome() =>
        Assert.That(Known.Remaining(Live(0, 0, ("read", 60), ("plan", 5000))).TotalSeconds, Is.EqualTo(40));

    [Test]
    public void Remaining_WithoutHistory_IsTheRestOfWhatIsAssumed() =>
        Assert.That(Nothing.Remaining(Live(0, 0, ("read", 600))), Is.EqualTo(TimeSpan.FromMinutes(50)));

    internal static LiveProgress Live(double done, double total, params (string Name, double Seconds)[] stages) =>
        new("q", RequestKind.Run, "tests", Begin, "R", stages[^1].Name, done, total, [.. stages.Select(s => new LiveStage(s.Name, s.Seconds))]);
}
