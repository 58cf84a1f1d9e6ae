using Forecasting.Inventory;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Disruptions and random yield.</summary>
[TestFixture]
public sealed class DoubtfulSupplyTests
{
    [Test]
    public void DisruptedLot_RandomData_NoLotOnAGridIsCheaper()
    {
        var random = new SplitMix64(13);
        for (var data = 0; data < 60; data++)
        {
            var (order, rate, holding) = (1 + 100 * random.NextUniform(), 10 + 2000 * random.NextUniform(), 0.1 + 4 * random.NextUniform());
            var (stockout, down, up) = (40 * random.NextUniform(), 3 * random.NextUniform(), 0.5 + 15 * random.NextUniform());
            var lot = DisruptedLot.Optimize(order, rate, holding, stockout, down, up);
            for (var factor = 0.01; factor < 100; factor *= 1.02)
                Assert.That(
                    DisruptedLot.CostOf(order, rate, holding, stockout, down, up, factor * lot.Quantity),
                    Is.GreaterThanOrEqualTo(lot.Cost * (1 - 1e-10)));
        }
    }

    [Test]
    public void DisruptedLot_RandomDataOfAnySize_CostHasOneValley()
    {
        var random = new SplitMix64(19);
        for (var data = 0; data < 1000; data++)
        {
            var (order, rate, holding) = (Power(ref random, -4, 4), Power(ref random, -1, 3), Power(ref random, -3, 2));
            var (stockout, down, up) = (Power(ref random, -3, 5), Power(ref random, -3, 2), Power(ref random, -3, 2));
            var (valleys, isFalling, previous) = (0, true, double.PositiveInfinity);
            for (var exponent = -8.0; exponent < 12; exponent += 0.05)
            {
                // Plateaus are flat to rounding: only steps above it count.
                var cost = DisruptedLot.CostOf(order, rate, holding, stockout, down, up, Math.Pow(10, exponent));
                if (Math.Abs(cost - previous) <= 1e-12 * cost)
                    continue;
                valleys += isFalling && cost > previous ? 1 : 0;
                (isFalling, previous) = (cost < previous, cost);
            }

            Assert.That(valleys, Is.EqualTo(1));
        }

        static double Power(ref SplitMix64 random, double from, double to) => Math.Pow(10, from + (to - from) * random.NextUniform());
    }

    [Test]
    public void DisruptedLot_PlayedCycleByCycle_CostsTheSame()
    {
        // A cycle is a lot sold off, and a wait for recovery if the supplier is out of order by then.
        var lot = DisruptedLot.Optimize(35, 30, 4, 22, 1, 12);
        var random = new SplitMix64(4);
        double cost = 0, time = 0;
        for (var cycle = 0; cycle < 400_000; cycle++)
        {
            var (left, isUp) = (lot.Quantity / 30, true);
            time += left;
            cost += 35 + 4 * lot.Quantity * lot.Quantity / 60;
            while (true)
            {
                var spell = -Math.Log(random.NextUniform()) / (isUp ? 1 : 12);
                if (spell > left)
                    break;
                left -= spell;
                isUp = !isUp;
            }

            if (isUp)
                continue;
            var wait = -Math.Log(random.NextUniform()) / 12;
            time += wait;
            cost += 22 * 30 * wait;
        }

        Assert.That(cost / time, Is.EqualTo(lot.Cost).Within(0.1).Percent);
    }

    [Test]
    public void DisruptedLot_SupplierWhoNeverFails_IsThePlainQuantity() =>
        Assert.That(
            DisruptedLot.Optimize(8, 1300, 0.225, 5, 0, 1).Quantity,
            Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-6));

    [TestCase(0.25, 3, 0.04, 0.25)]
    [TestCase(1, 1, 0.04, 0.25)]
    [TestCase(1, 500, 0.3, 0.1)]
    [TestCase(1, 99, 0.3, 1)]
    public void DisruptedNewsvendor_StationaryChain_FindsTheSame(double holding, double stockout, double fails, double recovers)
    {
        // Share of periods by the number of periods since the supplier last worked.
        var shares = new double[1000];
        shares[0] = recovers / (fails + recovers);
        shares[1] = shares[0] * fails;
        for (var n = 2; n < shares.Length; n++)
            shares[n] = shares[n - 1] * (1 - recovers);

        var plan = DisruptedNewsvendor.Optimize(holding, stockout, 2000, fails, recovers);
        var costs = Enumerable.Range(1, 200).Select(Cost).ToArray();
        Assert.That(plan.Level, Is.EqualTo(2000 * (Array.IndexOf(costs, costs.Min()) + 1)));
        Assert.That(plan.Cost, Is.EqualTo(costs.Min()).Within(1e-6));

        double Cost(int periods) => 2000 * shares.Select((share, n) => share
            * (n + 1 > periods ? stockout * (n + 1 - periods) : holding * (periods - n - 1))).Sum();
    }

    [Test]
    public void Yield_NoLotOnAGridIsCheaper_AndPerfectYieldIsThePlainQuantity()
    {
        var lot = RandomYieldLot.Optimize(18500, 75000, 0.06, 0.83, 0.14);
        Assert.That(RandomYieldLot.CostOf(18500, 75000, 0.06, 0.83, 0.14, lot.Quantity), Is.EqualTo(lot.Cost).Within(1e-8));
        for (var factor = 0.2; factor < 5; factor += 0.01)
            Assert.That(
                RandomYieldLot.CostOf(18500, 75000, 0.06, 0.83, 0.14, factor * lot.Quantity), Is.GreaterThanOrEqualTo(lot.Cost - 1e-8));
        Assert.That(
            RandomYieldLot.Optimize(8, 1300, 0.225, 1, 0).Quantity, Is.EqualTo(EconomicOrderQuantity.Compute(8, 1300, 0.225)).Within(1e-9));
    }

    [Test]
    public void Yield_TwoOutcomesPlayed_CostTheSame()
    {
        // 60 or 100 % arrive: mean 0.8, deviation 0.2. A cycle ends when what arrived is sold.
        var cost = (100.0, 50.0, 2.0, 40.0);
        var (cycles, held) = (0.5 * (0.6 * 40 + 40) / 50, 0.5 * (24.0 * 24 + 40 * 40) / (2 * 50));
        Assert.That(
            RandomYieldLot.CostOf(cost.Item1, cost.Item2, cost.Item3, 0.8, 0.2, cost.Item4),
            Is.EqualTo((100 + 2 * held) / cycles).Within(1e-9));
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => DisruptedLot.Optimize(1, 1, 1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DisruptedLot.CostOf(1, 1, 1, 1, 1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => DisruptedNewsvendor.Optimize(1, 1, 1, 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => DisruptedNewsvendor.CostOf(1.5, 1, 1, 1, 1, 1),
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("whole"));
            Assert.That(() => RandomYieldLot.Optimize(1, 1, 1, 0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }
}
