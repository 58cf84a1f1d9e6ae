using System.Collections.Immutable;
using Forecasting.Sensing;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Sensing;

/// <summary>How often demand that comes as promised is called a change, and how soon one that was planted is found.</summary>
[TestFixture]
public sealed class DemandEvidenceTest
{
    private static readonly SimulatedPromise.Kind[] Kinds = Enum.GetValues<SimulatedPromise.Kind>();

    // Slow and fast movers, and how well their level is known.
    private static readonly (double Mean, double Size)[] Sorts = [(0.4, 2), (3, 1), (20, 4), (20, 30), (150, 8), (400, 50)];

    /// <summary>The budget is an upper bound on the mean, so the count may pass it by chance alone: by Poisson at most three deviations.</summary>
    [Test]
    public void Of_DemandThatComesAsPromised_KeepsTheBudget([ValueSource(nameof(Kinds))] SimulatedPromise.Kind kind)
    {
        const int series = 240;
        const int weeks = 40;
        const double budget = 12;
        var threshold = AlarmBudget.Threshold(series, budget);
        var random = new SplitMix64(11 + (ulong)kind);
        var alarms = 0;
        foreach (var (promise, _) in Assortment(kind, series))
        {
            for (var week = 0; week < weeks; week++)
            {
                var days = promise.Telling(promise.Draw(ref random));
                alarms += Alarm(promise, days, DemandEvidence.More, threshold) >= 0 ? 1 : 0;
                alarms += Alarm(promise, days, DemandEvidence.Less, threshold) >= 0 ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"{kind}: {alarms} of {budget * weeks} allowed");
        Assert.That(alarms, Is.LessThanOrEqualTo(budget * weeks + 3 * Math.Sqrt(budget * weeks)));
    }

    /// <summary>A bound that nothing ever comes near would not be seen to fail.</summary>
    [Test]
    public void Of_DemandThatComesAsPromised_IsCalledAChangeWhenTheThresholdIsLow()
    {
        var random = new SplitMix64(5);
        var promise = new SimulatedPromise(SimulatedPromise.Kind.Poisson, 20, 1, 3);
        var alarms = Enumerable.Range(0, 400).Count(_ => Alarm(promise, promise.Telling(promise.Draw(ref random)), DemandEvidence.More, 20) >= 0);
        Assert.That(alarms, Is.InRange(10, 140), "7 days ÷ 20 = 35 % is the bound");
    }

    [TestCase(SimulatedPromise.Kind.Poisson, 3, 4, 0.95)]
    [TestCase(SimulatedPromise.Kind.LevelOfTheWeek, 3, 7, 0.55)]
    [TestCase(SimulatedPromise.Kind.LevelOfTheDay, 3, 5, 0.35)]
    [TestCase(SimulatedPromise.Kind.Poisson, 0, 4, 0.99)]
    [TestCase(SimulatedPromise.Kind.LevelOfTheWeek, 0, 5, 0.95)]
    [TestCase(SimulatedPromise.Kind.LevelOfTheDay, 0, 5, 0.95)]
    public void Of_PlantedChange_IsFoundWithinDays(SimulatedPromise.Kind kind, double multiple, int within, double rate)
    {
        var threshold = AlarmBudget.Threshold(1000, 1);
        var promise = new SimulatedPromise(kind, 42, 20, 7);
        var random = new SplitMix64(23);
        var found = Enumerable.Range(0, 300).Count(_ =>
            Alarm(promise, promise.Telling(promise.Draw(ref random, multiple)), multiple > 1 ? DemandEvidence.More : DemandEvidence.Less, threshold) is var day
            && day >= 0 && day < within);
        TestContext.Out.WriteLine($"{kind} ×{multiple}: {found / 3.0:0} % within {within} days");
        Assert.That(found / 300.0, Is.GreaterThanOrEqualTo(rate));
    }

    [Test]
    public void Of_ChangeThatBeginsLater_IsDatedAboutThere()
    {
        var promise = new SimulatedPromise(SimulatedPromise.Kind.Poisson, 140, 1, 7);
        var random = new SplitMix64(2);
        var days = promise.Telling(promise.Draw(ref random, 4, from: 3));
        var evidence = DemandEvidence.Of(days, [promise.Mean], [promise.Size], DemandEvidence.More, AlarmBudget.Threshold(1000, 1));
        Assert.That((evidence.Alarm, evidence.Onset), Is.EqualTo((3, 3)));
    }

    /// <summary>One Poisson day of 2 expected, 8 sold, factor 3: 3⁸·e⁻⁴ by hand, for each of the three kinds of error alike.</summary>
    [Test]
    public void Of_OnePoissonDay_IsTheLikelihoodRatio()
    {
        var evidence = DemandEvidence.Of([new TellingDay(new DateOnly(2026, 3, 2), 0, 2, 8)], [14.0], [CountSize.Poisson], [3.0], 100);
        Assert.That(evidence.Strength, Is.EqualTo(6561 * Math.Exp(-4)).Within(1e-4));
        Assert.That(evidence.Alarm, Is.Zero);
    }

    /// <summary>Negative binomial of mean 6 and size 2, 9 sold, against mean 12: (8/14)^(2 + 9)·2⁹.</summary>
    [Test]
    public void Of_OneWeek_IsTheNegativeBinomialRatio()
    {
        var evidence = DemandEvidence.Of([new TellingDay(new DateOnly(2026, 3, 2), 0, 6, 9)], [6.0], [2.0], [2.0], 1e9);
        var pmf = NegativeBinomialDistribution.Probability(9, 2, 2.0 / 14) / NegativeBinomialDistribution.Probability(9, 2, 2.0 / 8);
        Assert.That(evidence.Strength, Is.LessThanOrEqualTo(pmf * (1 + 1e-9)));
        Assert.That(pmf, Is.EqualTo(Math.Pow(8.0 / 14, 11) * 512).Within(1e-9));
    }

    [Test]
    public void Threshold_ThousandWatchedOneAlarmAWeek_Is14000() => Assert.That(AlarmBudget.Threshold(1000, 1), Is.EqualTo(14_000));

    [TestCase(20, new[] { 11.0, 14, 20, 26, 29 })]
    [TestCase(100, new[] { 81.0, 87, 100, 113, 120 })]
    public void CountSize_QuantilesOfPoisson_IsNearPoisson(double mean, double[] quantiles) =>
        Assert.That(mean * mean / CountSize.Of(mean, [0.025, 0.1, 0.5, 0.9, 0.975], quantiles), Is.LessThan(0.25 * mean), "excess over the Poisson variance");

    /// <summary>Gamma of shape 4 and mean 1000: 272, 436, 918, 1670, 2192.</summary>
    [Test]
    public void CountSize_QuantilesOfGamma_IsItsShape() =>
        Assert.That(CountSize.Of(1000, [0.025, 0.1, 0.5, 0.9, 0.975], [272.4, 436.2, 918, 1670.2, 2191.8]), Is.EqualTo(4).Within(0.25));

    [Test]
    public void CountSize_MostlyZeros_PromisesAsManyZeros()
    {
        var size = CountSize.Of(2, [0.025, 0.1, 0.5, 0.9, 0.975], [0, 0, 0, 0, 20.0]);
        Assert.That(Math.Pow(size / (size + 2), size), Is.GreaterThanOrEqualTo(0.9));
    }

    private static int Alarm(SimulatedPromise promise, TellingDay[] days, ImmutableArray<double> factors, double threshold) =>
        DemandEvidence.Of(days, [promise.Mean], [promise.Size], factors, threshold).Alarm;

    private static IEnumerable<(SimulatedPromise Promise, int Number)> Assortment(SimulatedPromise.Kind kind, int count)
    {
        var promises = Sorts.Select((s, i) => new SimulatedPromise(kind, s.Mean, s.Size, 100 + (ulong)i)).ToArray();
        return Enumerable.Range(0, count).Select(i => (promises[i % promises.Length], i));
    }
}
