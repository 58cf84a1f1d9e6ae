namespace Forecasting.Inventory.Theory;

/// <summary>(s,S) in whole units under periodic review: the exact optimum and the exact cost.</summary>
/// <param name="ReorderPoint">s, units: an inventory position at or below it at the start of a period is raised to S.</param>
/// <param name="OrderUpToLevel">S, units, above s.</param>
/// <param name="Cost">Expected ordering, holding and backorders, per period.</param>
public readonly record struct ReorderAndOrderUpTo(int ReorderPoint, int OrderUpToLevel, double Cost)
{
    /// <summary>The cheapest pair of levels.</summary>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, &gt; 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, &gt; 0.</param>
    /// <param name="demand">Demand of one period, not always 0; periods are independent.</param>
    /// <param name="protectionPeriods">Periods that an order covers, ≥ 1: lead time + 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="demand"/> is null.</exception>
    /// <exception cref="ArgumentException">Demand is always 0: there is nothing to order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Zheng and Federgruen, Operations Research 39 (1991) 654–665; Snyder &amp; Shen, 2nd ed., algorithm 4.2. s may be
    /// negative where orders are dear.</remarks>
    /// <example>K = 5, h = 1, p = 4, Poisson demand of mean 6: s = 4, S = 10, cost 8.034.</example>
    public static ReorderAndOrderUpTo Optimize(
        double orderCost, double holdingCost, double stockoutCost, DiscreteDemand demand, int protectionPeriods = 1)
    {
        Require.NotNegative(orderCost);
        Require.Positive(holdingCost);
        Require.Positive(stockoutCost);
        var walk = new Renewal(orderCost, holdingCost, stockoutCost, demand, protectionPeriods);
        var best = walk.BestLevel;

        // The first S: s moves down from it until ordering one unit later would cost more than the average.
        var s = best;
        double cost;
        do
        {
            s--;
            cost = walk.Cost(s, best);
        }
        while (cost > walk.PeriodCost(s));

        // No S whose own period costs more than the average can be better.
        for (var level = best + 1; walk.PeriodCost(level) <= cost; level++)
        {
            if (walk.Cost(s, level) >= cost)
                continue;
            best = level;
            cost = walk.Cost(s, best);
            while (s + 1 < best && cost <= walk.PeriodCost(s + 1))
                cost = walk.Cost(++s, best);
        }

        return new ReorderAndOrderUpTo(s, best, cost);
    }

    /// <summary>Exact cost per period of any pair of levels.</summary>
    /// <param name="reorderPoint">s, units, any.</param>
    /// <param name="orderUpToLevel">S, units, above s.</param>
    /// <param name="orderCost">K: cost of one order, ≥ 0.</param>
    /// <param name="holdingCost">h: cost of one unit in stock at the end of a period, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the end of a period, ≥ 0.</param>
    /// <param name="demand">Demand of one period, not always 0.</param>
    /// <param name="protectionPeriods">Periods that an order covers, ≥ 1: lead time + 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="demand"/> is null.</exception>
    /// <exception cref="ArgumentException">Demand is always 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen (4.71)–(4.75): the cost of a cycle from S down to s or below, over its length.</remarks>
    public static double CostOf(
        int reorderPoint,
        int orderUpToLevel,
        double orderCost,
        double holdingCost,
        double stockoutCost,
        DiscreteDemand demand,
        int protectionPeriods = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(orderUpToLevel, reorderPoint);
        Require.NotNegative(orderCost);
        Require.NotNegative(holdingCost);
        Require.NotNegative(stockoutCost);
        return new Renewal(orderCost, holdingCost, stockoutCost, demand, protectionPeriods).Cost(reorderPoint, orderUpToLevel);
    }

    /// <summary>How often each position is seen between two orders, and what a period there costs; both are kept once computed.</summary>
    private sealed class Renewal
    {
        private readonly double _orderCost;
        private readonly double _holdingCost;
        private readonly double _stockoutCost;
        private readonly DiscreteDemand _demand;
        private readonly DiscreteDemand _covered;
        private readonly List<double> _visits = [];
        private readonly Dictionary<int, double> _periodCosts = [];

        public Renewal(double orderCost, double holdingCost, double stockoutCost, DiscreteDemand demand, int protectionPeriods)
        {
            ArgumentNullException.ThrowIfNull(demand);
            if (demand.Largest == 0)
                throw new ArgumentException("Is always 0: there is nothing to order.", nameof(demand));
            _orderCost = orderCost;
            _holdingCost = holdingCost;
            _stockoutCost = stockoutCost;
            _demand = demand;
            _covered = demand.Over(protectionPeriods);
        }

        public int BestLevel => _covered.Quantile(Newsvendor.CriticalRatio(_holdingCost, _stockoutCost));

        public double PeriodCost(int level)
        {
            if (!_periodCosts.TryGetValue(level, out var cost))
                _periodCosts[level] = cost = _covered.LossAt(level).Cost(_holdingCost, _stockoutCost);
            return cost;
        }

        public double Cost(int reorderPoint, int orderUpToLevel)
        {
            double periods = 0, cost = _orderCost;
            for (var below = 0; below < orderUpToLevel - reorderPoint; below++)
            {
                var visits = Visits(below);
                periods += visits;
                cost += visits * PeriodCost(orderUpToLevel - below);
            }

            return cost / periods;
        }

        // Expected periods spent at S − below before the next order: m(j) = Σ P(D = k)·m(j − k), with k = 0 solved for.
        private double Visits(int below)
        {
            var none = _demand.Probabilities[0];
            while (_visits.Count <= below)
            {
                var sum = _visits.Count == 0 ? 1.0 : 0;
                for (var k = 1; k <= Math.Min(_visits.Count, _demand.Largest); k++)
                    sum += _demand.Probabilities[k] * _visits[_visits.Count - k];
                _visits.Add(sum / (1 - none));
            }

            return _visits[below];
        }
    }
}
