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
    public void Weights_NoiseFreeSeason_AreNearlyAllSsas()
    {
        var history = Enumerable.Range(0, 120).Select(t => 50 + 10 * Math.Sin(2 * Math.PI * t / 9)).ToImmutableArray();

        var candidates = ModelChoice.Candidates(Task(history), new ForecastSettings(), out _);

        Assert.That(candidates[0].Model, Is.EqualTo("ssa"));
        Assert.That(ModelChoice.Weights(candidates)[0], Is.GreaterThan(0.999));
    }

    [Test]
    public void Weights_FollowPastAccuracyAndSumToOne()
    {
        var random = new SplitMix64(1);
        var walk = 100.0;
        var history = Enumerable.Range(0, 120).Select(_ => walk += random.NextUniform() - 0.5).ToImmutableArray();

        var candidates = ModelChoice.Candidates(Task(history), new ForecastSettings(), out _);
        var weights = ModelChoice.Weights(candidates);

        Assert.That(weights.Sum(), Is.EqualTo(1).Within(1e-12));
        Assert.That(
            weights.Zip(candidates).OrderByDescending(p => p.First).Select(p => p.Second.Model),
            Is.EqualTo(candidates.OrderBy(c => c.Backtest.Loss()).Select(c => c.Model)));
    }

    [Test]
    public void Weights_MoreHorizonsSeen_AreSharper()
    {
        var good = new Backtest("good", 2, [10, 12, 14], [], [1, 1, 1, 1, 1, 1]);
        var bad = new Backtest("bad", 2, [10, 12, 14], [], [2, 2, 2, 2, 2, 2]);

        // Three horizons end to end: twice the loss weighs an eighth. Overlapping into two, a quarter.
        Assert.That(Weights(good, bad)[0], Is.EqualTo(8.0 / 9).Within(1e-12));
        Assert.That(Weights(good with { Origins = [10, 11, 12] }, bad with { Origins = [10, 11, 12] })[0], Is.EqualTo(0.8).Within(1e-12));
        Assert.That(Weights(
            new Backtest("good", 2, [10], [], [1, 1]), new Backtest("bad", 2, [10], [], [2, 2]))[0], Is.EqualTo(0.5), "one origin proves nothing");

        static double[] Weights(params Backtest[] backtests) => ModelChoice.Weights(
            [.. backtests.Select(backtest => new ModelChoice(backtest.Model, new RollingForecast([], 2, [], ""), backtest, ""))]);
    }

    [Test]
    public void Make_Automatic_IsTheWeightedMeanOfItsParts()
    {
        var random = new SplitMix64(4);
        var task = Task([.. WeeklyPattern().Select(v => v + 10 * random.NextUniform())]);
        var candidates = ModelChoice.Candidates(task, new ForecastSettings(), out _);
        var weights = ModelChoice.Weights(candidates);

        var choice = ModelChoice.Make(task, new ForecastSettings());

        Assert.That(choice.Model, Is.EqualTo("combination"));
        Assert.That(choice.FallbackReason, Is.Empty);
        Assert.That(choice.Forecast.Final[5], Is.EqualTo(candidates.Select((c, i) => weights[i] * c.Forecast.Final[5]).Sum()).Within(1e-9));
        Assert.That(choice.Forecast.Parameters, Does.Match(@": \d+ % ssa \(.+ \(\d+ % of \d+ weighed\)\), \d+ % theta "));
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
        Assert.That(() => new ForecastSettings { Model = (ForecastModel)99 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static ImmutableArray<double> WeeklyPattern() =>
        [.. Enumerable.Range(0, 120).Select(t => 50 + 10 * Math.Sin(2 * Math.PI * t / 7) + (t * 31 % 7))];

    private static ForecastTask Task(ImmutableArray<double> history) =>
        new(history, 7, 14, RollingOrigins.Choose(history.Length, 7, 14, 12));
}
