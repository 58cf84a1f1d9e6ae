using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>Terms that no order can satisfy: nothing is ordered, and the planner learns what to ask for.</summary>
public static class ContradictoryTerms
{
    /// <summary>The contradiction and what to ask for, in full sentences; null when there is none.</summary>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="lot">Units that an order is a whole number of, &gt; 0: the pack, or a fixed lot.</param>
    /// <param name="sellsWithinShelfLife">Units expected to sell from today until a delivery goes bad; null = it keeps.</param>
    public static string? Find(SupplyTerms terms, decimal lot, decimal? sellsWithinShelfLife)
    {
        var smallest = OrderSizing.RoundUp(Math.Max(terms.Moq, lot), lot);
        if (terms.MaxStock is { } highest && highest < terms.MinStock)
            return FormattableString.Invariant($"Not ordered: max_stock {highest:0.###} is below min_stock {terms.MinStock:0.###}. Correct one of them.");
        if (terms.MaxOrder is { } most && smallest > most)
            return FormattableString.Invariant($"Not ordered: the smallest order, {Describe(terms, smallest)}, is above max_order {most:0.###}. {Ask(terms, most)}");
        if (terms.MaxStock is { } room && smallest > room)
            return FormattableString.Invariant($"Not ordered: the smallest order, {Describe(terms, smallest)}, is above max_stock {room:0.###}. {Ask(terms, room)}");
        if (sellsWithinShelfLife is { } sells && smallest > sells)
        {
            return FormattableString.Invariant(
                $"Not ordered: the smallest order, {Describe(terms, smallest)}, would not sell within the shelf life of {terms.ShelfLifeDays} days (about {sells:0.###} do). {Ask(terms, sells)}");
        }

        return null;
    }

    private static string Describe(SupplyTerms terms, decimal smallest) => terms.Moq > terms.PackSize
        ? FormattableString.Invariant($"{smallest:0.###} (minimum order {terms.Moq:0.###}, packs of {terms.PackSize:0.###})")
        : FormattableString.Invariant($"a pack of {smallest:0.###}");

    private static string Ask(SupplyTerms terms, decimal atMost) => terms.Moq > terms.PackSize
        ? FormattableString.Invariant($"Ask the supplier for a minimum order of at most {atMost:0.###}.")
        : FormattableString.Invariant($"Ask the supplier for a pack of at most {atMost:0.###}.");
}
