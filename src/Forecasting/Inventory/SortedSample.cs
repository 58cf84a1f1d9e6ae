namespace Forecasting.Inventory;

/// <summary>Equally likely values in ascending order, with the sums above each of them, so that an expected excess takes one search.</summary>
internal sealed class SortedSample
{
    private readonly double[] sorted;
    private readonly double[] above;

    /// <summary>Takes the values over, and sorts them.</summary>
    /// <param name="values">At least one.</param>
    public SortedSample(double[] values)
    {
        Array.Sort(values);
        sorted = values;
        above = new double[values.Length + 1];
        for (var i = values.Length - 1; i >= 0; i--)
            above[i] = above[i + 1] + values[i];
    }

    public double Lowest => sorted[0];

    public double Highest => sorted[^1];

    public double Mean => above[0] / sorted.Length;

    /// <summary>Smallest value that is not exceeded with at least this probability: an order statistic, no interpolation.</summary>
    public double Quantile(double probability) =>
        sorted[Math.Clamp((int)Math.Ceiling(probability * sorted.Length - 1e-9) - 1, 0, sorted.Length - 1)];

    /// <summary>Share of the values that are at most <paramref name="level"/>.</summary>
    public double ShareAtMost(double level) => (double)CountAtMost(level) / sorted.Length;

    /// <summary>E[(X − level)⁺].</summary>
    public double ExpectedExcess(double level)
    {
        var first = CountAtMost(level);
        return Math.Max(0, (above[first] - (sorted.Length - first) * level) / sorted.Length);
    }

    private int CountAtMost(double level)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= level)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
