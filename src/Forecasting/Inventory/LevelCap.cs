using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>How high a level may be: the largest stock, what sells within the shelf life, and what sells before the item ends.</summary>
internal static class LevelCap
{
    /// <summary>The lowest cap and its reason; null when there is none.</summary>
    public static (decimal Cap, string Why)? Of(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms)
    {
        (decimal Cap, string Why)? cap = terms.MaxStock is { } most ? (most, "max_stock") : null;
        if (terms.ShelfLifeDays is { } days)
            cap = Lower(cap, SellsFrom(demand, window, terms, days), FormattableString.Invariant($"more would not sell within the shelf life of {days} days"));

        // Before the last buy: no safety stock for the time when nobody will buy. The last buy itself is weighed by what it earns.
        if (terms.EndDate is { } end && end > window.Delivery && !window.IsLast)
        {
            cap = Lower(
                cap,
                SellsFrom(demand, window, terms, end.DayNumber + 1 - window.Delivery.DayNumber),
                FormattableString.Invariant($"more is not expected to sell before the item ends on {end:yyyy-MM-dd}"));
        }

        return cap;
    }

    /// <summary>Expected demand from today to so many days after the delivery, in units that the item is counted in.</summary>
    public static decimal SellsFrom(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, int daysAfterDelivery) =>
        ReorderLevels.RoundUp(
            Math.Max(0, demand.Mean - demand.MeanReviewDemand) + demand.MeanReviewDemand / window.ReviewDays * daysAfterDelivery, terms);

    private static (decimal Cap, string Why)? Lower((decimal Cap, string Why)? cap, decimal units, string why) =>
        cap is null || units < cap.Value.Cap ? (units, why) : cap;
}
