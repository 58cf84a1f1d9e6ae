using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Network;

[TestFixture]
public sealed class FairShareTests
{
    // 30 are expected to sell of 39: the other 9 are one deviation, of 3 and of 6.
    [Test]
    public void EqualProbability_TwoStores_ArePutTheSameDeviationsAboveTheirMeans() =>
        Assert.That(
            Divide(39, 1, FairShareRule.EqualProbability, Claim("A", 100, 0, 10, 3), Claim("B", 100, 0, 20, 6)), Is.EqualTo(new decimal[] { 13, 26 }));

    // B has 30 already and gets none; A gets all, also what B would have had to give back.
    [Test]
    public void EqualProbability_OneStoreHasTooMuch_GivesNothingBack() =>
        Assert.That(
            Divide(15, 1, FairShareRule.EqualProbability, Claim("A", 100, 0, 10, 3), Claim("B", 100, 30, 20, 6)), Is.EqualTo(new decimal[] { 15, 0 }));

    // Levels 20 and 40, 45 to divide: 15 are missing, a third and two thirds of them as the safety stocks of 5 and 10.
    [Test]
    public void AppropriateShare_TwoStores_MissWhatTheirSafetyCanBear() =>
        Assert.That(
            Divide(
                45, 1, FairShareRule.AppropriateShare,
                Claim("A", 100, 0, 15, 3) with { OrderUpToLevel = 20, SafetyStock = 5 },
                Claim("B", 100, 0, 30, 6) with { OrderUpToLevel = 40, SafetyStock = 10 }),
            Is.EqualTo(new decimal[] { 15, 30 }));

    // Three and a third packs each: the odd one goes to the first of equals, wherever it stands.
    [TestCase(FairShareRule.EqualProbability)]
    [TestCase(FairShareRule.AppropriateShare)]
    [TestCase(FairShareRule.LeastShortage)]
    public void Divide_Equals_GivesTheOddPackToTheFirstPlace(FairShareRule rule) =>
        Assert.That(
            Divide(65, 6, rule, Claim("C", 30, 0, 40, 5), Claim("A", 30, 0, 40, 5), Claim("B", 30, 0, 40, 5)),
            Is.EqualTo(new decimal[] { 18, 24, 18 }));

    [Test]
    public void Divide_EnoughForAll_GivesWhatWasAsked() =>
        Assert.That(
            Divide(1000, 6, FairShareRule.LeastShortage, Claim("A", 30, 0, 40, 5), Claim("B", 13, 0, 40, 5)), Is.EqualTo(new decimal[] { 30, 12 }));

    [Test]
    public void Divide_DemandWithoutSpread_IsFilledToTheMean()
    {
        foreach (var rule in Enum.GetValues<FairShareRule>())
            Assert.That(Divide(30, 1, rule, Claim("A", 30, 0, 10, 0), Claim("B", 30, 0, 20, 0)).Sum(), Is.EqualTo(30), $"{rule}");
        Assert.That(
            Divide(30, 1, FairShareRule.LeastShortage, Claim("A", 30, 0, 10, 0), Claim("B", 30, 0, 20, 0)), Is.EqualTo(new decimal[] { 10, 20 }));
    }

    // Two stores of ten million packs each, of which a third is there: in steps, and still to the last one.
    [Test]
    public void LeastShortage_MillionsOfPacks_GivesThemAll()
    {
        var shares = Divide(
            6_666_667, 1, FairShareRule.LeastShortage, Claim("A", 10_000_000, 0, 5_000_000, 1000), Claim("B", 10_000_000, 0, 5_000_000, 1000));
        Assert.That(shares.Sum(), Is.EqualTo(6_666_667));
        Assert.That(shares, Has.All.InRange(3_333_300, 3_333_400));
    }

    [Test]
    public void Divide_NegativeNumbers_Throw()
    {
        Assert.That(() => Divide(-1, 1, FairShareRule.LeastShortage, Claim("A", 1, 0, 1, 1)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Divide(1, 0, FairShareRule.LeastShortage, Claim("A", 1, 0, 1, 1)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Divide(1, 1, FairShareRule.LeastShortage, Claim("A", -1, 0, 1, 1)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Divide(1, 1, FairShareRule.LeastShortage, Claim("A", 1, 0, 1, -1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Divide_RandomClaims_GivesAllThatThereIsAndNobodyMoreThanAsked([Values] FairShareRule rule)
    {
        var random = new SplitMix64(9);
        for (var round = 0; round < 300; round++)
        {
            var claims = RandomClaims(ref random, 1 + random.NextBelow(8), 100);
            decimal pack = 1 + random.NextBelow(6);
            decimal available = random.NextBelow(300);
            var shares = Divide(available, pack, rule, claims);
            var asked = claims.Sum(c => Math.Floor(c.Requested / pack) * pack);
            Assert.That(shares.Sum(), Is.EqualTo(Math.Min(Math.Floor(available / pack) * pack, asked)));
            for (var i = 0; i < claims.Length; i++)
            {
                Assert.That(shares[i] % pack, Is.Zero);
                Assert.That(shares[i], Is.InRange(0, claims[i].Requested));
            }

            Assert.That(Divide(available, pack, rule, [.. claims.Reverse()]).Reverse(), Is.EqualTo(shares), "whatever the order of the input");
        }
    }

    [Test]
    public void LeastShortage_SmallCases_IsTheBestOfAllDivisions()
    {
        var random = new SplitMix64(10);
        for (var round = 0; round < 100; round++)
        {
            var claims = RandomClaims(ref random, 3, 8);
            var available = random.NextBelow(20);
            var shares = Divide(available, 1, FairShareRule.LeastShortage, claims);
            var best = double.MaxValue;
            for (var a = 0; a <= Math.Min(available, claims[0].Requested); a++)
            {
                for (var b = 0; b <= Math.Min(available - a, claims[1].Requested); b++)
                {
                    var c = Math.Min(available - a - b, claims[2].Requested);
                    best = Math.Min(best, Cost(claims, [a, b, c]));
                }
            }

            Assert.That(Cost(claims, shares), Is.EqualTo(best).Within(1e-9));
        }
    }

    [Test]
    public void LeastShortage_OnePackMore_TakesNothingFromAnybody()
    {
        var random = new SplitMix64(12);
        var claims = RandomClaims(ref random, 6, 40);
        var previous = new decimal[6];
        for (var available = 0; available < 200; available++)
        {
            var shares = Divide(available, 1, FairShareRule.LeastShortage, claims);
            for (var i = 0; i < claims.Length; i++)
                Assert.That(shares[i], Is.GreaterThanOrEqualTo(previous[i]));
            previous = [.. shares];
        }
    }

    // Within a pack of each other, unless a store has too much or asks for too little.
    [Test]
    public void EqualProbability_RandomClaims_AreAllTheSameDeviationsAboveTheirMeans()
    {
        var random = new SplitMix64(13);
        for (var round = 0; round < 100; round++)
        {
            var claims = RandomClaims(ref random, 5, 1000);
            var shares = Divide(200 + random.NextBelow(800), 1, FairShareRule.EqualProbability, claims);
            double Safety(int i, decimal units) => (double)(claims[i].Position + units) - claims[i].MeanDemand;
            for (var i = 0; i < claims.Length; i++)
            {
                for (var j = 0; j < claims.Length; j++)
                {
                    if (shares[i] > 0 && shares[j] < claims[j].Requested)
                    {
                        Assert.That(
                            Safety(i, shares[i] - 1) / claims[i].DemandDeviation,
                            Is.LessThanOrEqualTo(Safety(j, shares[j] + 1) / claims[j].DemandDeviation + 1e-6));
                    }
                }
            }
        }
    }

    private static double Cost(FairShareClaim[] claims, IReadOnlyList<decimal> shares) => claims.Select((c, i) =>
        c.CostOfOneShort * NormalLoss.At((double)(c.Position + shares[i]), c.MeanDemand, c.DemandDeviation).Shortage).Sum();

    private static FairShareClaim[] RandomClaims(ref SplitMix64 random, int count, int most)
    {
        var claims = new FairShareClaim[count];
        for (var i = 0; i < count; i++)
        {
            var (mean, safety) = (random.NextBelow(60), random.NextBelow(30) - 5);
            claims[i] = Claim($"P{i}", random.NextBelow(most), random.NextBelow(40) - 10, mean, 1 + random.NextBelow(20)) with
            {
                OrderUpToLevel = mean + safety,
                SafetyStock = safety,
                CostOfOneShort = 1 + random.NextBelow(3),
            };
        }

        return claims;
    }

    private static FairShareClaim Claim(string place, decimal requested, decimal position, double mean, double deviation) =>
        new(new Location(place), requested, position, mean, deviation, (decimal)mean + 5, 5);

    private static ImmutableArray<decimal> Divide(decimal available, decimal pack, FairShareRule rule, params FairShareClaim[] claims) =>
        FairShare.Divide(available, pack, claims, rule);
}
