using Forecasting.Inventory.StockHealth;

namespace Forecasting.Inventory.Clearance;

/// <summary>What is to be sold by which day.</summary>
/// <param name="Excess">Units beyond what is expected to sell, &gt; 0.</param>
/// <param name="Expected">Units expected to sell at today's price until the day, the day itself counted, ≥ 0.</param>
/// <param name="Days">Days from the plan until then, the day itself counted, ≥ 1.</param>
/// <param name="IsLost">True when what is left after the day is lost.</param>
internal readonly record struct ClearanceTask(double Excess, double Expected, int Days, bool IsLost)
{
    /// <summary>Units to sell until the day.</summary>
    public double Wanted => Expected + Excess;

    /// <summary>The task of a finding; null where nothing is too much, only what is on order is, or it is no longer on sale.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="outlook">What it was found from.</param>
    /// <remarks>What will be left over is to go by the last day on which some is; else what is on the shelf beyond the horizon and the
    /// order-up-to level, by the end of the horizon. The same for excess, slow and dead stock: the more there is, the more there is to sell,
    /// whatever it is called. What is only on order can be called off, and is no reason for a lower price.</remarks>
    public static ClearanceTask? Of(StockFinding finding, StockOutlook outlook)
    {
        if (finding.Condition == StockCondition.Healthy || outlook.Terms.EndDate < outlook.AsOf)
            return null;
        if (finding.Condition == StockCondition.Obsolete)
        {
            return finding.Action == StockAction.StopOrdering || finding.LastWriteOffDay is not { } last
                ? null
                : With((double)finding.WriteOffUnits, last.DayNumber - outlook.AsOf.DayNumber + 1, outlook, isLost: true);
        }

        var needed = Math.Max((double)outlook.OrderUpToLevel, outlook.HorizonDemand);
        var excess = (double)outlook.Available - needed;
        return excess > 0 ? With(excess, outlook.DailyMean.Length, outlook, isLost: false) : null;
    }

    private static ClearanceTask With(double excess, int days, StockOutlook outlook, bool isLost) =>
        new(excess, outlook.DemandUntil(Math.Max(1, days)), Math.Max(1, days), isLost);
}
