using Forecasting.Catalog;
using Forecasting.Inventory.Network;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Network;

[TestFixture]
public sealed class SourceSharesTests
{
    [Test]
    public void Divide_EnoughForAll_GivesWhatWasAsked() =>
        Assert.That(SourceShares.Divide(100, [Claim("X", 40, 4), Claim("Y", 60, 6)], FairShareRule.LeastShortage), Is.EqualTo(new[] { 40m, 60m }));

    // 7 units for packs of 4 and of 6: half a pack each would do nobody any good.
    [Test]
    public void Divide_PacksOfTheirOwn_GivesWholePacks()
    {
        var shares = SourceShares.Divide(7, [Claim("X", 8, 4), Claim("Y", 12, 6)], FairShareRule.LeastShortage);
        Assert.That(shares, Is.EqualTo(new[] { 0m, 6m }).Or.EqualTo(new[] { 4m, 0m }));
    }

    // Both would get 15; Y takes no fewer than 25 and gives way.
    [Test]
    public void Divide_ShareBelowTheMinimum_IsNothing_AndGoesToTheOthers()
    {
        var shares = SourceShares.Divide(30, [Claim("X", 40, 1), Claim("Y", 40, 1, minimum: 25)], FairShareRule.EqualProbability);
        Assert.That(shares, Is.EqualTo(new[] { 30m, 0m }));
    }

    // At first X, Y and Z would get 0, 6 and 26, then X and Z 4 and 29: Y and Z give way, and 29 are enough for Y after all.
    [Test]
    public void Divide_WhoGaveWay_TakesWhatNobodyElseCanUse()
    {
        SourceClaim[] claims = [Claim("X", 4, 1, mean: 4), Claim("Y", 30, 1, minimum: 20, mean: 10), Claim("Z", 40, 1, minimum: 30, mean: 30)];
        Assert.That(SourceShares.Divide(33, claims, FairShareRule.EqualProbability), Is.EqualTo(new[] { 4m, 29m, 0m }));
    }

    [TestCase(FairShareRule.LeastShortage)]
    [TestCase(FairShareRule.EqualProbability)]
    [TestCase(FairShareRule.AppropriateShare)]
    public void Divide_RandomClaims_KeepsEveryRule_InAnyOrder(FairShareRule rule)
    {
        var random = new SplitMix64(5);
        for (var round = 0; round < 300; round++)
        {
            var claims = new SourceClaim[1 + random.NextBelow(6)];
            for (var i = 0; i < claims.Length; i++)
            {
                var pack = random.NextBelow(4) == 0 ? 2.5m : 1 + random.NextBelow(12);
                claims[i] = Claim($"P{i}", pack * random.NextBelow(20), pack, random.NextBelow(3) == 0 ? random.NextBelow(40) : 0, random.NextBelow(60));
            }

            var available = (decimal)random.NextBelow(200);
            var shares = SourceShares.Divide(available, claims, rule);
            Assert.That(shares.Sum(), Is.LessThanOrEqualTo(available));
            for (var i = 0; i < claims.Length; i++)
            {
                Assert.That(shares[i] % claims[i].PackSize, Is.Zero);
                Assert.That(shares[i] == 0 || shares[i] >= claims[i].Minimum, Is.True);
                Assert.That(shares[i], Is.InRange(0m, claims[i].Claim.Requested));
                // One pack more is wanted and nobody's minimum is in the way: then there is none.
                if (claims.All(c => c.Minimum == 0) && shares[i] < claims[i].Claim.Requested)
                    Assert.That(available - shares.Sum(), Is.LessThan(claims.Max(c => c.PackSize)));
            }

            var turned = SourceShares.Divide(available, [.. Enumerable.Reverse(claims)], rule);
            Assert.That(Enumerable.Reverse(turned), Is.EqualTo(shares));
        }
    }

    private static SourceClaim Claim(string place, decimal asked, decimal pack, decimal minimum = 0, double mean = 20) =>
        new(new FairShareClaim(new Location(place), asked, 0, mean, 4, (decimal)mean + 8, 8), pack, minimum);
}
