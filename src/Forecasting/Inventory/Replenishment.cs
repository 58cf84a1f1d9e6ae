using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>What to order for one SKU-location, and the sum that explains it.</summary>
public static class Replenishment
{
    /// <summary>The recommendation.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="window">Its days.</param>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="position">Stock and what is on its way.</param>
    /// <param name="dailyMean">Expected demand per day from the plan on, at least to the end of the interval.</param>
    /// <param name="settings">Defaults.</param>
    /// <param name="orderByDay">Orders whose day lies on or after this are left to a later plan.</param>
    public static Recommendation Recommend(
        LeadTimeDemand demand,
        OrderWindow window,
        SupplyTerms terms,
        StockPosition position,
        ReadOnlySpan<double> dailyMean,
        InventorySettings settings,
        DateOnly orderByDay)
    {
        var notes = new List<string>(terms.Assumptions);
        if (!position.IsKnown)
            notes.Add("No stock record: 0 on hand is assumed.");
        if (terms is { Promise.InboundDays: > 0 and var wait, SourceLocation: { } source })
            notes.Add(FormattableString.Invariant($"{source} sends within {wait} days: safety stock for them stands here (inventory.placement)."));
        var policy = ReorderLevels.Choose(demand, window, terms, settings, notes);
        var counted = InTime(position, window, notes);

        var reorderPoint = policy.OrderingPoint;
        var need = policy.TargetLevel - counted.InventoryPosition;
        var lot = policy.LotSize > 0 ? policy.LotSize : terms.PackSize;
        var refusal = WhyNotAccepted(demand, window, terms, orderByDay, lot);
        var reason = WhyNotToOrder(window, terms, policy, counted) ?? refusal;
        var sized = reason is null
            ? OrderSizing.Size(need, terms.Moq, lot, Cap(terms, counted))
            : default;
        if (policy is ReplenishmentPolicy.LastBuy
            && LastBuy.WhyItDoesNotPay(demand, terms, counted.InventoryPosition, sized.Quantity) is { } loss)
            (reason, sized) = (loss, default);
        if (reason is { Length: > 0 })
            notes.Add(reason);
        if (sized.Note is { Length: > 0 })
            notes.Add(sized.Note);

        var expected = Math.Round((decimal)Math.Clamp(demand.Mean, -1e15, 1e15), terms.IsDivisible ? 3 : 2);
        var explanation = new OrderExplanation
        {
            ExpectedDemand = expected,
            SafetyStock = reorderPoint - expected,
            LotAllowance = policy.TargetLevel - reorderPoint,
            OnHand = counted.OnHand,
            Allocated = counted.Allocated,
            Backordered = counted.Backordered,
            OnOrder = counted.OnOrder,
            NotNeeded = reason is not null || need <= 0 ? -need : 0,
            MinimumOrderRounding = sized.MinimumRounding,
            PackRounding = sized.PackRounding,
            MaximumCut = sized.MaximumCut,
        };

        var after = (double)(counted.InventoryPosition + explanation.Quantity);
        var served = demand.MeanReviewDemand > 0
            ? Math.Clamp(1 - demand.Cycle.ExpectedShortage(after) / demand.MeanReviewDemand, 0, 1)
            : 1;
        var shortage = (decimal)Math.Round(Math.Min(demand.ExpectedShortageWithoutOrder, 1e15), 3);
        return new Recommendation(
            explanation,
            window.OrderDate,
            window.Delivery,
            window.ProtectionDays,
            (decimal)Math.Round(Math.Min(demand.StandardDeviation, 1e15), 3),
            Describe(terms.ServiceTarget),
            served,
            demand.StockoutProbabilityWithoutOrder,
            shortage,
            StockoutDate(window.AsOf, counted, dailyMean),
            Math.Round(shortage * CostOfOneShort(terms), 2),
            Excess(window, policy, counted, dailyMean),
            [.. notes])
        {
            JoinQuantity = reason is "" && refusal is null && IsDue(terms, policy, counted)
                ? OrderSizing.Size(need, terms.Moq, lot, Cap(terms, counted)).Quantity
                : 0,
        };
    }

    /// <summary>What one unit short costs: the shortage cost, else the margin, else the price, else the cost; 0 when nothing is known.</summary>
    public static decimal CostOfOneShort(SupplyTerms terms) =>
        terms.ShortageCost
        ?? (terms is { UnitPrice: { } price, UnitCost: { } cost } && price > cost ? price - cost : (decimal?)null)
        ?? terms.UnitPrice ?? terms.UnitCost ?? 0;

    /// <summary>True when nothing would be ordered, whatever the stock.</summary>
    internal static bool IsRefused(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, DateOnly orderByDay, decimal lot) =>
        terms.EndDate <= window.Delivery || WhyNotAccepted(demand, window, terms, orderByDay, lot) is not null;

    private static StockPosition InTime(StockPosition position, OrderWindow window, List<string> notes)
    {
        var late = position.Arrivals.Where(a => a.Day >= window.NextDelivery).Sum(a => a.Quantity);
        if (late > 0)
        {
            notes.Add(FormattableString.Invariant(
                $"{late:0.###} on order arrive after {window.NextDelivery:yyyy-MM-dd}, too late to count for this order."));
        }

        notes.AddRange(LateComers(position));
        return position with { Arrivals = position.Arrivals.RemoveAll(a => a.Day >= window.NextDelivery) };
    }

    // One sentence for each sender, with the order that comes next: a note names what to look at, the rest is as late.
    internal static IEnumerable<string> LateComers(StockPosition position)
    {
        foreach (var late in position.Arrivals.Where(a => a.Promised is not null).GroupBy(a => a.WhyLater))
        {
            var first = late.First();
            var others = late.Count() - 1;
            yield return FormattableString.Invariant(
                $"{late.Key}: {late.Sum(a => a.Quantity):0.###} on order are expected later than promised, {first.OrderId} on {first.Day:yyyy-MM-dd} instead of {first.Promised:yyyy-MM-dd}")
                + (others > 0 ? FormattableString.Invariant($", and {others} more.") : ".");
        }
    }

    // At or below its can-order level: it would not last until the order of the supplier after this one, and what is missing is no less than what may be ordered.
    private static bool IsDue(SupplyTerms terms, ReplenishmentPolicy policy, StockPosition position) =>
        terms.Cycle is { } cycle
        && policy is ReplenishmentPolicy.ReorderPointOrderUpTo { ReorderPoint: var point, Level: var level }
        && position.InventoryPosition <= Math.Min(point + ReorderLevels.RoundUp(cycle.Units, terms), level - Math.Max(terms.Moq, terms.PackSize));

    // Null = order; empty = nothing is needed, which needs no note; otherwise the note.
    private static string? WhyNotToOrder(OrderWindow window, SupplyTerms terms, ReplenishmentPolicy policy, StockPosition position)
    {
        if (terms.EndDate is { } end && end <= window.Delivery)
            return FormattableString.Invariant($"Not ordered: the item ends on {end:yyyy-MM-dd}, before an order could arrive.");
        return position.InventoryPosition > policy.OrderingPoint || policy.TargetLevel <= position.InventoryPosition ? "" : null;
    }

    // Why an order of it could not be placed now, whatever is needed; null = it could.
    private static string? WhyNotAccepted(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, DateOnly orderByDay, decimal lot)
    {
        var sells = terms.ShelfLifeDays is { } days ? LevelCap.SellsFrom(demand, window, terms, days) : (decimal?)null;
        if (ContradictoryTerms.Find(terms, lot, sells) is { } contradiction)
            return contradiction;
        if (window.OrderDate >= orderByDay)
            return FormattableString.Invariant($"Not ordered now: the supplier takes the next order on {window.OrderDate:yyyy-MM-dd}.");
        return null;
    }

    private static decimal? Cap(SupplyTerms terms, StockPosition position)
    {
        var byStock = terms.MaxStock is { } most ? Math.Max(0, most - position.InventoryPosition) : (decimal?)null;
        return (terms.MaxOrder, byStock) switch
        {
            ({ } order, { } stock) => Math.Min(order, stock),
            var (order, stock) => order ?? stock,
        };
    }

    private static DateOnly? StockoutDate(DateOnly asOf, StockPosition position, ReadOnlySpan<double> dailyMean)
    {
        var stock = (double)(position.OnHand - position.Allocated - position.Backordered);
        for (var d = 0; d < dailyMean.Length; d++)
        {
            var day = asOf.AddDays(d);
            foreach (var arrival in position.Arrivals)
            {
                if (arrival.Day == day || (d == 0 && arrival.Day < day))
                    stock += (double)arrival.Quantity;
            }

            stock -= dailyMean[d];
            if (stock < 0)
                return day;
        }

        return null;
    }

    private static decimal Excess(OrderWindow window, ReplenishmentPolicy policy, StockPosition position, ReadOnlySpan<double> dailyMean)
    {
        double horizon = 0;
        foreach (var day in dailyMean)
            horizon += day;
        var enough = Math.Max(policy.TargetLevel, (decimal)Math.Ceiling(Math.Min(horizon, 1e15)));
        return window.ProtectionDays > dailyMean.Length ? 0 : Math.Max(0, position.InventoryPosition - enough);
    }

    /// <summary>A target in words: <c>fill rate 95 %</c>.</summary>
    internal static string Describe(ServiceTarget target) => target switch
    {
        ServiceTarget.FillRate t => string.Create(CultureInfo.InvariantCulture, $"fill rate {t.Share * 100:0.##} %"),
        ServiceTarget.CycleServiceLevel t => string.Create(CultureInfo.InvariantCulture, $"cycle service {t.Probability * 100:0.##} %"),
        ServiceTarget.CostOptimal => "least cost",
        _ => throw new InvalidOperationException("The family of service targets is closed."),
    };
}
