using static System.FormattableString;

namespace Forecasting.Inventory.StockHealth;

/// <summary>Whether stock is too much, of which kind, and what to do about it.</summary>
public static class StockReview
{
    private const double DaysPerWeek = 7;

    /// <summary>The finding about one SKU-location.</summary>
    /// <param name="outlook">Its stock, its demand and its plan.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="settings">From where on stock is too much.</param>
    /// <returns>One condition: obsolete before dead, dead before slow, slow before excess.</returns>
    public static StockFinding Judge(StockOutlook outlook, StockFacts facts, StockHealthSettings settings)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var left = WriteOffProjection.Of(outlook, facts);
        var cover = WeeksOfCover(outlook);
        var yearly = ToDecimal(outlook.DemandUntil((int)Math.Ceiling(settings.SlowWeeks * DaysPerWeek)));
        var slow = outlook.Available - Math.Max(outlook.OrderUpToLevel, yearly);
        var excess = outlook.Position.InventoryPosition - Math.Max(outlook.OrderUpToLevel, ToDecimal(outlook.HorizonDemand));
        var (condition, units) =
            left.Units >= settings.FewestUnits ? (StockCondition.Obsolete, left.Units)
            : facts.DaysWithoutSale >= settings.DeadDays && outlook.Available >= settings.FewestUnits ? (StockCondition.Dead, outlook.Available)
            : !(cover <= settings.SlowWeeks) && slow >= settings.FewestUnits ? (StockCondition.Slow, slow)
            : excess >= settings.FewestUnits ? (StockCondition.Excess, excess)
            : (StockCondition.Healthy, 0);
        var cost = outlook.Terms.UnitCost;
        return new StockFinding(
            outlook.Key, condition, Choose(condition, outlook, facts, settings, left), Explain(condition, units, outlook, facts, cover, left))
        {
            OnHand = outlook.Position.OnHand,
            OnHandMoney = Money(outlook.Position.OnHand * cost),
            Units = units,
            Money = Money(units * cost),
            WeeksOfCover = cover,
            WriteOffUnits = left.Units,
            WriteOffMoney = Money(left.Units * cost),
            WriteOffDay = left.Day is { } day ? outlook.AsOf.AddDays(day) : null,
            LastWriteOffDay = left.LastDay is { } last ? outlook.AsOf.AddDays(last) : null,
        };
    }

    // The dearest way out last: a transfer keeps the margin, a return the cost, a discount some of it, a write-off nothing.
    private static StockAction Choose(
        StockCondition condition, StockOutlook outlook, StockFacts facts, StockHealthSettings settings, WriteOffProjection left)
    {
        if (condition == StockCondition.Healthy)
            return StockAction.None;
        if (outlook.Terms.EndDate < outlook.AsOf)
            return facts.IsReturnable ? StockAction.Return : StockAction.WriteOff;
        if (condition == StockCondition.Obsolete && left.UnitsOnHand < settings.FewestUnits)
            return StockAction.StopOrdering;
        if (facts.WantedElsewhere >= settings.FewestUnits)
            return StockAction.Transfer;
        if (condition == StockCondition.Excess)
            return StockAction.StopOrdering;
        if (facts.IsReturnable)
            return StockAction.Return;
        return condition == StockCondition.Dead && facts.DaysWithoutSale >= settings.WriteOffDays ? StockAction.WriteOff : StockAction.Discount;
    }

    private static string Explain(
        StockCondition condition, decimal units, StockOutlook outlook, StockFacts facts, double? cover, WriteOffProjection left) => condition switch
        {
            StockCondition.Healthy => "The stock is what the plan needs.",
            StockCondition.Excess => Invariant($"On hand and on order are {units:0.#} units more than the larger of the order-up-to level, {outlook.OrderUpToLevel:0.#}, ")
                + Invariant($"and the {outlook.HorizonDemand:0.#} that are expected to sell in {outlook.DailyMean.Length / DaysPerWeek:0.#} weeks."),
            StockCondition.Slow => cover is { } weeks
                ? Invariant($"At the expected demand {outlook.Available:0.#} units on hand last for {weeks:0} weeks.")
                : Invariant($"The expected demand never uses up the {outlook.Available:0.#} units on hand."),
            StockCondition.Dead => Invariant($"Nothing was sold in {facts.DaysWithoutSale} days in stock."),
            StockCondition.Obsolete when outlook.Terms.EndDate is { } end && end < outlook.AsOf =>
                Invariant($"The last day on sale was {end:yyyy-MM-dd}, and {units:0.#} units are left."),
            StockCondition.Obsolete => Invariant($"Of {outlook.Available:0.#} units on hand and {outlook.Position.OnOrder:0.#} on order ")
                + Invariant($"{units:0.#} are expected to be left ")
                + (left.IsEndOfSale
                    ? Invariant($"after the last day on sale, {outlook.Terms.EndDate:yyyy-MM-dd}.")
                    : Invariant($"past their shelf life of {outlook.Terms.ShelfLifeDays} days, ")
                        + Invariant($"the first after {outlook.AsOf.AddDays(left.Day ?? 0):yyyy-MM-dd}.")),
            _ => throw new InvalidOperationException("The conditions of stock are closed."),
        };

    // Day by day while the horizon lasts, with a part of the last day; then at its mean.
    private static double? WeeksOfCover(StockOutlook outlook)
    {
        var stock = (double)outlook.Available;
        for (var d = 0; d < outlook.DailyMean.Length; d++)
        {
            var wanted = outlook.DemandOn(d);
            if (stock <= wanted)
                return (d + (wanted > 0 ? stock / wanted : 0)) / DaysPerWeek;
            stock -= wanted;
        }

        var rate = outlook.DemandOn(outlook.DailyMean.Length);
        var days = outlook.DailyMean.Length + stock / rate;
        return rate > 0 && !(outlook.Terms.EndDate?.DayNumber - outlook.AsOf.DayNumber + 1 < days) ? days / DaysPerWeek : null;
    }

    private static decimal? Money(decimal? money) => money is { } known ? Math.Round(known, 2) : null;

    private static decimal ToDecimal(double units) => Math.Round((decimal)Math.Clamp(units, -1e15, 1e15), 3);
}
