namespace Forecasting.Inventory.SharedOrders;

/// <summary>Something of which there is only so much for several lines, of one order or of many: money, or room at a place.</summary>
/// <param name="Lines">Numbers of the lines.</param>
/// <param name="PerUnit">What one unit of each of them takes, ≥ 0; for money its price without a price break.</param>
/// <param name="Most">What there is, ≥ 0; infinite = no limit.</param>
public sealed record OrderLimit(IReadOnlyList<int> Lines, double[] PerUnit, double Most)
{
    /// <summary>True for money, which may be less for a unit of a larger order.</summary>
    public bool IsMoney { get; init; }

    /// <summary>The measure of its lines, numbered as they stand here.</summary>
    internal OrderMeasure Measure => IsMoney ? OrderMeasure.Money(PerUnit) : OrderMeasure.Each(PerUnit);
}
