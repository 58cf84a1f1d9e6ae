namespace Forecasting.Tests.Inventory.SimulatedYears;

/// <summary>What the weeks of one product, or of a class, came to.</summary>
/// <param name="Wanted">Units.</param>
/// <param name="Short">Units not served at once.</param>
/// <param name="Stock">Units on the shelf at the end of a week, summed over weeks.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="ShortWeeks">Weeks with units not served.</param>
/// <param name="Orders">Orders placed.</param>
internal readonly record struct YearsScore(double Wanted, double Short, double Stock, int Weeks, int ShortWeeks, int Orders)
{
    public double FillRate => 1 - Short / Wanted;

    public double WeeksServed => 1 - (double)ShortWeeks / Weeks;

    public YearsScore Add(double wanted, double short_, double stock, bool ordered) => new(
        Wanted + wanted, Short + short_, Stock + Math.Max(0, stock), Weeks + 1, ShortWeeks + (short_ > 1e-6 ? 1 : 0), Orders + (ordered ? 1 : 0));

    public YearsScore Add(YearsScore other) => new(
        Wanted + other.Wanted,
        Short + other.Short,
        Stock + other.Stock,
        Weeks + other.Weeks,
        ShortWeeks + other.ShortWeeks,
        Orders + other.Orders);
}
