namespace Forecasting.Inventory.StockHealth;

/// <summary>What will be left of stock that ends: on the last day on sale, or when its shelf life is over.</summary>
/// <param name="Units">Units on hand and on order that will be left, ≥ 0.</param>
/// <param name="UnitsOnHand">The same if nothing that is on order came.</param>
/// <param name="Day">First day on which some are left, from the plan; null when none are.</param>
/// <param name="LastDay">Last day on which some are left; null when none are.</param>
/// <param name="IsEndOfSale">True when all that is left is left on the last day on sale.</param>
internal readonly record struct WriteOffProjection(decimal Units, decimal UnitsOnHand, int? Day, int? LastDay, bool IsEndOfSale)
{
    // Demand ten years ahead is anybody's guess.
    private const int FarthestDay = 3650;

    /// <summary>The projection; nothing is left of what has no end.</summary>
    public static WriteOffProjection Of(StockOutlook outlook, StockFacts facts)
    {
        var end = outlook.Terms.EndDate?.DayNumber - outlook.AsOf.DayNumber;
        if (end is null && outlook.Terms.ShelfLifeDays is null && facts.Lots.IsEmpty)
            return default;
        List<StockLot> lots = [.. OnHand(outlook, facts, end ?? FarthestDay)];
        var onHand = lots.Count;
        lots.AddRange(OnOrder(outlook, end ?? FarthestDay));
        var last = 0;
        foreach (var lot in lots)
            last = Math.Max(last, Math.Min(lot.LastDay, FarthestDay - 1));
        var demand = new double[last + 1];
        for (var d = 0; d < demand.Length; d++)
            demand[d] = outlook.DemandOn(d);

        var all = lots.ToArray();
        var left = FirstExpiredFirstOut.WriteOff(all, demand);
        double units = 0;
        var (day, lastDay) = (int.MaxValue, 0);
        var isEndOfSale = true;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].LastDay >= FarthestDay || left[i] <= 0)
                continue;
            units += left[i];
            day = Math.Min(day, Math.Max(0, all[i].LastDay));
            lastDay = Math.Max(lastDay, all[i].LastDay);
            isEndOfSale &= all[i].LastDay == end;
        }

        double alone = 0;
        var there = all[..onHand];
        var leftOfThose = FirstExpiredFirstOut.WriteOff(there, demand);
        for (var i = 0; i < there.Length; i++)
            alone += there[i].LastDay < FarthestDay ? leftOfThose[i] : 0;
        return day == int.MaxValue
            ? new WriteOffProjection(ToDecimal(units), ToDecimal(alone), null, null, isEndOfSale)
            : new WriteOffProjection(ToDecimal(units), ToDecimal(alone), day, lastDay, isEndOfSale);
    }

    private static IEnumerable<StockLot> OnHand(StockOutlook outlook, StockFacts facts, int end)
    {
        if (facts.Lots.IsEmpty)
            return [new StockLot((double)outlook.Available, 0, EndOf(outlook, 0, end))];
        return facts.Lots.Select(lot => lot with { LastDay = Math.Min(lot.LastDay, end) });
    }

    // Who waits is served from what comes first.
    private static IEnumerable<StockLot> OnOrder(StockOutlook outlook, int end)
    {
        var position = outlook.Position;
        var owed = Math.Max(0, position.Allocated + position.Backordered - position.OnHand);
        foreach (var arrival in position.Arrivals)
        {
            var day = Math.Max(0, arrival.Day.DayNumber - outlook.AsOf.DayNumber);
            var taken = Math.Min(owed, arrival.Quantity);
            owed -= taken;
            yield return new StockLot((double)(arrival.Quantity - taken), day, EndOf(outlook, day, end));
        }
    }

    private static int EndOf(StockOutlook outlook, int arrives, int end) =>
        outlook.Terms.ShelfLifeDays is { } days ? Math.Min(end, arrives + days - 1) : end;

    private static decimal ToDecimal(double units) => Math.Round((decimal)Math.Clamp(units, 0, 1e15), 3);
}
