namespace Forecasting.Inventory.SharedOrders;

/// <summary>Sizes orders as wholes: what suppliers accept at least, what a delivery carries, what places have room for, what the money is enough for.</summary>
public sealed class SharedRules
{
    private const int MostRounds = 10;
    private const double Tolerance = 1e-6;

    private readonly IReadOnlyList<OrderCandidate> lines;
    private readonly IReadOnlyList<SharedOrder> orders;
    private readonly LineMeasures measures;

    /// <summary>Sizes them without places. The lines' quantities are changed.</summary>
    /// <param name="lines">Every line.</param>
    /// <param name="orders">Which of them are ordered together; each line stands in one at most.</param>
    /// <param name="prices">Price of one unit of each line without a price break, in the currency of the budget; 0 = unknown.</param>
    /// <param name="volumes">Volume of one unit of each line; 0 = unknown.</param>
    /// <param name="budget">Money for all of them; infinite = no limit.</param>
    /// <exception cref="ArgumentException">Prices or volumes are not one for each line.</exception>
    public SharedRules(IReadOnlyList<OrderCandidate> lines, IReadOnlyList<SharedOrder> orders, double[] prices, double[] volumes, double budget = double.PositiveInfinity)
        : this(lines, orders, new LineMeasures(prices, volumes, new double[lines.Count]), [], budget)
    {
    }

    /// <summary>Sizes them. The lines' quantities are changed.</summary>
    /// <param name="lines">Every line.</param>
    /// <param name="orders">Which of them are ordered together; each line stands in one at most.</param>
    /// <param name="measures">What one unit of each line counts for.</param>
    /// <param name="places">What there is room for at places.</param>
    /// <param name="budget">Money for all of them; infinite = no limit.</param>
    /// <exception cref="ArgumentException">The measures are not one for each line.</exception>
    public SharedRules(
        IReadOnlyList<OrderCandidate> lines, IReadOnlyList<SharedOrder> orders, LineMeasures measures, IReadOnlyList<OrderLimit> places, double budget)
    {
        ArgumentNullException.ThrowIfNull(measures);
        measures.Require(lines.Count);
        (this.lines, this.orders, this.measures) = (lines, orders, measures);
        Outcomes = [.. orders.Select(Settle)];
        BeforePlaces = Quantities();
        KeptPlaces = KeepTo(places, places);
        BeforeBudget = Quantities();
        if (!double.IsPositiveInfinity(budget))
        {
            var money = new OrderLimit([.. Enumerable.Range(0, lines.Count)], measures.Prices, budget) { IsMoney = true };
            KeepTo([money], [money, .. places]);
        }
    }

    /// <summary>What became of each order, before places and the budget.</summary>
    public IReadOnlyList<SharedOutcome> Outcomes { get; }

    /// <summary>Units of each line before places had their say.</summary>
    public IReadOnlyList<decimal> BeforePlaces { get; }

    /// <summary>True for each place limit that cut something.</summary>
    public IReadOnlyList<bool> KeptPlaces { get; }

    /// <summary>Units of each line before the budget.</summary>
    public IReadOnlyList<decimal> BeforeBudget { get; }

    private decimal[] Quantities() => [.. lines.Select(l => l.Quantity)];

    private SharedOutcome Settle(SharedOrder order)
    {
        OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
        if (its.All(l => l.Quantity == 0))
            return SharedOutcome.AsWanted;
        var outcome = SharedOutcome.AsWanted;
        if (!IsEnough(order))
        {
            outcome = !Fill(order) ? SharedOutcome.OutOfReach
                : its.Sum(l => l.Worth) + order.JointWorth > 0 ? SharedOutcome.Raised
                : SharedOutcome.Waits;
        }

        if (outcome is SharedOutcome.Waits or SharedOutcome.OutOfReach)
        {
            foreach (var line in its)
                line.Quantity = 0;
            return outcome;
        }

        var isCut = SharedSizing.Cut(its, Of(order, measures.Volumes), order.Capacity);
        isCut |= SharedSizing.Cut(its, Of(order, measures.Weights), order.CapacityWeight);
        return isCut ? SharedOutcome.Cut : outcome;
    }

    // Up to every minimum. More units may reach a price break, and the order its smallest value no more: then once again.
    private bool Fill(SharedOrder order)
    {
        OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
        double[] units = [.. its.Select(_ => 1.0)];
        for (var round = 0; round < MostRounds; round++)
        {
            if (!SharedSizing.Raise(its, OrderMeasure.Money(Of(order, measures.Prices)), order.MinimumValue)
                || !SharedSizing.Raise(its, units, order.MinimumUnits)
                || !SharedSizing.Raise(its, Of(order, measures.Weights), order.MinimumWeight))
                return false;
            if (IsEnough(order))
                return true;
        }

        return false;
    }

    // What there is not enough of is cut where it is worth least. An order that falls below its minimum by that is filled up to it again, and for that those that are worth least for what they take are given up.
    private bool[] KeepTo(IReadOnlyList<OrderLimit> limits, IReadOnlyList<OrderLimit> all)
    {
        var most = Quantities();
        var wasEnough = orders.Where(o => o.Lines.Any(i => most[i] > 0) && IsEnough(o)).ToArray();
        var isCut = new bool[limits.Count];
        for (var l = 0; l < limits.Count; l++)
            isCut[l] = SharedSizing.Cut([.. limits[l].Lines.Select(i => lines[i])], limits[l].Measure, limits[l].Most);
        if (!isCut.Contains(true))
            return isCut;
        var tooSmall = new List<(SharedOrder Order, double Worth)>();
        foreach (var order in wasEnough.Where(o => !IsEnough(o)))
        {
            var isFilled = Fill(order) && IsCarried(order);
            tooSmall.Add((order, isFilled ? order.Lines.Sum(i => lines[i].Worth) / Math.Max(1e-9, Value(order)) : double.NegativeInfinity));
        }

        var room = new LimitRoom(lines, all);
        foreach (var (order, worth) in tooSmall.OrderBy(o => o.Worth))
        {
            if (worth > 0 && !order.Lines.Any(room.IsExceeded))
                continue;
            foreach (var i in order.Lines)
            {
                room.Change(i, 0);
                most[i] = 0;
            }
        }

        // Filling up may have taken a line beyond what it had; it is not taken further.
        TakeBack(most, room);
        return isCut;
    }

    // What was cut and fits after all, the most valuable for what it takes first.
    private void TakeBack(decimal[] most, LimitRoom room)
    {
        var cut = new List<(int Line, double Gain)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Quantity < most[i] && lines[i].Above is { } above)
                cut.Add((i, lines[i].Gain(above) / Math.Max(1e-9, room.Taken(i, above))));
        }

        foreach (var (i, _) in cut.OrderByDescending(c => c.Gain).ThenBy(c => c.Line))
        {
            while (lines[i].Above is { } above && above <= most[i] && lines[i].Gain(above) > 0 && room.Fits(i, above))
                room.Change(i, above);
        }
    }

    private bool IsEnough(SharedOrder order)
    {
        OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
        return Value(order) >= order.MinimumValue - Tolerance
            && its.Sum(l => (double)l.Quantity) >= order.MinimumUnits - Tolerance
            && SharedSizing.Total(its, Of(order, measures.Weights)) >= order.MinimumWeight - Tolerance;
    }

    private bool IsCarried(SharedOrder order)
    {
        OrderCandidate[] its = [.. order.Lines.Select(i => lines[i])];
        return SharedSizing.Total(its, Of(order, measures.Volumes)) <= order.Capacity + Tolerance
            && SharedSizing.Total(its, Of(order, measures.Weights)) <= order.CapacityWeight + Tolerance;
    }

    private double Value(SharedOrder order) =>
        SharedSizing.Total([.. order.Lines.Select(i => lines[i])], OrderMeasure.Money(Of(order, measures.Prices)));

    private static double[] Of(SharedOrder order, double[] measure) => [.. order.Lines.Select(i => measure[i])];
}
