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
        var scores = Play(Firm(_ => 10), new CoverPolicy(13, 3));
        var score = scores.Single();
        Assert.That((score.Wanted, score.Served, score.Orders, score.Ordered), Is.EqualTo((110, 110, 10, 100)));
        Assert.That(score.StockWeeks / score.Weeks, Is.EqualTo(10), "three weeks of cover, less the two that pass");
    }

    [Test]
    public void UnmetDemand_IsLostOrServedLater()
    {
        // The level covers half of what is wanted.
        var lost = Play(Firm(_ => 10), new CoverPolicy(13, 1), Stretch with { UnmetDemand = UnmetDemand.Lost }).Single();
        var owed = Play(Firm(_ => 10), new CoverPolicy(13, 1), Stretch with { UnmetDemand = UnmetDemand.Backordered }).Single();
        Assert.That(lost.Missed, Is.GreaterThan(0));
        Assert.That(owed.Missed, Is.GreaterThan(lost.Missed), "who waits takes what others would have bought");
        Assert.That(lost.Ordered, Is.EqualTo(lost.Served).Within(20), "only what is sold is ordered again");
    }

    [Test]
    public void Morning_ShowsNothingThatCameLater()
    {
        var watcher = new Watcher();
        Play(Firm(t => t), watcher);
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
        var whole = Play(Firm(_ => 10), new CoverPolicy(13, 3)).Single();
        var gaps = Play(Firm(t => t is Weeks - 3 or Weeks - 5 ? double.NaN : 10), new CoverPolicy(13, 3)).Single();
        Assert.That(gaps.Weeks, Is.EqualTo(whole.Weeks - 2));
        Assert.That(gaps.Wanted, Is.EqualTo(whole.Wanted - 20));
    }

    [Test]
    public void Plan_HoldsItsTargetAndBeatsHalfTheCover()
    {
        var history = Firm(new PlanSettings { Horizon = 6, Forecast = new ForecastSettings { Origins = 6, Groups = false }, Inventory = new InventorySettings { Paths = 400 } }, 8, (i, t) => Poisson(i, t, 6));
        var plan = ReplayPlay.Play(history, new PlanPolicy("plan"), Stretch, 2, null, CancellationToken.None);
        Assert.That(plan.Sum(s => s.Served) / plan.Sum(s => s.Wanted), Is.EqualTo(0.95).Within(0.04), "fill rate 95 %");
        var again = ReplayPlay.Play(history, new PlanPolicy("plan"), Stretch, 1, null, CancellationToken.None);
        Assert.That(again, Is.EqualTo(plan), "threads do not matter");
    }

    [Test]
    public void NormalTheory_WithMoreSafety_MissesLess()
    {
        var history = Firm(new PlanSettings(), 8, (i, t) => Poisson(i, t, 4));
        double[] missed = [.. new[] { 0.0, 1, 2 }.Select(z => ReplayPlay.Play(history, new NormalTheoryPolicy(z), Stretch, 1, null, CancellationToken.None).Sum(s => s.Missed))];
        Assert.That(missed, Is.Ordered.Descending);
        Assert.That(missed[0], Is.GreaterThan(missed[2]));
    }

    [Test]
    public void TooShortAPast_IsToldWithItsDays() =>
        Assert.That(() => Play(Firm(_ => 1), new CoverPolicy(13, 3), Stretch with { Mornings = 200 }),
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

    private static ReplayScore[] Play(ReplayHistory history, IReplayPolicy policy, ReplaySettings? settings = null) =>
        ReplayPlay.Play(history, policy, settings ?? Stretch, 1, null, CancellationToken.None);

    private static ReplayHistory Firm(Func<int, double> demand) => Firm(new PlanSettings(), 1, (_, t) => demand(t));

    private static ReplayHistory Firm(PlanSettings settings, int products, Func<int, int, double> demand)
    {
        var firm = new SmallFirm();
        for (var i = 0; i < products; i++)
        {
            var product = i;
            firm.Item($"P{i:00}", item => item with { Planning = new PlanningColumns { UnitCost = 4, UnitPrice = 10 } })
                .Sells($"P{i:00}", Enumerable.Range(0, Weeks).Select(t => demand(product, t)));
        }

        var input = firm.Input(settings);
        return new ReplayHistory(input, _ => input.Terms);
    }

    private static double Poisson(int product, int week, double mean)
    {
        var random = new SplitMix64((ulong)(product * 1000 + week + 1));
        var (limit, product_, count) = (Math.Exp(-mean), random.NextUniform(), 0);
        while (product_ > limit)
        {
            product_ *= random.NextUniform();
            count++;
        }

        return count;
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
