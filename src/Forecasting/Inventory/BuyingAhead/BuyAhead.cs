using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory.BuyingAhead;

/// <summary>What it saves, and costs, to order more now than is needed, against ordering the rest when it is needed.</summary>
/// <remarks>
/// <para>With the cost of a unit in orders of Q, r(Q) = c(Q) + (K − H(Q)) ÷ Q + h(Q)·Q ÷ 2d, of which r* is the least, and H(Q) what full layers and pallets save, an order of Q instead of the q that is needed saves
/// q·c(q) + (Q − q)·r* − Q·c(Q) + H(Q) − H(q), less the holding of Q − q until it has sold and the change of holding of q. Where demand is steady and q is what is usually ordered this is q·(r(q) − r(Q)) at the
/// best Q, since what comes later is bought at its best anyway: the quantity of the economic order quantity with all-units discounts (Hadley and Whitin, Analysis of Inventory Systems, 1963, section 2-11; Silver, Pyke and Thomas, 4th ed., section 4.5).
/// Where it is not, the units are followed through the days on which they are expected to sell.</para>
/// </remarks>
public sealed record BuyAhead
{
    private const double DaysPerWeek = 7;

    private readonly double leastUnitCost;
    private readonly HandlingSaving handling;

    /// <summary>Prepares it.</summary>
    /// <param name="terms">Prices and order cost; the unit cost is known.</param>
    /// <param name="settings">The holding rate.</param>
    /// <param name="needed">q: units that would be ordered otherwise, &gt; 0.</param>
    /// <param name="usual">Units of a usual order, &gt; 0.</param>
    /// <param name="daysUntilNext">Days from this delivery to the one that would follow it, ≥ 0.</param>
    /// <param name="laterDemand">Expected demand of each day from that one on, as far as anything is bought ahead.</param>
    /// <param name="offers">The larger quantities that may be ordered.</param>
    /// <exception cref="ArgumentException">The unit cost is not known.</exception>
    public BuyAhead(
        SupplyTerms terms,
        InventorySettings settings,
        decimal needed,
        double usual,
        double daysUntilNext,
        ImmutableArray<double> laterDemand,
        IEnumerable<decimal> offers)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.UnitCost is null)
            throw new ArgumentException("The unit cost must be known.", nameof(terms));
        (Terms, Settings, Needed, DaysUntilNext, LaterDemand) = (terms, settings, needed, daysUntilNext, laterDemand);
        handling = HandlingSaving.Of(terms, settings);
        Offers = [.. offers.Where(q => q > needed).Distinct().Order()];
        var weekly = laterDemand.IsEmpty ? 0 : laterDemand.Average() * DaysPerWeek;
        var reach = weekly * laterDemand.Length / DaysPerWeek;
        leastUnitCost = weekly <= 0 ? 0 : Offers.Select(q => (double)q).Where(q => q <= reach).Append(usual).Min(q => UnitCostOf(q, weekly));
    }

    /// <summary>Prices and order cost.</summary>
    public SupplyTerms Terms { get; }

    /// <summary>The holding rate.</summary>
    public InventorySettings Settings { get; }

    /// <summary>q: units that would be ordered otherwise.</summary>
    public decimal Needed { get; }

    /// <summary>Days from this delivery to the one that would follow it.</summary>
    public double DaysUntilNext { get; }

    /// <summary>Expected demand of each day from that one on.</summary>
    public ImmutableArray<double> LaterDemand { get; }

    /// <summary>The larger quantities that may be ordered, rising.</summary>
    public ImmutableArray<decimal> Offers { get; }

    /// <summary>What a larger order saves, money, negative when it costs; null when it would not sell in time.</summary>
    /// <param name="quantity">Q: units, at least <see cref="Needed"/>.</param>
    public double? Saving(decimal quantity)
    {
        var extra = (double)(quantity - Needed);
        if (HeldUnitDays(extra) is not { } unitDays)
            return null;
        var (before, after) = (Terms.UnitCostAt(Needed)!.Value, Terms.UnitCostAt(quantity)!.Value);
        var (dearer, cheaper) = (Settings.HoldingCostAt(Terms, before), Settings.HoldingCostAt(Terms, after));
        // What is needed now is held for half of the time until the next order, however much comes with it.
        var neededUnitDays = (double)Needed * DaysUntilNext / 2;
        return (double)(Needed * before - quantity * after + handling.At(quantity) - handling.At(Needed)) + extra * leastUnitCost
            + ((dearer - cheaper) * neededUnitDays - cheaper * (extra * DaysUntilNext + unitDays)) / DaysPerWeek;
    }

    /// <summary>The offer that saves most, the smaller of equals; null when none saves anything.</summary>
    public (decimal Quantity, double Saving)? Best()
    {
        (decimal Quantity, double Saving)? best = null;
        foreach (var quantity in Offers)
        {
            if (Saving(quantity) is > 0 and var saving && saving > (best?.Saving ?? 0))
                best = (quantity, saving);
        }

        return best;
    }

    // r(Q): buying, ordering and holding of one unit in a steady run of orders of Q.
    private double UnitCostOf(double quantity, double weekly)
    {
        var units = (decimal)Math.Min(quantity, 1e15);
        var cost = Terms.UnitCostAt(units)!.Value;
        return (double)cost + (double)(Terms.OrderCost - handling.At(units)) / quantity + Settings.HoldingCostAt(Terms, cost) * quantity / (2 * weekly);
    }

    // Unit-days that they wait while they sell; null when they do not.
    private double? HeldUnitDays(double extra)
    {
        var (left, held) = (extra, 0.0);
        foreach (var demand in LaterDemand)
        {
            if (left <= demand)
                return held + (demand > 0 ? left * left / (2 * demand) : 0);
            held += left - demand / 2;
            left -= demand;
        }

        return left <= 0 ? held : null;
    }
}
