namespace Forecasting.Inventory.LeadTimes;

/// <summary>How far a group of orders is believed against all orders that it belongs to: n ÷ (n + k).</summary>
/// <remarks>
/// k = variance within groups ÷ variance between their true means, by the nonparametric empirical Bayes estimate of Bühlmann and Straub, Mitteilungen der Vereinigung Schweizerischer
/// Versicherungsmathematiker 70 (1970) 111–133; Klugman, Panjer, Willmot, Loss Models, 4th ed., 19.2. One k for all suppliers of a firm, each measured in its own deviation, since one alone has too few
/// groups to tell.
/// </remarks>
internal sealed class Credibility
{
    /// <summary>Before anything is seen, so many orders of its own count as much as all others.</summary>
    /// <value>5, the number from which a lead time is believed at all.</value>
    public const double PriorOrders = 5;

    /// <summary>The prior counts as if it had been seen: as two groups of five orders more.</summary>
    private const double PriorWeight = 10;

    /// <summary>Days are whole: no group deviates by less than rounding does, 1 ÷ 12 (Sheppard).</summary>
    private const double LeastVariance = 1.0 / 12;

    private double between = PriorWeight / PriorOrders;
    private double weight = PriorWeight;

    /// <summary>k, orders, &gt; 0; infinite where groups differ by no more than chance.</summary>
    public double Orders => between > 0 ? weight / between : double.PositiveInfinity;

    /// <summary>Adds the groups of one family.</summary>
    /// <param name="groups">Each with more than one order, in a fixed order; fewer than two say nothing.</param>
    public void Add(IReadOnlyList<ArrivalDistribution> groups)
    {
        if (groups.Count < 2)
            return;
        double orders = 0, squares = 0, mean = 0, inside = 0, freedom = 0;
        foreach (var g in groups)
        {
            orders += g.Orders;
            squares += g.Orders * g.Orders;
            mean += g.Orders * g.MeanDays;
            inside += (g.Orders - 1) * g.Variance;
            freedom += g.Orders - 1;
        }

        mean /= orders;
        var variance = Math.Max(LeastVariance, inside / freedom);
        double apart = 0;
        foreach (var g in groups)
            apart += g.Orders * (g.MeanDays - mean) * (g.MeanDays - mean);
        between += apart / variance - (groups.Count - 1);
        weight += orders - squares / orders;
    }

    /// <summary>Share of a group's own distribution, 0..1.</summary>
    /// <param name="orders">Orders of the group, &gt; 0.</param>
    public double Share(double orders) => between > 0 ? orders / (orders + Orders) : 0;
}
