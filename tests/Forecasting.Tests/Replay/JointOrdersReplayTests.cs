using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Replay;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

/// <summary>A firm whose suppliers charge for each order, played with its items ordered together and each by itself.</summary>
[TestFixture]
public sealed class JointOrdersReplayTests
{
    private const int Weeks = 120;

    [TestCase(5, 4, 60, 0.2)]
    [TestCase(1, 30, 400, 0.4)]
    public void Together_CostsLessForHoldingAndOrders_AndServesNoLess(int suppliers, int items, int cost, double saving)
    {
        var plans = ReplayPlay.Play(
            Firm(suppliers, items, cost), new PlanFamily([1], PlanFamily.PlanAlone), new ReplaySettings { Mornings = 30, WarmUp = 8 }, 1, null, CancellationToken.None);
        var (together, alone) = (plans[0].AsSet, plans[1].AsSet);
        Assert.That(plans[1].Policy, Is.EqualTo(PlanFamily.PlanAlone));
        Assert.That(together.OrderCost / cost, Is.EqualTo(Math.Round(together.OrderCost / cost)).Within(1e-6), "whole orders");
        Assert.That(together.OrderCost, Is.LessThan(0.6 * alone.OrderCost));
        Assert.That(Money(together), Is.LessThan((1 - saving) * Money(alone)));
        Assert.That(together.FillRate, Is.GreaterThanOrEqualTo(alone.FillRate));
    }

    private static double Money(ReplayPoint point) => point.Scores.Sum(s => s.Held) + point.OrderCost;

    private static ReplayHistory Firm(int suppliers, int items, decimal orderCost)
    {
        var settings = new PlanSettings { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage, Origins = 6, Groups = false }, Inventory = new InventorySettings { Paths = 200 } };
        var firm = new SmallFirm();
        for (var i = 0; i < suppliers * items; i++)
        {
            var (sku, supplier) = ($"P{i:00}", $"S{i / items}");
            firm.Buys(new Supplier(supplier) { OrderCost = orderCost, LeadTimeDays = 7 });
            var mean = 1.0 + 3 * (i % 7);
            firm.Item(sku, item => item with { Planning = new PlanningColumns { Supplier = supplier, UnitCost = 5 + 10 * (i % 5), UnitPrice = 100, Moq = i % 6 == 5 ? 12 : null, PackSize = i % 3 == 2 ? 4 : 1 } })
                .Sells(sku, Enumerable.Range(0, Weeks).Select(t => PoissonSales.Of(i, t, mean)));
        }

        var input = firm.Input(settings);
        return new ReplayHistory(input, _ => input.Terms);
    }
}
