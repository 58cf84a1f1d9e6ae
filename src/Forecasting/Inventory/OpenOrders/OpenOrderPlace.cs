using static System.FormattableString;

namespace Forecasting.Inventory.OpenOrders;

/// <summary>One place of a product while advice is given: its expected stock, and what each order on its way does to it.</summary>
internal sealed class OpenOrderPlace
{
    private const int DaysPerWeek = 7;

    // Ten years from now nobody knows anything; without a limit a trickle of demand would put the day out of the calendar.
    private const int FarthestDay = 3650;

    private readonly ExpectedStock stock;
    private readonly FirstAidSettings settings;
    private readonly bool[] isAdvised;

    public OpenOrderPlace(StockOutlook outlook, UnmetDemand unmet, FirstAidSettings settings)
    {
        (Outlook, this.settings) = (outlook, settings);
        stock = new ExpectedStock(outlook, unmet);
        isAdvised = new bool[outlook.Position.Arrivals.Length];
    }

    public StockOutlook Outlook { get; }

    /// <summary>Numbers of the orders that can still be spoken of: no advice was given yet, and they do not come before a call could
    /// help.</summary>
    public IEnumerable<int> Open => Enumerable.Range(0, isAdvised.Length).Where(i => !isAdvised[i] && DayOf(i) > settings.NoticeDays);

    private int LastDayOnSale => Outlook.Terms.EndDate is { } end ? end.DayNumber - Outlook.AsOf.DayNumber : ExpectedStock.Never;

    /// <summary>True when some demand before the next order is expected to find no stock.</summary>
    public bool IsShort => stock.Walk(stock.NextDelivery) >= (double)settings.FewestUnits;

    /// <summary>The advice about one order without regard to other places; null = let it come.</summary>
    public OpenOrderAdvice? Own(int order) => Sooner(order) ?? Later(order);

    /// <summary>Sending one order elsewhere; null = it is needed here, or not there.</summary>
    public OpenOrderAdvice.Reroute? Elsewhere(int order, OpenOrderPlace other)
    {
        // Whoever gives an order away must be able to order anew in time.
        var needed = NeededOn(order);
        if (needed < stock.NextDelivery || needed - DayOf(order) < settings.FewestDaysLater)
            return null;
        // What comes after the other place's next order saves nothing there.
        if (DayOf(order) >= other.stock.NextDelivery)
            return null;
        var (arrival, there) = (Outlook.Position.Arrivals[order], other.Outlook);
        var position = there.Position.InventoryPosition + there.OrderQuantity + there.Transfers.Sum(t => t.Quantity);
        if (position + arrival.Quantity > there.OrderUpToLevel + ToDecimal(there.HorizonDemand))
            return null;
        var day = DayOf(order) + settings.ReroutingDays;
        var saved = other.SavedBy(day, (double)arrival.Quantity);
        var here = needed == ExpectedStock.Never ? "not needed" : Invariant($"not needed before {Date(needed)}");
        return Worthwhile(new OpenOrderAdvice.Reroute(there.Key.Location, Outlook.AsOf.AddDays(day))
        {
            Key = Outlook.Key,
            Order = arrival,
            Units = saved,
            Money = Rounded(saved * there.CostOfOneShort),
            Reason = Invariant($"{saved:0.#} units more find stock at {there.Key.Location}, and the order is {here} at {Outlook.Key.Location}.") + Promised(order),
        });
    }

    /// <summary>Takes advice about one of its orders: from now on the order comes as advised.</summary>
    public void Follow(int order, OpenOrderAdvice advice)
    {
        isAdvised[order] = true;
        stock.Move(order, advice is OpenOrderAdvice.Reroute or OpenOrderAdvice.Cancel ? ExpectedStock.Never : DayAt(advice.NewDay!.Value));
    }

    /// <summary>An order of another place comes here.</summary>
    public void Receive(OpenOrderAdvice.Reroute advice) => stock.Add(DayAt(advice.Arrives), (double)advice.Order.Quantity);

    private OpenOrderAdvice.Expedite? Sooner(int order)
    {
        var due = DayOf(order);
        var missed = stock.Walk(stock.NextDelivery);
        var gone = stock.FirstUnserved();
        var to = Math.Max(gone, settings.NoticeDays);
        if (to >= due)
            return null;
        var saved = ToDecimal(missed - stock.Walk(stock.NextDelivery, order, to));
        return Worthwhile(new OpenOrderAdvice.Expedite(Outlook.AsOf.AddDays(to))
        {
            Key = Outlook.Key,
            Order = Outlook.Position.Arrivals[order],
            Units = saved,
            Money = Rounded(saved * Outlook.CostOfOneShort),
            Reason = Invariant($"Stock is expected to be gone on {Date(gone)}, and {saved:0.#} units more find some if the order comes before {Date(due)}.") + Promised(order),
        });
    }

    private OpenOrderAdvice? Later(int order)
    {
        var due = DayOf(order);
        var needed = NeededOn(order);
        return needed == ExpectedStock.Never ? Not(order)
            : needed - due < settings.FewestDaysLater ? null
            : Worthwhile(new OpenOrderAdvice.Postpone(Outlook.AsOf.AddDays(needed))
            {
                Key = Outlook.Key,
                Order = Outlook.Position.Arrivals[order],
                Units = Outlook.Position.Arrivals[order].Quantity,
                Money = Holding(order, needed),
                Reason = Invariant($"Without the order stock is expected to stay above its safety level of ")
                    + Invariant($"{Math.Max(0, Outlook.SafetyStock):0.#} until {Date(needed)}.") + Promised(order),
            });
    }

    private OpenOrderAdvice.Cancel? Not(int order)
    {
        var purchase = Outlook.Position.Arrivals[order].Quantity * Outlook.Terms.UnitCost;
        stock.Walk(0, order);
        var rate = Outlook.DemandOn(stock.Days);
        var left = stock.Stock[^1] - Outlook.LevelOn(stock.Days - 1);
        var needed = rate * FarthestDay > left ? stock.Days + (int)Math.Max(0, left / rate) : FarthestDay;
        var isUseless = LastDayOnSale <= Math.Max(needed, DayOf(order)) || needed >= FarthestDay;
        var holding = Holding(order, needed);
        return Worthwhile(new OpenOrderAdvice.Cancel
        {
            Key = Outlook.Key,
            Order = Outlook.Position.Arrivals[order],
            Units = Outlook.Position.Arrivals[order].Quantity,
            Money = isUseless || holding > purchase ? Rounded(purchase) : holding,
            Reason = (LastDayOnSale < DayOf(order) ? Invariant($"The order comes after the last day on sale, {Date(LastDayOnSale)}.")
                : LastDayOnSale <= needed ? Invariant($"Without the order stock is expected to last to the last day on sale, {Date(LastDayOnSale)}.")
                : needed >= FarthestDay ? "Without the order stock is expected to last for ten years and longer."
                : Invariant($"Without the order stock is expected to last beyond the horizon, to about {Date(needed)}.")) + Promised(order),
        });
    }

    // Units that would be served if these came on that day.
    private decimal SavedBy(int day, double units)
    {
        var missed = stock.Walk(stock.NextDelivery);
        // On trial: the stock of the place is left as it was.
        stock.Add(day, units);
        var saved = missed - stock.Walk(stock.NextDelivery);
        stock.RemoveLast();
        return ToDecimal(saved);
    }

    // First day that ends below its level if the order never comes; Never when the horizon has none.
    private int NeededOn(int order)
    {
        stock.Walk(0, order);
        if (DayOf(order) < stock.Days)
            return stock.FirstShortOfLevel(DayOf(order));
        // Beyond the horizon nothing is known, so what comes there stays; unless nothing is sold there any more.
        return DayOf(order) > LastDayOnSale && stock.Stock[^1] >= 0 ? ExpectedStock.Never : DayOf(order);
    }

    private T? Worthwhile<T>(T advice)
        where T : OpenOrderAdvice =>
        advice.Units >= settings.FewestUnits && (advice.Money ?? settings.FewestMoney) >= settings.FewestMoney ? advice : null;

    private decimal? Holding(int order, int until) => Rounded(
        Outlook.Position.Arrivals[order].Quantity * Outlook.HoldingCostPerWeek * (until - DayOf(order)) / DaysPerWeek);

    private int DayOf(int order) => DayAt(Outlook.Position.Arrivals[order].Day);

    // Of a supplier that is usually late the buyer must know both days.
    private string Promised(int order) => Outlook.Position.Arrivals[order].Promised is { } day ? Invariant($" It is promised for {day:yyyy-MM-dd}.") : "";

    private int DayAt(DateOnly date) => Math.Max(0, date.DayNumber - Outlook.AsOf.DayNumber);

    private string Date(int day) => Invariant($"{Outlook.AsOf.AddDays(day):yyyy-MM-dd}");

    private static decimal? Rounded(decimal? money) => money is { } known ? Math.Round(known, 2) : null;

    private static decimal ToDecimal(double units) => Math.Round((decimal)Math.Clamp(units, -1e15, 1e15), 3);
}
