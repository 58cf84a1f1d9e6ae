using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ModelChoiceTests
{
    [Test]
    public void Make_ModelAskedForByName_IsUsedEvenWhenAnotherIsBetter()
    {
        var choice = ModelChoice.Make(Task(WeeklyPattern()), new ForecastSettings { Model = ForecastModel.Naive });

        Assert.That(choice.Model, Is.EqualTo("naive"));
        Assert.That(choice.FallbackReason, Is.Empty);
    }

    [Test]
    public void Make_ModelAskedForCannotBeFitted_FallsBackWithTheReason()
    {
        var settings = new ForecastSettings { Model = ForecastModel.Ssa, Ssa = new SsaSettings { WindowLength = 200 } };

        var choice = ModelChoice.Make(Task(WeeklyPattern()), settings);

        Assert.That(choice.Model, Is.EqualTo("moving_average"));
        Assert.That(choice.FallbackReason, Does.StartWith("SSA with window 200 needs at least 201 buckets"));
    }

    [Test]
    public void Make_RivalMarginOfOne_NeverLeavesSsa()
    {
        var random = new SplitMix64(1);
        var walk = 100.0;
        var history = Enumerable.Range(0, 120).Select(_ => walk += random.NextUniform() - 0.5).ToImmutableArray();

        var choice = ModelChoice.Make(Task(history), new ForecastSettings { RivalMargin = 1 });

        Assert.That(choice.Model, Is.EqualTo("ssa"));
        Assert.That(choice.FallbackReason, Is.Empty);
    }

    [Test]
    public void Make_IntermittentDemand_PrefersTsbAndSaysWhy()
    {
        var random = new SplitMix64(5);
        var history = Enumerable.Range(0, 100).Select(_ => random.NextUniform() < 0.25 ? 1.0 + random.NextBelow(3) : 0).ToImmutableArray();

        var choice = ModelChoice.Make(Task(history), new ForecastSettings { RivalMargin = 1 });

        Assert.That(choice.Model, Is.EqualTo("tsb"));
        Assert.That(choice.FallbackReason, Does.Match(@"^Demand is intermittent: on average one bucket in \d\.\d has any\.$"));
    }

    [Test]
    public void Make_TheChosenModel_HasTheErrorsOfItsOwnForecasts()
    {
        var task = Task(WeeklyPattern());
        var choice = ModelChoice.Make(task, new ForecastSettings());

        Assert.That(choice.Backtest.Model, Is.EqualTo(choice.Model));
        Assert.That(choice.Backtest.Errors[0], Is.EqualTo(choice.Forecast.Row(0)[0] - task.History[task.Origins[0]]));
    }

    [Test]
    public void Settings_OutOfRange_NameValueAndRange()
    {
        Assert.That(() => new ForecastSettings { Origins = 1 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 2..100"));
        Assert.That(() => new ForecastSettings { RivalMargin = -0.1 }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 0..1"));
        Assert.That(() => new ForecastSettings { Model = (ForecastModel)99 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static ImmutableArray<double> WeeklyPattern() =>
        [.. Enumerable.Range(0, 120).Select(t => 50 + 10 * Math.Sin(2 * Math.PI * t / 7) + (t * 31 % 7))];

    private static ForecastTask Task(ImmutableArray<double> history) =>
        new(history, 7, 14, RollingOrigins.Choose(history.Length, 7, 14, 12));
}
