using System.Runtime.InteropServices;

namespace Forecasting.Statistics;

/// <summary>Middle and spread that single wild values do not move.</summary>
public static class Robust
{
    /// <summary>Of the standard deviation of normal values to their median absolute deviation: 1 ÷ Φ⁻¹(0.75).</summary>
    private const double Normal = 1.4826;

    /// <summary>The median: of an even number of values the mean of the two in the middle.</summary>
    /// <param name="values">In any order, without NaN.</param>
    /// <returns>NaN without values.</returns>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.ToArray();
        if (sorted.Length == 0)
            return double.NaN;
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median absolute deviation × 1.4826: the standard deviation, where the values are normal.</summary>
    internal static double Deviation(List<double> values, double median)
    {
        var deviations = new double[values.Count];
        var span = CollectionsMarshal.AsSpan(values);
        for (var i = 0; i < span.Length; i++)
            deviations[i] = Math.Abs(span[i] - median);
        return Normal * Median(deviations);
    }
}
