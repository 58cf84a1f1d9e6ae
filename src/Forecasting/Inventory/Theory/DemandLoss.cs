namespace Forecasting.Inventory.Theory;

/// <summary>How far demand X is expected to miss a level x, above and below: the loss functions of first and second order.</summary>
/// <param name="Shortage">n(x) = E[(X − x)⁺], units: units beyond the level.</param>
/// <param name="Surplus">n̄(x) = E[(x − X)⁺], units: what is left. Surplus − shortage = x − E[X].</param>
/// <param name="SecondShortage">n₂(x), units²: the shortages of all levels above x, added up.</param>
/// <param name="SecondSurplus">n̄₂(x), units²: the surpluses of all levels below x, added up.</param>
/// <remarks>
/// The second order is an integral for continuous demand: n₂(x) = ½·E[((X − x)⁺)²], n̄₂(x) = ½·E[((x − X)⁺)²]. For whole demand it is
/// a sum, n₂ of n over the levels x + 1, x + 2, … and n̄₂ of n̄ over the levels x, x − 1, …: n₂(x) = ½·E[(X − x)⁺((X − x)⁺ − 1)] and
/// n̄₂(x) = ½·E[(x − X)⁺((x − X)⁺ + 1)]. Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., appendix C.3.
/// </remarks>
public readonly record struct DemandLoss(double Shortage, double Surplus, double SecondShortage, double SecondSurplus)
{
    /// <summary>Cost of a period that ends at the level less demand: h·surplus + p·shortage.</summary>
    /// <param name="holdingCost">h: cost of one unit left, ≥ 0.</param>
    /// <param name="stockoutCost">p: cost of one unit short, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is negative or not finite.</exception>
    /// <remarks>Snyder &amp; Shen (4.24).</remarks>
    public double Cost(double holdingCost, double stockoutCost)
    {
        Require.NotNegative(holdingCost);
        Require.NotNegative(stockoutCost);
        return holdingCost * Surplus + stockoutCost * Shortage;
    }
}
