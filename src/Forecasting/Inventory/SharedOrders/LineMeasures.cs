namespace Forecasting.Inventory.SharedOrders;

/// <summary>What one unit of each line counts for, one number for each line; 0 = unknown.</summary>
/// <param name="Prices">Price without a price break, in the currency of the budget.</param>
/// <param name="Volumes">Volume.</param>
/// <param name="Weights">Weight.</param>
public sealed record LineMeasures(double[] Prices, double[] Volumes, double[] Weights)
{
    /// <summary>Throws unless there is one of each for every line.</summary>
    internal void Require(int lines)
    {
        if (Prices.Length != lines || Volumes.Length != lines || Weights.Length != lines)
            throw new ArgumentException("There must be a price, a volume and a weight for each line.");
    }
}
