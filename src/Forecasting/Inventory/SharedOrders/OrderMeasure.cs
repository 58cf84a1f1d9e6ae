namespace Forecasting.Inventory.SharedOrders;

/// <summary>What is summed over the lines of an order: units, volume, weight, or money, which for one line may be less for a unit of a larger order.</summary>
public readonly ref struct OrderMeasure
{
    private readonly ReadOnlySpan<double> perUnit;
    private readonly bool isMoney;

    private OrderMeasure(ReadOnlySpan<double> perUnit, bool isMoney)
    {
        this.perUnit = perUnit;
        this.isMoney = isMoney;
    }

    /// <summary>The same for every unit.</summary>
    /// <param name="perUnit">Of one unit of each line, ≥ 0.</param>
    public static OrderMeasure Each(ReadOnlySpan<double> perUnit) => new(perUnit, false);

    /// <summary>Money, with each line's price breaks.</summary>
    /// <param name="prices">Price of one unit of each line without a break, ≥ 0.</param>
    public static OrderMeasure Money(ReadOnlySpan<double> prices) => new(prices, true);

    /// <summary>True when a line counts.</summary>
    internal bool Counts(int i) => perUnit[i] > 0;

    /// <summary>Of a quantity of a line.</summary>
    internal double Of(OrderCandidate line, int i, decimal quantity) => (double)quantity * PerUnit(line, i, quantity);

    /// <summary>What changes when the line goes from its quantity to another.</summary>
    internal double Change(OrderCandidate line, int i, decimal to)
    {
        var (before, after) = (PerUnit(line, i, line.Quantity), PerUnit(line, i, to));
        return before == after ? (double)(to - line.Quantity) * after : (double)to * after - (double)line.Quantity * before;
    }

    /// <summary>The next quantity above that adds something; null when there is none.</summary>
    internal decimal? Above(OrderCandidate line, int i)
    {
        var above = line.Above;
        while (above is { } units && Change(line, i, units) <= 0)
            above = line.AboveOf(units);
        return above;
    }

    /// <summary>The next quantity below that takes something away; null when there is nothing to take.</summary>
    internal decimal? Below(OrderCandidate line, int i)
    {
        var below = line.Below;
        while (below is { } units && Change(line, i, units) >= 0)
            below = line.BelowOf(units);
        return below;
    }

    private double PerUnit(OrderCandidate line, int i, decimal quantity) => isMoney ? perUnit[i] * line.PriceShare(quantity) : perUnit[i];
}
