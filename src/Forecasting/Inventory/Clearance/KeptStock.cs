namespace Forecasting.Inventory.Clearance;

/// <summary>What stock is worth that is kept instead of sold cheaper: it saves buying again on the day on which it is used, and costs holding
/// until then.</summary>
internal sealed class KeptStock
{
    private const double DaysPerWeek = 7;

    // Demand ten years ahead is anybody's guess.
    private const double FarthestDay = 3650;

    private readonly double[] usedBy;
    private readonly double laterPerDay;
    private readonly double lastDay;
    private readonly double position;
    private readonly double unitCost;
    private readonly double holdingPerDay;
    private readonly int from;
    private readonly bool isLost;

    /// <summary>The stock of an outlook, of which the units that are used last are looked at.</summary>
    /// <param name="outlook">Its stock and its demand.</param>
    /// <param name="unitCost">Cost of one unit.</param>
    /// <param name="from">Day from the plan until which holding costs are the same either way.</param>
    /// <param name="isLost">True when what is kept until then is lost.</param>
    public KeptStock(StockOutlook outlook, decimal unitCost, int from, bool isLost)
    {
        (this.from, this.isLost, this.unitCost) = (from, isLost, (double)unitCost);
        position = (double)outlook.Position.InventoryPosition;
        holdingPerDay = (double)(outlook.HoldingCostPerWeek ?? 0) / DaysPerWeek;
        usedBy = new double[outlook.DailyMean.Length];
        double sum = 0;
        for (var d = 0; d < usedBy.Length; d++)
            usedBy[d] = sum += outlook.DemandOn(d);
        laterPerDay = outlook.DemandOn(usedBy.Length);
        lastDay = outlook.Terms.EndDate is { } end ? Math.Min(FarthestDay, end.DayNumber - outlook.AsOf.DayNumber + 1) : FarthestDay;
    }

    /// <summary>What units are worth that are used after all but <paramref name="first"/> of those that are there, and before the last
    /// <paramref name="first"/> − <paramref name="count"/>.</summary>
    /// <param name="first">Units from the end of the stock at which they begin, &gt; 0.</param>
    /// <param name="count">Units, ≥ 0 and at most as many.</param>
    /// <returns>Money, ≥ 0: what costs more to hold than it saves is not held.</returns>
    public double Worth(double first, double count)
    {
        if (isLost)
            return 0;
        var day = DayOf(position - first + count / 2);
        return day > lastDay ? 0 : count * Math.Max(0, unitCost - holdingPerDay * Math.Max(0, day - from));
    }

    // The day on which so many units have been used.
    private double DayOf(double units)
    {
        if (units <= 0)
            return 0;
        var at = Array.BinarySearch(usedBy, units);
        if (at < 0)
            at = ~at;
        if (at < usedBy.Length)
            return at + 1;
        var before = usedBy.Length > 0 ? usedBy[^1] : 0;
        return laterPerDay > 0 ? usedBy.Length + (units - before) / laterPerDay : double.PositiveInfinity;
    }
}
