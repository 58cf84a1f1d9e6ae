using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>The cheapest order plan for demand that is known and changes from period to period.</summary>
public sealed class WagnerWhitin
{
    private WagnerWhitin(ImmutableArray<double> quantities, double cost)
    {
        Quantities = quantities;
        Cost = cost;
    }

    /// <summary>Units ordered at the start of each period, there at once.</summary>
    public ImmutableArray<double> Quantities { get; }

    /// <summary>Ordering, buying and holding, over all periods.</summary>
    public double Cost { get; }

    /// <summary>The optimum where no demand waits and stock begins at 0.</summary>
    /// <param name="demand">Units of each period, ≥ 0, at least one period.</param>
    /// <param name="orderCosts">K: cost of one order in each period, ≥ 0.</param>
    /// <param name="holdingCosts">h: cost of one unit in stock at the end of each period, ≥ 0.</param>
    /// <param name="purchaseCosts">c: cost of one unit bought in each period, ≥ 0.</param>
    /// <exception cref="ArgumentException">No period, or lists of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    /// <remarks>An order covers whole periods: the best cover from each period on is found from the last back, in n² steps. Equal
    /// costs go to the shorter cover; nothing is ordered for periods without demand. Wagner and Whitin, Management Science 5 (1958)
    /// 89–96; Snyder &amp; Shen, 2nd ed., 3.7 (3.39), algorithm 3.1.</remarks>
    public static WagnerWhitin Optimize(
        ReadOnlySpan<double> demand,
        ReadOnlySpan<double> orderCosts,
        ReadOnlySpan<double> holdingCosts,
        ReadOnlySpan<double> purchaseCosts)
    {
        var periods = demand.Length;
        if (periods == 0)
            throw new ArgumentException("Needs at least one period.", nameof(demand));
        Require.NotNegative(demand);
        Require.NotNegative(orderCosts, periods);
        Require.NotNegative(holdingCosts, periods);
        Require.NotNegative(purchaseCosts, periods);

        var costs = new double[periods + 1];
        var next = new int[periods];
        for (var first = periods - 1; first >= 0; first--)
        {
            // Without demand the period can pass without an order; with it, an order covers the periods up to the next one.
            costs[first] = demand[first] == 0 ? costs[first + 1] : double.PositiveInfinity;
            next[first] = first + 1;
            double covering = orderCosts[first], carrying = purchaseCosts[first];
            for (var last = first; last < periods; last++)
            {
                covering += carrying * demand[last];
                carrying += holdingCosts[last];
                if (covering + costs[last + 1] < costs[first])
                {
                    costs[first] = covering + costs[last + 1];
                    next[first] = last + 1;
                }
            }
        }

        var quantities = new double[periods];
        for (var first = 0; first < periods; first = next[first])
        {
            for (var period = first; period < next[first]; period++)
                quantities[first] += demand[period];
        }

        return new WagnerWhitin([.. quantities], costs[0]);
    }
}
