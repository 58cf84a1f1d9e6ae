using System.Collections.Immutable;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;

namespace Forecasting.Planning;

/// <summary>What is expected to be taken from a place day by day, by one other place or by its own customers, and how far that may be wrong.</summary>
/// <remarks>A place orders what it has sold since it ordered last, so the variance of an order is that of those sales, and of all orders up to a day that of the
/// sales up to the last of them. Its first order is this plan's and certain. Where its position then stands within a lot of <em>Q</em> nobody knows: a variance of
/// (<em>Q</em>² − 1) ÷ 12 (discrete uniform), once.</remarks>
internal sealed class ExpectedOrders
{
    private readonly SalesSpread spread;
    private readonly double lot;
    private readonly bool areSales;
    private readonly int[] orderDays;

    private ExpectedOrders(ImmutableArray<double> units, SalesSpread spread, double lot, bool areSales)
    {
        (Units, this.spread, this.lot, this.areSales) = (units, spread, lot, areSales);
        orderDays = areSales ? [] : [.. Enumerable.Range(0, units.Length).Where(d => units[d] > 0)];
    }

    /// <summary>Units on each day from the plan on.</summary>
    public ImmutableArray<double> Units { get; }

    /// <summary>The orders of a place that was planned.</summary>
    /// <param name="line">The place.</param>
    /// <param name="outlook">The same, as a stock controller sees it.</param>
    /// <param name="days">Days from the plan, ≥ 1.</param>
    public static ExpectedOrders Of(PlanLine line, StockOutlook outlook, int days)
    {
        var elsewhere = line.Transfers.Sum(t => t.Quantity);
        var position = outlook.Position with
        {
            Arrivals = [.. outlook.Position.Arrivals, .. line.Transfers.Select(t => new Arrival(t.Delivery, t.Quantity, ""))],
        };
        var why = line.Recommendation.Explanation;
        var units = DependentDemand.OfStore(
            outlook with { Position = position, OrderQuantity = outlook.OrderQuantity - elsewhere }, why.ReorderPoint, days);
        var lot = (double)Math.Max(why.LotAllowance, Math.Max(line.Terms.Moq, line.Terms.PackSize));
        return new ExpectedOrders(
            units, new SalesSpread(line, line.Forecast, outlook.AsOf, days), Math.Max(0, lot * lot - 1) / 12, areSales: false);
    }

    /// <summary>The demand of a place's own customers.</summary>
    /// <param name="line">The place as planned for them alone.</param>
    /// <param name="outlook">The same, as a stock controller sees it.</param>
    /// <param name="days">Days from the plan, ≥ 1.</param>
    public static ExpectedOrders OfCustomers(PlanLine line, StockOutlook outlook, int days) => new(
        [.. Enumerable.Range(0, days).Select(outlook.DemandOn)], new SalesSpread(line, line.Forecast, outlook.AsOf, days), 0, areSales: true);

    /// <summary>Variance of the units of some days, units².</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Day after the last.</param>
    /// <param name="end">Day after the last that is looked at: the lot counts with the last order before it.</param>
    public double Variance(int from, int to, int end)
    {
        if (areSales)
            return spread.Variance(from, to);
        double sum = 0;
        for (var k = Math.Max(1, LastBefore(from) + 1); k < orderDays.Length && orderDays[k] < to; k++)
            sum += spread.Variance(orderDays[k - 1], orderDays[k]) + (k == LastBefore(end) ? lot : 0);

        return sum;
    }

    /// <summary>Variance of all units up to a day, units².</summary>
    /// <param name="to">Day after the last.</param>
    public double Until(int to)
    {
        if (areSales)
            return spread.Variance(0, to);
        var last = LastBefore(to);
        return last <= 0 ? 0 : spread.Variance(orderDays[0], orderDays[last]) + lot;
    }

    private int LastBefore(int day)
    {
        var at = Array.BinarySearch(orderDays, day);
        return (at < 0 ? ~at : at) - 1;
    }
}
