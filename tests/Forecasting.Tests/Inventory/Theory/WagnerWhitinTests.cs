using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class WagnerWhitinTests
{
    [Test]
    public void Optimize_RandomData_EnumerationOfAllPlans_FindsNoneCheaper()
    {
        var random = new SplitMix64(5);
        for (var data = 0; data < 50; data++)
        {
            var (demand, orders, holding, prices) = (new double[9], new double[9], new double[9], new double[9]);
            for (var t = 0; t < 9; t++)
            {
                demand[t] = random.NextUniform() < 0.3 ? 0 : random.NextBelow(80);
                (orders[t], holding[t], prices[t]) = (20 + 80 * random.NextUniform(), random.NextUniform(), 2 * random.NextUniform());
            }

            var plan = WagnerWhitin.Optimize(demand, orders, holding, prices);
            Assert.That(plan.Cost, Is.EqualTo(Enumerable.Range(0, 512).Min(mask => Played(mask))).Within(1e-9));
            Assert.That(Cost(plan.Quantities), Is.EqualTo(plan.Cost).Within(1e-9));

            // Orders in the periods of the mask, each up to the next one.
            double Played(int mask)
            {
                var quantities = new double[9];
                var order = -1;
                for (var t = 0; t < 9; t++)
                {
                    order = (mask >> t & 1) == 1 ? t : order;
                    if (order < 0 && demand[t] > 0)
                        return double.PositiveInfinity;
                    if (order >= 0)
                        quantities[order] += demand[t];
                }

                return Cost(quantities);
            }

            double Cost(IReadOnlyList<double> quantities)
            {
                double stock = 0, cost = 0;
                for (var t = 0; t < 9; t++)
                {
                    cost += quantities[t] > 0 ? orders[t] + prices[t] * quantities[t] : 0;
                    stock += quantities[t] - demand[t];
                    Assert.That(stock, Is.GreaterThanOrEqualTo(-1e-9));
                    cost += holding[t] * stock;
                }

                return cost;
            }
        }
    }

    [Test]
    public void Optimize_SteadyDemand_OrdersAboutTheEconomicQuantity()
    {
        // EOQ = √(2·98·10/0.4) = 70 units, seven periods.
        var plan = WagnerWhitin.Optimize(All(10, 28), All(98, 28), All(0.4, 28), All(0, 28));
        Assert.That(plan.Quantities.Where(quantity => quantity > 0), Is.All.EqualTo(70));
    }

    [Test]
    public void Optimize_FreeOrders_OrdersWhatEachPeriodNeeds() =>
        Assert.That(WagnerWhitin.Optimize([5, 0, 7], All(0, 3), All(1, 3), All(2, 3)).Quantities, Is.EqualTo(new double[] { 5, 0, 7 }));

    [Test]
    public void Optimize_NoDemand_OrdersNothing() =>
        Assert.That(WagnerWhitin.Optimize([0, 0], All(50, 2), All(1, 2), All(0, 2)).Cost, Is.Zero);

    [Test]
    public void Optimize_DearerStock_NeverCostsLess()
    {
        var costs = ((double[])[0, 0.1, 0.5, 2, 10]).Select(h => WagnerWhitin.Optimize([69, 29, 36, 61], All(85, 4), All(h, 4), All(0, 4)).Cost);
        Assert.That(costs, Is.Ordered);
    }

    [Test]
    public void Arguments_OutOfRange_Throw()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => WagnerWhitin.Optimize([], [], [], []), Throws.ArgumentException);
            Assert.That(
                () => WagnerWhitin.Optimize([1], [1, 2], [1], [1]), Throws.ArgumentException.With.Message.Contains("Must have 1 values"));
            Assert.That(() => WagnerWhitin.Optimize([-1], [1], [1], [1]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => WagnerWhitin.Optimize([1], [1], [double.NaN], [1]), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    private static double[] All(double value, int count) => [.. Enumerable.Repeat(value, count)];
}
