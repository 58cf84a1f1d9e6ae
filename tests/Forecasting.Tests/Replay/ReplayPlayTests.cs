using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Replay;
using Forecasting.Statistics;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

[TestFixture]
public sealed class ReplayPlayTests
{
    private const int Weeks = 120;
    private static readonly ReplaySettings Stretch = new() { Mornings = 10, WarmUp = 3 };

    [Test]
    public void SteadyDemand_IsTheSumThatAPencilGives()
    {
        // Ten a week: each Monday ten are ordered, and come a week later. Ten mornings, and the week in which the last order serves.
        var scores = Play(Firm(_ => 10), Cover(3));
        var score = scores.Single();
        Assert.That((score.Wanted, score.Served, score.Orders, score.Ordered), Is.EqualTo((110, 110, 10, 100)));
        Assert.That(score.StockWeeks / score.Weeks, Is.EqualTo(10), "three weeks of cover, less the two that pass");
    }

    [Test]
    public void UnmetDemand_IsLostOrServedLater()
    {
        // The level covers half of what is wanted.
        var lost = Play(Firm(_ => 10), Cover(1), Stretch with { UnmetDemand = UnmetDemand.Lost }).Single();
        var owed = Play(Firm(_ => 10), Cover(1), Stretch with { UnmetDemand = UnmetDemand.Backordered }).Single();
        Assert.That(lost.Missed, Is.GreaterThan(0));
        Assert.That(owed.Missed, Is.GreaterThan(lost.Missed), "who waits takes what others would have bought");
        Assert.That(lost.Ordered, Is.EqualTo(lost.Served).Within(20), "only what is sold is ordered again");
    }

    [Test]
    public void Morning_ShowsNothingThatCameLater()
    {
        var watcher = new Watcher();
        Play(Firm(t => t), new SinglePolicy(watcher));
        Assert.That(watcher.Seen, Has.Count.EqualTo(13));
        foreach (var (asOf, series) in watcher.Seen)
        {
            Assert.That(series.End, Is.EqualTo(asOf));
            Assert.That(series.Quantities.Max(), Is.EqualTo(series.Length - 1.0), "the week before is the last that is seen");
        }

        Assert.That(watcher.Seen.Select(s => s.AsOf), Is.Ordered.And.Unique);
    }

    [Test]
    public void WeeksThatWereNotSeen_ArePlayedAndNotScored()
    {
        var whole = Play(Firm(_ => 10), Cover(3)).Single();
        var gaps = Play(Firm(t => t is Weeks - 3 or Weeks - 5 ? double.NaN : 10), Cover(3)).Single();
        Assert.That(gaps.Weeks, Is.EqualTo(whole.Weeks - 2));
        Assert.That(gaps.Wanted, Is.EqualTo(whole.Wanted - 20));
    }

    [Test]
    public void Plan_HoldsItsTargetAndBeatsHalfTheCover()
    {
        var history = Firm(new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 6, Groups = false }, Inventory = new InventorySettings { Paths = 400 } }, 8, (i, t) => PoissonSales.Of(i, t, 6));
        var plan = ReplayPlay.Play(history, new PlanFamily([4, 1, 0.25]), Stretch, 2, null, CancellationToken.None).Single();
        Assert.That(plan.AsSet.FillRate, Is.EqualTo(0.95).Within(0.04), "fill rate 95 %");
        Assert.That(plan.AsSet.Scores.Select(s => s.TargetFill), Is.All.InRange(0.89, 0.98), "by class, which may change");
        Assert.That(plan.Points.Select(p => p.FillRate), Is.Ordered, "fewer shortages allowed, more served");
        Assert.That(plan.Points.Select(p => p.MeanStock), Is.Ordered.And.Unique);
        var alone = ReplayPlay.Play(history, new PlanFamily([1]), Stretch, 1, null, CancellationToken.None).Single();
        Assert.That(alone.AsSet.Scores, Is.EqualTo(plan.AsSet.Scores), "neither threads nor who is played beside it matter");
    }

    [Test]
    public void OneTotal_IsSolvedEachMorning_AndSearchedByWhatItLeavesMissed()
    {
        var brief = Stretch with { Mornings = 5, WarmUp = 1 };
        var settings = new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 3, Groups = false }, Inventory = new InventorySettings { Paths = 200 } };
        var byTotal = settings with { Inventory = settings.Inventory with { TotalFillRate = 0.93 } };
        ReplayHistory History(PlanSettings with) => Firm(with, 6, (i, t) => PoissonSales.Of(i, t, 1 + 2 * i), (i, columns) => columns with { UnitCost = 1 + i, UnitPrice = 20 });
        var both = ReplayPlay.Play(History(byTotal), new PlanFamily([4, 1, 0.25], PlanFamily.PlanByTargets), brief, 2, null, CancellationToken.None);
        Assert.That(both.Select(p => p.Policy), Is.EqualTo(new[] { PlanFamily.Plan, PlanFamily.PlanByTargets }));
        foreach (var policy in both)
        {
            Assert.That(policy.Points.Select(p => p.FillRate), Is.Ordered);
            Assert.That(policy.Points.Select(p => p.StockValue), Is.Ordered.And.Unique);
        }

        var alone = ReplayPlay.Play(History(byTotal), new PlanFamily([1]), brief, 1, null, CancellationToken.None).Single();
        Assert.That(alone.AsSet.Scores, Is.EqualTo(both[0].AsSet.Scores));
        Assert.That(alone.AsSet.Scores.Select(s => s.TargetFill).Distinct().Count(), Is.GreaterThan(3), "each its own");
        var without = ReplayPlay.Play(History(settings), new PlanFamily([1], PlanFamily.PlanByTotal), brief, 1, null, CancellationToken.None);
        Assert.That(both[1].AsSet.Scores.Select(s => (s.Served, s.Ordered)), Is.EqualTo(without[0].AsSet.Scores.Select(s => (s.Served, s.Ordered))), "as a plan without the setting");
        Assert.That(without[1].AsSet.Scores.Select(s => s.Ordered), Is.Not.EqualTo(without[0].AsSet.Scores.Select(s => s.Ordered)));
    }

    [Test]
    public void NormalTheory_WithMoreSafety_MissesLess()
    {
        var history = Firm(new PlanSettings(), 8, (i, t) => PoissonSales.Of(i, t, 4));
        var family = new LevelFamily(z => $"{z}", [0, 1, 2], 1, LevelFamily.NormalTheory);
        double[] missed = [.. ReplayPlay.Play(history, family, Stretch, 1, null, CancellationToken.None).Single().Points.Select(p => p.Scores.Sum(s => s.Missed))];
        Assert.That(missed, Is.Ordered.Descending);
        Assert.That(missed[0], Is.GreaterThan(missed[2]));
    }

    [Test]
    public void TooShortAPast_IsToldWithItsDays() =>
        Assert.That(() => Play(Firm(_ => 1), Cover(3), Stretch with { Mornings = 200 }),
            Throws.ArgumentException.With.Message.Contains("too short for 203 mornings"));

    [Test]
    public void Comparison_OfTwins_SaysNoDifference_AndOfHalfTheCost_SaysSo()
    {
        ReplayScore[] one = [.. Enumerable.Range(0, 50).Select(i => new ReplayScore(SmallFirm.Key($"P{i:00}"), 100, 90 + i % 7, 50 + i, 10, 1, 10, 0.2, 1))];
        ReplayScore[] half = [.. one.Select(s => s with { HoldingCost = s.HoldingCost / 2, ShortageCost = s.ShortageCost / 2 })];
        var twins = ReplayComparison.Of(one, one, s => s.Cost);
        Assert.That((twins.Ratio, twins.Low, twins.High, twins.IsCertain), Is.EqualTo((1, 1, 1, false)));
        var cheaper = ReplayComparison.Of(one, half, s => s.Cost);
        Assert.That(cheaper.Ratio, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(cheaper.IsCertain, Is.True);
        Assert.That(() => ReplayComparison.Of(one, one[1..], s => s.Cost), Throws.ArgumentException);
    }

    [Test]
    public void Comparison_OfNoise_IsSeldomCertain()
    {
        var certain = 0;
        for (var seed = 0UL; seed < 100; seed++)
        {
            var random = new SplitMix64(seed + 1);
            ReplayScore[] Noise() => [.. Enumerable.Range(0, 80).Select(i => new ReplayScore(SmallFirm.Key($"P{i:00}"), 100, 100, 100 * random.NextUniform(), 10, 1, 10, 1, 1))];
            certain += ReplayComparison.Of(Noise(), Noise(), s => s.Cost).IsCertain ? 1 : 0;
        }

        Assert.That(certain, Is.LessThanOrEqualTo(12), "of 100, at 5 % each");
    }

    [Test]
    public void PlanOfLostSales_ChoosesAgainForTheStockOfEachSetting()
    {
        var settings = new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 6, Groups = false }, Inventory = new InventorySettings { Paths = 400, UnmetDemand = UnmetDemand.Lost } };
        var history = Firm(settings, 4, (i, t) => PoissonSales.Of(i, t, 6));
        var lost = Stretch with { UnmetDemand = UnmetDemand.Lost, Mornings = 5 };
        var easy = ReplayPlay.Play(history, new PlanFamily([8, 1]), lost, 1, null, CancellationToken.None).Single();

        // What the setting 8 orders is what a plan orders whose targets allow eight times as much.
        var set = Firm(settings with { Inventory = settings.Inventory with { DefaultTarget = Allowing8(0.95), TargetA = Allowing8(0.97), TargetB = Allowing8(0.95), TargetC = Allowing8(0.9) } }, 4, (i, t) => PoissonSales.Of(i, t, 6));
        var alone = ReplayPlay.Play(set, new PlanFamily([1]), lost, 1, null, CancellationToken.None).Single();
        Assert.That(easy.Points[0].Scores.Select(s => (s.Ordered, s.Served)), Is.EqualTo(alone.AsSet.Scores.Select(s => (s.Ordered, s.Served))));
        Assert.That(easy.Points[0].FillRate, Is.LessThan(easy.Points[1].FillRate));

        static ServiceTarget Allowing8(double share) => new ServiceTarget.FillRate(1 - (1 - share) * 8);
    }

    [Test]
    public void MinMax_OrdersUpToTheMaximumAtTheMinimum_AndThePlanIsPlayedFreeOfThem()
    {
        // Ten a week, a week of lead time: at 20 or below, up to 50. Stock in hand begins at 20.
        var history = Firm(new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 4, Groups = false }, Inventory = new InventorySettings { Paths = 200 } }, 1, (_, _) => 10,
            columns => columns with { MinStock = 20, MaxStock = 50 });
        var score = Play(history, new SinglePolicy(new MinMaxPolicy())).Single();
        Assert.That((score.Ordered / score.Orders, score.Missed), Is.EqualTo((30, 0)));
        var plans = ReplayPlay.Play(history, new PlanFamily([1], PlanFamily.PlanWithoutLimits), Stretch, 1, null, CancellationToken.None);
        Assert.That(plans.Select(p => p.Policy), Is.EqualTo(new[] { PlanFamily.Plan, PlanFamily.PlanWithoutLimits }));
        var unheld = ReplayPlay.Play(Firm(new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 4, Groups = false }, Inventory = new InventorySettings { Paths = 200 } }, 1, (_, _) => 10),
            new PlanFamily([1]), Stretch, 1, null, CancellationToken.None).Single();
        Assert.That(plans[1].AsSet.Scores.Single().StockWeeks, Is.EqualTo(unheld.AsSet.Scores.Single().StockWeeks), "as if the numbers were not there");
        Assert.That(MinMaxPolicy.Has(new PlanningColumns { MinStock = 1 }), Is.False);
    }

    [Test]
    public void Periods_AddUpToWhatEachMorningOrdered()
    {
        var outcome = ReplayPlay.Play(Firm(_ => 10), Cover(3), Stretch, 1, null, CancellationToken.None).Single().AsSet;
        Assert.That(outcome.Periods.Select(p => (p.MeanStock, p.Wanted, p.Missed, p.Ordered)), Is.EqualTo(Enumerable.Repeat((10.0, 10.0, 0.0, 10.0), 10)));
        Assert.That(outcome.Periods.Select(p => p.Start), Is.Ordered.And.Unique);
        Assert.That(outcome.Periods.Sum(p => p.Ordered), Is.EqualTo(outcome.Scores.Sum(s => s.Ordered)));
    }

    [Test]
    public void LongLeadTime_IsScoredForItsOwnOrdersOnly()
    {
        // Ten weeks from order to shelf, three mornings of warming up: the first weeks sell what nobody ordered.
        var history = Firm(new PlanSettings(), 1, (_, _) => 10, columns => columns with { LeadTimeDays = 70 });
        var score = Play(history, Cover(12)).Single();
        Assert.That(score.Weeks, Is.EqualTo(13), "from the delivery of the first order, ten weeks on, until an order after the thirteenth could come");
    }

    private static LevelFamily Cover(double weeks) => new(w => $"{w}", [weeks], 0, LevelFamily.Cover(13));

    private static ImmutableArray<ReplayScore> Play(ReplayHistory history, IReplayFamily family, ReplaySettings? settings = null) =>
        ReplayPlay.Play(history, family, settings ?? Stretch, 1, null, CancellationToken.None).Single().AsSet.Scores;

    private static ReplayHistory Firm(Func<int, double> demand) => Firm(new PlanSettings(), 1, (_, t) => demand(t));

    private static ReplayHistory Firm(PlanSettings settings, int products, Func<int, int, double> demand, Func<PlanningColumns, PlanningColumns>? change = null) =>
        Firm(settings, products, demand, (_, columns) => change?.Invoke(columns) ?? columns);

    private static ReplayHistory Firm(PlanSettings settings, int products, Func<int, int, double> demand, Func<int, PlanningColumns, PlanningColumns> change)
    {
        var columns = new PlanningColumns { UnitCost = 4, UnitPrice = 10 };
        var firm = new SmallFirm();
        for (var i = 0; i < products; i++)
        {
            var product = i;
            firm.Item($"P{i:00}", item => item with { Planning = change(product, columns) })
                .Sells($"P{i:00}", Enumerable.Range(0, Weeks).Select(t => demand(product, t)));
        }

        var input = firm.Input(settings);
        return new ReplayHistory(input, _ => input.Terms);
    }

    private sealed class Watcher : IReplayPolicy
    {
        public List<(DateOnly AsOf, DemandSeries Series)> Seen { get; } = [];

        public string Name => "watcher";

        public decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation)
        {
            Seen.Add((morning.Input.AsOf, morning.Input.Series.Single()));
            return [0];
        }
    }
}
