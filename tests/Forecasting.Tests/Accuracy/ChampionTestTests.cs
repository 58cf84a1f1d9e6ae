using Forecasting.Accuracy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ChampionTestTests
{
    [Test]
    public void Findings_IdenticalTwins_AreNoDifferenceForSure()
    {
        var test = new ChampionTest();
        for (var i = 0; i < 100; i++)
            test.Add(i % 2 == 0 ? "smooth" : "lumpy", i, i);

        Assert.That(test.Findings().Select(f => (f.Class, f.Series, f.Probability, f.Verdict, f.ChallengerBetter)), Is.EqualTo(new[]
        {
            ("lumpy", 50, 1.0, ChampionVerdict.NoDifference, 0.5), ("smooth", 50, 1.0, ChampionVerdict.NoDifference, 0.5),
        }));
    }

    [Test]
    public void Findings_PlantedBetterModel_IsFoundInItsClassAlone()
    {
        var random = new SplitMix64(21);
        var test = new ChampionTest();
        for (var i = 0; i < 400; i++)
        {
            var loss = Math.Exp(Normal(ref random));
            test.Add("smooth", loss, loss * Math.Exp(0.3 * Normal(ref random) - 0.1));
            test.Add("lumpy", loss, loss * Math.Exp(0.3 * Normal(ref random)));
            test.Add("erratic", loss, loss * Math.Exp(0.3 * Normal(ref random) + 0.1));
        }

        Assert.That(test.Findings().Select(f => (f.Class, f.Verdict)), Is.EqualTo(new[]
        {
            ("erratic", ChampionVerdict.Champion), ("lumpy", ChampionVerdict.NoDifference), ("smooth", ChampionVerdict.Challenger),
        }));
    }

    /// <summary>Where nothing is to be found, anything found is false: in at most 5 of 100 comparisons, whatever the number of classes.</summary>
    [Test]
    public void Findings_PureNoise_FindAtMostTheNominalShare()
    {
        var random = new SplitMix64(99);
        const int Comparisons = 1_000;
        var found = 0;
        for (var comparison = 0; comparison < Comparisons; comparison++)
        {
            var test = new ChampionTest();
            for (var i = 0; i < 5 * 60; i++)
                test.Add("class " + i % 5, 1 + Normal(ref random), 1 + Normal(ref random));
            found += test.Findings().Any(f => f.Verdict != ChampionVerdict.NoDifference) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{found} of {Comparisons}");
        // 50 are expected at most; 71 is three deviations above.
        Assert.That(found, Is.LessThanOrEqualTo(71).And.GreaterThan(10));
    }

    [Test]
    public void Findings_NotScored_IsLeftOut()
    {
        var test = new ChampionTest();
        test.Add("smooth", double.NaN, 1);
        Assert.That(test.Findings(), Is.Empty);
    }

    [Test]
    public void DieboldMariano_OneStep_IsTheTTestWithItsCorrection()
    {
        // Mean 2, variance 2.5 · 4/5 = 2 (divided by n): 2 ÷ √(2/5), times √(4/5).
        Assert.That(
            DieboldMariano.TwoSided([0, 1, 2, 3, 4], 1),
            Is.EqualTo(StudentTail.TwoSided(Math.Sqrt(0.8) * 2 / Math.Sqrt(0.4), 4)).Within(1e-15));
    }

    [Test]
    public void DieboldMariano_TwoSteps_CountsTheirDependence()
    {
        // Autocovariances 2 and 0.8, the second twice: variance 3.6; correction √((5 + 1 − 4 + 2/5) ÷ 5).
        Assert.That(
            DieboldMariano.TwoSided([0, 1, 2, 3, 4], 2),
            Is.EqualTo(StudentTail.TwoSided(Math.Sqrt(2.4 / 5) * 2 / Math.Sqrt(3.6 / 5), 4)).Within(1e-15));
    }

    [Test]
    public void DieboldMariano_TwinsOrTooFew_AreNoDifference()
    {
        Assert.That(DieboldMariano.TwoSided([0, 0, 0, 0], 2), Is.EqualTo(1));
        Assert.That(DieboldMariano.TwoSided([5], 1), Is.EqualTo(1));
        Assert.That(DieboldMariano.TwoSided([1, 2, 1], 3), Is.EqualTo(1));
        Assert.That(DieboldMariano.TwoSided([3, double.NaN, 3], 1), Is.Zero, "always by the same");
    }

    [Test]
    public void DieboldMariano_PureNoise_IsBelowFivePercentInFivePercent()
    {
        var random = new SplitMix64(4);
        const int Series = 4_000;
        var found = 0;
        for (var series = 0; series < Series; series++)
        {
            // Errors of four steps share their shocks, as overlapping horizons do.
            var shocks = new double[63];
            for (var t = 0; t < shocks.Length; t++)
                shocks[t] = Normal(ref random);
            var differences = new double[60];
            for (var t = 0; t < differences.Length; t++)
                differences[t] = shocks[t] + shocks[t + 1] + shocks[t + 2] + shocks[t + 3];
            found += DieboldMariano.TwoSided(differences, 4) < 0.05 ? 1 : 0;
        }

        TestContext.Out.WriteLine((double)found / Series);
        Assert.That((double)found / Series, Is.InRange(0.03, 0.085), "somewhat more than 5 % in 60 buckets, as Harvey, Leybourne and Newbold found");
    }

    private static double Normal(ref SplitMix64 random) => NormalDistribution.Quantile(random.NextUniform());
}
