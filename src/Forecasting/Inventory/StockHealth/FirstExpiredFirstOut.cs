namespace Forecasting.Inventory.StockHealth;

/// <summary>What will be left of lots that end on different days, if the one that ends first is always sold first.</summary>
public static class FirstExpiredFirstOut
{
    /// <summary>The projected write-off of each lot.</summary>
    /// <param name="lots">The lots, in any order.</param>
    /// <param name="dailyDemand">Expected units per day from the plan on, ≥ 0; beyond it nothing is sold.</param>
    /// <returns>Units of each lot that are not sold by its last day, in the order of the lots.</returns>
    /// <remarks>No other order of selling leaves less: an exchange of two units that are sold in the wrong order never loses one.
    /// Pierskalla and Roach, Management Science 18 (1972) 603–614.</remarks>
    public static double[] WriteOff(ReadOnlySpan<StockLot> lots, ReadOnlySpan<double> dailyDemand)
    {
        var left = new double[lots.Length];
        var order = new int[lots.Length];
        var ends = new (int LastDay, int Lot)[lots.Length];
        var last = 0;
        for (var i = 0; i < lots.Length; i++)
        {
            left[i] = lots[i].Units;
            order[i] = i;
            ends[i] = (lots[i].LastDay, i);
            last = Math.Max(last, lots[i].LastDay + 1);
        }

        Array.Sort(ends, order);
        for (var d = 0; d < Math.Min(last, dailyDemand.Length); d++)
        {
            var wanted = dailyDemand[d];
            for (var k = 0; k < order.Length && wanted > 0; k++)
            {
                var lot = order[k];
                if (lots[lot].Arrives > d || lots[lot].LastDay < d)
                    continue;
                var sold = Math.Min(left[lot], wanted);
                left[lot] -= sold;
                wanted -= sold;
            }
        }

        return left;
    }
}
