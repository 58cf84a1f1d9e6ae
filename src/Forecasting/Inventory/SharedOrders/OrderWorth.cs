namespace Forecasting.Inventory.SharedOrders;

/// <summary>What ordering is worth in money: shortages that it saves, less what it costs to hold until it sells.</summary>
/// <param name="Curve">Expected shortage over the protection interval, by level.</param>
/// <param name="Position">Inventory position before the order, units.</param>
/// <param name="EnoughLevel">Order-up-to level, units: what is above it waits for the demand of later reviews.</param>
/// <param name="ReviewWeeks">Weeks between two deliveries, &gt; 0.</param>
/// <param name="ShortageCost">Cost of one unit short, ≥ 0.</param>
/// <param name="HoldingCostPerWeek">Cost of one unit held for one week, ≥ 0.</param>
/// <remarks>
/// One more unit at level y saves the shortage cost with probability P(D &gt; y), and is held for a review period with the rest; above the order-up-to level it also waits until demand
/// has used up what lies between. The worth of a quantity is the integral, in closed form, and concave: every further pack is worth less than the one before, but for one that reaches a price break.
/// Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., section 9.3 (marginal analysis).
/// </remarks>
public sealed record OrderWorth(
    ShortageCurve Curve, double Position, double EnoughLevel, double ReviewWeeks, double ShortageCost, double HoldingCostPerWeek)
{
    /// <summary>What it costs by the quantity; null = the same for any, or not known.</summary>
    public LotPrices? Prices { get; init; }

    /// <summary>Worth of ordering a quantity against ordering nothing, money; 0 for nothing.</summary>
    /// <param name="quantity">Units, ≥ 0.</param>
    public double Of(double quantity)
    {
        var served = Curve.ExpectedShortage(Position) - Curve.ExpectedShortage(Position + quantity);
        var before = Math.Max(0, Position - EnoughLevel);
        var after = Math.Max(0, Position + quantity - EnoughLevel);
        var weekly = Curve.MeanReviewDemand / ReviewWeeks;
        var waiting = after == 0 ? 0 : weekly > 0 ? (after * after - before * before) / (2 * weekly) : (after - before) * LongestWaitWeeks;
        return ShortageCost * served - HoldingCostPerWeek * (ReviewWeeks * (quantity - served) + waiting) + (Prices?.Saved(quantity) ?? 0);
    }

    /// <summary>What is held where nothing sells, weeks: two years.</summary>
    private const double LongestWaitWeeks = 104;
}
