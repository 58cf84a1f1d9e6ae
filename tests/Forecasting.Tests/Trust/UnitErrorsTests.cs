using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

/// <summary>200 faults of unit, pack, currency and check digit among 10,000 products, four times: at least 95 % are told, and at most 1 % of clean products are.</summary>
/// <remarks>Seeds 1 to 3 were used to settle the thresholds. 201 and 202 had been seen when a rule about seasons was changed, 301 and 302 had not
/// (docs/benchmarks/trust.md): the claim is about all of them together, whichever single one is above or below it.</remarks>
[TestFixture]
public sealed class UnitErrorsTests
{
    private const int Products = 10_000;
    private const int Faults = 200;

    private static readonly ulong[] Seeds = [201, 202, 301, 302];

    [Test]
    public void Find_PlantedFaults_TellsNearlyAllAndHardlyEverCriesWolf()
    {
        var (found, falsely) = (0, 0);
        foreach (var seed in Seeds)
        {
            var shop = new SimulatedShop(seed, Products, Faults);
            var doubted = shop.Doubted();
            var clean = doubted.Where(d => !shop.Planted.ContainsKey(d.Key)).ToList();
            var told = shop.Planted.Keys.Count(doubted.ContainsKey);
            Assert.That(shop.Planted, Has.Count.EqualTo(Faults));
            foreach (var kind in shop.Planted.GroupBy(p => p.Value).OrderBy(g => g.Key))
                TestContext.Out.WriteLine($"{seed} {kind.Key}: {kind.Count(p => doubted.ContainsKey(p.Key))} of {kind.Count()} told");
            TestContext.Out.WriteLine(
                $"{seed}: {told} of {Faults} told, {clean.Count} clean products doubted, {clean.Count(d => d.Value.Exists(r => r.Grade == TrustGrade.D))} of grade D");
            found += told;
            falsely += clean.Count;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.GreaterThanOrEqualTo(0.95 * Faults * Seeds.Length));
            Assert.That(falsely, Is.LessThanOrEqualTo(0.01 * (Products - Faults) * Seeds.Length));
        }
    }
}
