using System.Collections.Immutable;

namespace Forecasting.Inventory;

/// <summary>What to do about one SKU-location today, and why.</summary>
/// <param name="Explanation">The order quantity as a sum.</param>
/// <param name="OrderDate">Day on which the order is placed.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
/// <param name="ProtectionIntervalDays">Days that the position must cover: from today to the arrival of the order after this one.</param>
/// <param name="DemandDeviation">Standard deviation of demand over the protection interval, units.</param>
/// <param name="ServiceTarget">The target used, in words: <c>fill rate 95 %</c>.</param>
/// <param name="ExpectedService">Expected fill rate over the protection interval if the order is placed, 0..1.</param>
/// <param name="StockoutProbabilityWithoutOrder">Probability of running out within the protection interval if nothing is ordered, 0..1.</param>
/// <param name="ExpectedShortageWithoutOrder">Expected units short within the protection interval if nothing is ordered.</param>
/// <param name="ExpectedStockoutDate">First day on which the stock is expected to be gone if nothing is ordered; null = not within the horizon.</param>
/// <param name="MoneyAtRisk">Expected units short × what one unit short costs, in the currency of the item; 0 when no value is known.</param>
/// <param name="ExcessUnits">Units of the position above what the order-up-to level and the horizon's demand can explain.</param>
/// <param name="Notes">What the planner should know: assumptions, caps, contradictions. Full sentences.</param>
public sealed record Recommendation(
    OrderExplanation Explanation,
    DateOnly OrderDate,
    DateOnly RequestedDelivery,
    double ProtectionIntervalDays,
    decimal DemandDeviation,
    string ServiceTarget,
    double ExpectedService,
    double StockoutProbabilityWithoutOrder,
    decimal ExpectedShortageWithoutOrder,
    DateOnly? ExpectedStockoutDate,
    decimal MoneyAtRisk,
    decimal ExcessUnits,
    ImmutableArray<string> Notes)
{
    /// <summary>Units to order where nothing has to be and an order of the supplier leaves with other items: what it joins with. 0 = it is not due, or is not ordered with others.</summary>
    public decimal JoinQuantity { get; init; }

    /// <summary>What the order is worth: shortages that it saves less holding until it sells, in the currency of the item; null where no costs are known.</summary>
    public decimal? Worth { get; init; }

    /// <summary>What one pack more would be worth; null where no costs are known.</summary>
    public decimal? NextPackWorth { get; init; }

    /// <summary>What minimum order, whole packs and the supplier's minimum cost in this order, against ordering just what is needed; null where no costs are known.</summary>
    public decimal? RoundingCost { get; init; }
}
