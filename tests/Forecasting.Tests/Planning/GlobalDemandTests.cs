using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class GlobalDemandTests
{
    private const int Products = 24;
    private const int Weeks = 160;

    private static readonly PlanSettings Together = new() { Forecast = new ForecastSettings { Global = true, Groups = false, Origins = 6 } };
    private static readonly PlanSettings Apart = new() { Forecast = new ForecastSettings { Groups = false, Origins = 6 } };

    [Test]
    public void Plan_ModelThatKnowsBetter_TakesPartAndIsNamed()
    {
        var plan = Planned(new Oracle(), Together);
        Assert.That(plan.Lines, Has.Length.EqualTo(Products));
        Assert.That(plan.Admissions.Single().Weight, Is.GreaterThan(0.9));
        foreach (var line in plan.Lines)
        {
            Assert.That(line.Forecast.Model, Is.EqualTo("auto+oracle"));
            Assert.That(line.Forecast.Parameters, Does.Match(@"^\d+ % nearer than the last season repeated, from \d+ past dates: \d+ % oracle \(it looked\)"));
            Assert.That(line.Forecast.Mean[0], Is.EqualTo(Demand(line.Key.Sku.Code, Weeks)).Within(15));
        }
    }

    [Test]
    public void Plan_ModelThatKnowsNothing_ChangesNothingButIsOnRecord()
    {
        var plan = Planned(new Oracle(error: 80), Together);
        var apart = Planned(null, Apart);
        Assert.That(plan.Admissions.Single().IsAdmitted, Is.False);
        Assert.That(plan.Lines.Select(l => (l.Forecast.Model, l.Forecast.Parameters)), Is.EqualTo(apart.Lines.Select(l => (l.Forecast.Model, l.Forecast.Parameters))));
        Assert.That(plan.Lines.SelectMany(l => l.Forecast.Quantiles), Is.EqualTo(apart.Lines.SelectMany(l => l.Forecast.Quantiles)));
        Assert.That(plan.Lines.Select(l => l.Recommendation.Explanation.Quantity), Is.EqualTo(apart.Lines.Select(l => l.Recommendation.Explanation.Quantity)));
    }

    [Test]
    public void Plan_NotAskedFor_DoesNotTrainIt()
    {
        var model = new Oracle();
        var plan = Planned(model, Apart);
        Assert.That((model.Asked, plan.Admissions.Length), Is.EqualTo((0, 0)));
        plan = Planned(model, Together with { Forecast = Together.Forecast with { Model = ForecastModel.Naive } });
        Assert.That((model.Asked, plan.Admissions.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Plan_NoAnswer_SaysWhyAndGoesOnAlone()
    {
        var plan = Planned(new Silent(), Together);
        Assert.That(plan.Admissions, Is.Empty);
        Assert.That(plan.Lines.Select(l => l.Forecast.FallbackReason), Is.All.EqualTo("The library is missing."));
        Assert.That(plan.Lines.Select(l => l.Forecast.Model), Is.EqualTo(Planned(null, Apart).Lines.Select(l => l.Forecast.Model)));
    }

    [Test]
    public void Plan_ShortHistoriesAndNewProducts_AreLeftToTheirRelatives()
    {
        var model = new Oracle();
        var firm = Firm().Item("YOUNG").Sells("YOUNG", Enumerable.Range(0, 20).Select(t => 5.0 + t % 3))
            .Item("EMPTY").Sells("EMPTY", Enumerable.Repeat(double.NaN, 160));
        var plan = Plan.Make(firm.Input(Together) with { Global = model }, 1, null, CancellationToken.None);
        Assert.That(model.Keys, Has.Length.EqualTo(Products).And.None.Contains("YOUNG").And.None.Contains("EMPTY"));
        Assert.That(plan.Lines.Single(l => l.Key.Sku.Code == "YOUNG").Forecast.Model, Is.Not.EqualTo("auto+oracle"));
    }

    [Test]
    public void Plan_AnyNumberOfThreads_IsTheSame()
    {
        var one = Planned(new Oracle(error: 3), Together, 1);
        var many = Planned(new Oracle(error: 3), Together, 8);
        Assert.That(many.Lines.SelectMany(l => l.Forecast.Quantiles), Is.EqualTo(one.Lines.SelectMany(l => l.Forecast.Quantiles)));
        Assert.That(many.Admissions, Is.EqualTo(one.Admissions));
    }

    [Test]
    public void Join_WhatWouldBeFarOff_IsShutOutByTheLastSeason()
    {
        ImmutableArray<double> history = [.. Enumerable.Range(0, 240).Select(t => 10.0 + t % 24)];
        var task = ((Outcome<ForecastTask>.Done)GivenForecast.TaskOf(history, 24, 12, new ForecastSettings())).Value;
        var local = GivenForecast.Local(task, new ForecastSettings());
        var far = new RollingForecast(task.Origins, task.Horizon, [.. Enumerable.Repeat(90.0, task.Origins.Length * task.Horizon)], "");
        var joined = GivenForecast.Join("auto+far", task, local, GivenForecast.Given("far", task, far), 0.9);
        Assert.That(joined.Model, Is.EqualTo("seasonal_naive"));
        Assert.That(joined.FallbackReason, Does.StartWith("The models together were"));
    }

    [Test]
    public void Series_BearTheirCalendarAndCategories()
    {
        var model = new Oracle();
        _ = Planned(model, Together);
        foreach (var series in model.Series)
        {
            Assert.That(series.Task.History, Has.Length.EqualTo(Weeks));
            Assert.That(series.KnownAhead, Has.Length.EqualTo(2));
            Assert.That(series.KnownAhead[1], Has.Length.EqualTo(Weeks + series.Task.Horizon));
            Assert.That(series.KnownAhead[1][Weeks], Is.EqualTo((double)SmallFirm.AsOf.DayOfYear), "the first week forecast begins on the morning of the plan");
            Assert.That(series.Categories, Has.Length.EqualTo(4));
        }

        Assert.That(model.Series.Select(s => s.Categories[0]).Distinct().Count(), Is.EqualTo(2), "two categories");
    }

    private static Plan Planned(IGlobalForecaster? model, PlanSettings settings, int threads = 1) =>
        Plan.Make(Firm().Input(settings) with { Global = model }, threads, null, CancellationToken.None);

    private static SmallFirm Firm()
    {
        var firm = new SmallFirm();
        for (var i = 0; i < Products; i++)
        {
            var sku = $"P{i:00}";
            firm.Item(sku, item => item with { Category = i % 2 == 0 ? "Tea" : "Coffee" }).Sells(sku, Enumerable.Range(0, Weeks).Select(t => Demand(sku, t)));
        }

        return firm;
    }

    // Nothing in the past of one series tells what comes next.
    private static double Demand(string sku, int week)
    {
        var random = new SplitMix64((ulong)(week * 1000 + sku[1] * 10 + sku[2]));
        return 100 + 40 * (random.NextUniform() - 0.5) + 40 * (random.NextUniform() - 0.5);
    }

    /// <summary>Knows what comes, give or take an error of its own.</summary>
    private sealed class Oracle(double error = 0) : IGlobalForecaster
    {
        public int Asked { get; private set; }

        public ImmutableArray<GlobalSeries> Series { get; private set; } = [];

        public string[] Keys => [.. Series.Select(s => s.Key)];

        public string Name => "oracle";

        public string Words => "the oracle";

        public ImmutableArray<Outcome<RollingForecast>> Forecast(IReadOnlyList<GlobalSeries> series, int threads, CancellationToken cancellation)
        {
            Asked++;
            Series = [.. series];
            return [.. series.Select(s => new Outcome<RollingForecast>.Done(Look(s)))];
        }

        private RollingForecast Look(GlobalSeries series)
        {
            var (task, sku) = (series.Task, series.Key[^3..]);
            var random = new SplitMix64((ulong)sku[2] * 7 + sku[1]);
            var means = task.Origins.SelectMany(origin => Enumerable.Range(0, task.Horizon)
                .Select(h => Demand(sku, origin + h) + error * (1 + random.NextUniform()))).ToImmutableArray();
            return new RollingForecast(task.Origins, task.Horizon, means, "it looked");
        }
    }

    private sealed class Silent : IGlobalForecaster
    {
        public string Name => "silent";

        public string Words => "silence";

        public ImmutableArray<Outcome<RollingForecast>> Forecast(IReadOnlyList<GlobalSeries> series, int threads, CancellationToken cancellation) =>
            [.. series.Select(_ => new Outcome<RollingForecast>.Skipped("The library is missing."))];
    }
}
