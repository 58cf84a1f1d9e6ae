using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class LeadTimeDemandTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);
    private static readonly OrderWindow ThreeWeeks = new(Monday, Monday, Monday.AddDays(14), Monday.AddDays(21));

    [Test]
    public void Simulate_Backorders_CountsAllDemandOfTheInterval()
    {
        var demand = Simulate([10, 10, 10], 3, Stock(5), UnmetDemand.Backordered);
        Assert.That((demand.Mean, demand.Quantile(0.99), demand.MeanReviewDemand), Is.EqualTo((30, 30, 10)));
        Assert.That(demand.ExpectedShortageWithoutOrder, Is.EqualTo(25));
    }

    [Test]
    public void Simulate_LostSales_DoesNotOrderForCustomersWhoHaveLeft()
    {
        // 5 on hand serve 5 of the 20 units before delivery; 15 are lost; the order must serve the third week's 10.
        var demand = Simulate([10, 10, 10], 3, Stock(5), UnmetDemand.Lost);
        Assert.That(demand.Quantile(0.5) - 5, Is.EqualTo(10));
        Assert.That((demand.ExpectedShortageWithoutOrder, demand.StockoutProbabilityWithoutOrder), Is.EqualTo((25, 1)));
    }

    [Test]
    public void Simulate_ArrivalToday_IsOnTheShelfToday()
    {
        var demand = Simulate([10, 10, 10], 3, Stock(0, (Monday, 20), (Monday.AddDays(7), 4)), UnmetDemand.Lost);
        Assert.That(demand.Quantile(0.5), Is.EqualTo(20 + 4 + 6), "24 on hand and on order, 20 sold by delivery, 10 wanted after it");
    }

    [Test]
    public void Simulate_ArrivalAfterStockout_CannotServeTheWeekBefore()
    {
        var demand = Simulate([10, 10, 10], 3, Stock(0, (Monday.AddDays(7), 30)), UnmetDemand.Lost);
        Assert.That(demand.Quantile(0.5), Is.EqualTo(20), "the first week's 10 are lost");
        Assert.That(demand.ExpectedShortageWithoutOrder, Is.EqualTo(10));
    }

    [Test]
    public void Simulate_MidWeekInterval_TakesPartsOfBuckets()
    {
        var window = new OrderWindow(Monday.AddDays(2), Monday.AddDays(2), Monday.AddDays(4), Monday.AddDays(11));
        var demand = LeadTimeDemand.Simulate([7, 14], 2, 7, Monday, window, new LeadTime(2, 0), Stock(0), UnmetDemand.Backordered, []);
        Assert.That(demand.Mean, Is.EqualTo(5 + 8).Within(1e-9));
    }

    [Test]
    public void Simulate_NormalDemandAndLeadTime_AgreesWithTheTextbookSafetyStock()
    {
        // z·sqrt(P·σ_d² + d̄²·σ_L²) with P = 3 weeks, d̄ = 100, σ_d = 20, σ_L = 2 days = 2/7 week (product.md, section 5).
        const int Paths = 40_000;
        var random = new Random(7);
        var paths = new double[Paths * 6];
        for (var i = 0; i < paths.Length; i++)
            paths[i] = 100 + 20 * Normal(random);
        var draws = Enumerable.Range(0, Paths).Select(_ => Normal(random)).ToArray();
        var demand = LeadTimeDemand.Simulate(paths, 6, 7, Monday, ThreeWeeks, new LeadTime(14, 2), Stock(0), UnmetDemand.Backordered, draws);
        var deviation = Math.Sqrt(3 * 20 * 20 + 100 * 100 * (2 / 7.0) * (2 / 7.0));
        Assert.That(demand.Mean, Is.EqualTo(300).Within(1));
        Assert.That(demand.Quantile(0.95) - demand.Mean, Is.EqualTo(1.644854 * deviation).Within(1.5), "sampling error of 40,000 paths");
    }

    private static LeadTimeDemand Simulate(double[] paths, int buckets, StockPosition position, UnmetDemand unmet) =>
        LeadTimeDemand.Simulate(paths, buckets, 7, Monday, ThreeWeeks, new LeadTime(14, 0), position, unmet, []);

    private static StockPosition Stock(decimal onHand, params (DateOnly Day, decimal Units)[] arrivals) =>
        new(onHand, 0, 0, [.. arrivals.Select(a => new Arrival(a.Day, a.Units, "o"))], true);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
