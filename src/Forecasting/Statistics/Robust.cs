using System.Runtime.InteropServices;

namespace Forecasting.Statistics;

/// <summary>Middle and spread that single wild values do not move.</summary>
internal static class Robust
{
    /// <summary>Of the standard deviation of normal values to their median absolute deviation: 1 ÷ Φ⁻¹(0.75).</summary>
    private const double Normal = 1.4826;

    /// <summary>The median; NaN without values.</summary>
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
    public static double Deviation(List<double> values, double median)
    {
        var deviations = new double[values.Count];
        var span = CollectionsMarshal.AsSpan(values);
        for (var i = 0; i < span.Length; i++)
            deviations[i] = Math.Abs(span[i] - median);
        return Normal * Median(deviations);
    }
}
