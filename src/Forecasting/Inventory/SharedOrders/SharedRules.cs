namespace Forecasting.Inventory.SharedOrders;

/// <summary>Sizes orders as wholes: what suppliers accept at least, what a delivery carries, what the money is enough for.</summary>
public sealed class SharedRules
{
    private const int MostRounds = 10;
    private const double Tolerance = 1e-6;

    private readonly IReadOnlyList<OrderCandidate> lines;
    private readonly IReadOnlyList<SharedOrder> orders;
    private readonly double[] prices;
    private readonly double[] volumes;

    /// <summary>Sizes them. The lines' quantities are changed.</summary>
    /// <param name="lines">Every line.</param>
    /// <param name="orders">Which of them are ordered together; each line stands in one at most.</param>
    /// <param name="prices">Price of one unit of each line without a price break, in the currency of the budget; 0 = unknown.</param>
    /// <param name="volumes">Volume of one unit of each line; 0 = unknown.</param>
    /// <param name="budget">Money for all of them; infinite = no limit.</param>
    /// <exception cref="ArgumentException">Prices or volumes are not one for each line.</exception>
    public SharedRules(IReadOnlyList<OrderCandidate> lines, IReadOnlyList<SharedOrder> orders, double[] prices, double[] volumes, double budget = double.PositiveInfinity)
    {
        if (prices.Length != lines.Count || volumes.Length != lines.Count)
            throw new ArgumentException("There must be a price and a volume for each line.", nameof(prices));
        (this.lines, this.orders, this.prices, this.volumes) = (lines, orders, prices, volumes);
        Outcomes = [.. orders.Select(Settle)];
        BeforeBudget = [.. lines.Select(l => l.Quantity)];
        KeepTo(budget);
    }

    /// <summary>What became of each order, before the budget.</summary>
    public IReadOnlyList<SharedOutcome> Outcomes { get; }

    /// <summary>Units of each line before the budget.</summary>
    public IReadOnlyList<decimal> BeforeBudget { get; }

    private SharedOutcome Settle(SharedOrder order)
    {
        OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
        if (its.All(l => l.Quantity == 0))
            return SharedOutcome.AsWanted;
        double[] value = [.. order.Lines.Select(i => prices[i])];
        double[] units = [.. order.Lines.Select(_ => 1.0)];
        var outcome = SharedOutcome.AsWanted;
        if (SharedSizing.Total(its, OrderMeasure.Money(value)) < order.MinimumValue || SharedSizing.Total(its, units) < order.MinimumUnits)
        {
            outcome = !Fill(its, value, order) ? SharedOutcome.OutOfReach
                : its.Sum(l => l.Worth) > 0 ? SharedOutcome.Raised
                : SharedOutcome.Waits;
        }

        if (outcome is SharedOutcome.Waits or SharedOutcome.OutOfReach)
        {
            foreach (var line in its)
                line.Quantity = 0;
            return outcome;
        }

        return SharedSizing.Cut(its, [.. order.Lines.Select(i => volumes[i])], order.Capacity) ? SharedOutcome.Cut : outcome;
    }

    // Up to every minimum. More units may reach a price break, and the order its smallest value no more: then once again.
    private static bool Fill(OrderCandidate[] its, double[] value, SharedOrder order)
    {
        double[] units = [.. its.Select(_ => 1.0)];
        for (var round = 0; round < MostRounds; round++)
        {
            if (!SharedSizing.Raise(its, OrderMeasure.Money(value), order.MinimumValue) || !SharedSizing.Raise(its, units, order.MinimumUnits))
                return false;
            if (SharedSizing.Total(its, OrderMeasure.Money(value)) >= order.MinimumValue - Tolerance)
                return true;
        }

        return false;
    }

    // What the money is not enough for is cut where it is worth least. An order that falls below its minimum by that is filled up to it again, and for that those that are worth least for their money are given up.
    private void KeepTo(double budget)
    {
        if (!SharedSizing.Cut(lines, OrderMeasure.Money(prices), budget))
            return;
        var most = BeforeBudget.ToArray();
        var tooSmall = new List<(SharedOrder Order, double Worth)>();
        foreach (var order in orders.Where(o => o.Lines.Any(i => BeforeBudget[i] > 0)))
        {
            var (value, units) = Sums(order);
            if (value >= order.MinimumValue && units >= order.MinimumUnits)
                continue;
            OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
            var isFilled = Fill(its, [.. order.Lines.Select(i => prices[i])], order);
            tooSmall.Add((order, isFilled ? its.Sum(l => l.Worth) / Math.Max(1e-9, Sums(order).Value) : double.NegativeInfinity));
        }

        var total = SharedSizing.Total(lines, OrderMeasure.Money(prices));
        foreach (var (order, worth) in tooSmall.OrderBy(o => o.Worth))
        {
            if (total <= budget && worth > 0)
                break;
            total -= Sums(order).Value;
            foreach (var i in order.Lines)
                lines[i].Quantity = most[i] = 0;
        }

        // Filling up may have taken a line beyond what it had; it is not taken further.
        SharedSizing.TakeBack(lines, most, OrderMeasure.Money(prices), budget - SharedSizing.Total(lines, OrderMeasure.Money(prices)));
    }

    private (double Value, double Units) Sums(SharedOrder order)
    {
        var (value, units) = (0.0, 0.0);
        foreach (var i in order.Lines)
            (value, units) = (value + (double)lines[i].Quantity * (prices[i] * lines[i].PriceShare(lines[i].Quantity)), units + (double)lines[i].Quantity);
        return (value, units);
    }
}
