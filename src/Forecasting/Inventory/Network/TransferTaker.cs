namespace Forecasting.Inventory.Network;

/// <summary>A place that is about to order, and what units from elsewhere are worth to it.</summary>
internal sealed class TransferTaker
{
    private const decimal DaysPerWeek = 7;

    private readonly ExpectedStock stock;
    private readonly double missedWithOrder;

    public TransferTaker(StockOutlook outlook, UnmetDemand unmet)
    {
        Outlook = outlook;
        stock = new ExpectedStock(outlook, unmet, withOrder: false, outlook.Window.ProtectionDays);
        missedWithOrder = Missed([]);
    }

    public StockOutlook Outlook { get; }

    /// <summary>True when the rest of the order can be bought: nothing, or what the supplier takes.</summary>
    public bool MayBuy(decimal rest) => rest == 0 || (rest > 0 && rest >= Outlook.Terms.Moq);

    /// <summary>What it need not buy, money.</summary>
    public decimal PurchaseAvoided(decimal units) => units * (Outlook.Terms.UnitCost ?? 0);

    /// <summary>Expected units short before the next order that these transfers avoid, below 0 where they come later than the order
    /// would.</summary>
    public decimal UnitsAvoided(List<(int Day, decimal Units)> transfers) =>
        Math.Round((decimal)Math.Clamp(missedWithOrder - Missed(transfers), -1e15, 1e15), 3);

    /// <summary>Holding of units on their way, money.</summary>
    public decimal OnTheWay(decimal units, int days) => units * (Outlook.HoldingCostPerWeek ?? 0) * days / DaysPerWeek;

    /// <summary>What these transfers are worth together, their fixed costs left out: the measure that every choice is held
    /// against.</summary>
    public decimal Worth(List<(int Day, decimal Units)> transfers)
    {
        var worth = UnitsAvoided(transfers) * (Outlook.CostOfOneShort ?? 0);
        foreach (var (day, units) in transfers)
            worth += PurchaseAvoided(units) - OnTheWay(units, day);
        return worth;
    }

    // Demand before the next order that finds no stock, if these come and the rest is bought.
    private double Missed(List<(int Day, decimal Units)> transfers)
    {
        var rest = Outlook.OrderQuantity;
        foreach (var (day, units) in transfers)
        {
            stock.Add(day, (double)units);
            rest -= units;
        }

        stock.Add(stock.Delivery, (double)rest);
        var missed = stock.Walk(stock.Days);
        for (var i = 0; i <= transfers.Count; i++)
            stock.RemoveLast();
        return missed;
    }
}
