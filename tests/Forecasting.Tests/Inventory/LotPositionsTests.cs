using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class LotPositionsTests
{
    private static readonly SupplyTerms Terms = new(new SkuLocation(new Sku("A"), Location.Only));

    [Test]
    public void Of_SingleUnitsWithoutLot_IsTheLevelItself() =>
        Assert.That(LotPositions.Of([1, 2, 3], Terms, 0).IsNoLot, Is.True);

    [Test]
    public void Of_Packs_AreUniformOverOnePack() =>
        Assert.That(LotPositions.Of([1, 2, 3], Terms with { PackSize = 4 }, 0).AfterReview.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 3 }));

    // One unit a review and a lot of five: 5, 4, 3, 2, 1, and at 0 it is ordered again.
    [Test]
    public void Of_OneUnitAReview_IsUniformOverTheLotAndHasNoUndershoot()
    {
        var positions = LotPositions.Of([.. Enumerable.Repeat(1.0, 1000)], Terms, 5);
        Assert.That(positions.AfterReview.ToArray().Average(), Is.EqualTo(3).Within(0.01));
        Assert.That((positions.AfterReview[0], positions.AfterReview[^1]), Is.EqualTo((1, 5)).Within(1e-9));
        Assert.That(positions.BeforeOrder.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Of_NoDemand_StandsAtTheLotAndNeverOrders()
    {
        var positions = LotPositions.Of([.. Enumerable.Repeat(0.0, 100)], Terms, 5);
        Assert.That(positions.AfterReview.ToArray(), Is.All.EqualTo(5).Within(1e-9));
        Assert.That(positions.BeforeOrder.Length, Is.Zero);
    }

    // Whole numbers are counted and others compared: halves of everything are half of it.
    [Test]
    public void Of_HalvesOfEverything_AreHalfThePositions()
    {
        var random = new Random(9);
        double[] demands = [.. Enumerable.Range(0, 500).Select(_ => (double)random.Next(7))];
        var whole = LotPositions.Of([.. demands], Terms with { Moq = 3, PackSize = 2 }, 20);
        var halves = LotPositions.Of([.. demands.Select(d => d / 2)], Terms with { Moq = 1.5m, PackSize = 1, IsDivisible = true }, 10);
        Assert.That(halves.AfterReview.ToArray().Select(p => 2 * p), Is.EqualTo(whole.AfterReview.ToArray()).Within(1e-9));
        Assert.That(halves.BeforeOrder.ToArray().Select(p => 2 * p), Is.EqualTo(whole.BeforeOrder.ToArray()).Within(1e-9));
    }

    // The mean undershoot of a large lot is E[D²] ÷ (2 E[D]) − 1/2 for whole units (Silver, Pyke and Thomas 2017, section 6.10; Tijms and Groenevelt 1984).
    [Test]
    public void Of_LumpyDemand_HasTheUndershootOfRenewalTheory()
    {
        var random = new Random(4);
        double[] demands = [.. Enumerable.Range(0, 4000).Select(_ => Math.Floor(-6 * Math.Log(1 - random.NextDouble())))];
        var expected = demands.Average(d => d * d) / (2 * demands.Average()) - 0.5;
        var undershoot = -LotPositions.Of([.. demands], Terms, 60).BeforeOrder.ToArray().Average();
        Assert.That(undershoot, Is.EqualTo(expected).Within(0.6), "4,000 reviews, a few hundred orders");
    }
}
