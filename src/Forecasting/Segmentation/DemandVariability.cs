using Forecasting.Forecasters;
using Forecasting.History;

namespace Forecasting.Segmentation;

/// <summary>XYZ classes by how much demand varies from bucket to bucket beyond its season.</summary>
/// <remarks>Scholz-Reiter, Heger, Meinecke and Bergmann, Integration of demand forecasts in ABC-XYZ analysis, International Journal of
/// Productivity and Performance Management 61 (2012), 445–451: what a season explains is no reason for safety stock.</remarks>
public static class DemandVariability
{
    private const double Days = 2 * 365.25;

    /// <summary>Coefficient of variation of the last two years.</summary>
    /// <param name="quantities">Units per bucket, oldest first; NaN = not observed and left out.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <returns>Standard deviation ÷ mean of demand per bucket, the season taken out where two seasons show one; NaN when fewer than two
    /// buckets were observed or nothing was sold.</returns>
    public static double Measure(ReadOnlySpan<double> quantities, TimeBucket bucket)
    {
        var recent = quantities[^Math.Min(quantities.Length, (int)Math.Round(Days / bucket.MeanDays))..];
        var season = SeasonalIndices.Of(recent, bucket.SeasonLength);
        double sum = 0, adjusted = 0, squares = 0;
        var count = 0;
        for (var t = 0; t < recent.Length; t++)
        {
            if (double.IsNaN(recent[t]))
                continue;
            var level = season is null ? recent[t] : season.Remove(recent[t], t);
            sum += recent[t];
            adjusted += level;
            squares += level * level;
            count++;
        }

        if (count < 2 || !(sum > 0))
            return double.NaN;
        return Math.Sqrt(Math.Max(0, squares / count - adjusted / count * (adjusted / count))) / (sum / count);
    }

    /// <summary>The class.</summary>
    /// <param name="variation">As measured; NaN = not known.</param>
    /// <param name="settings">Where Y and Z begin.</param>
    /// <param name="previous">Class of the plan before; a blank where there was none.</param>
    /// <returns>'X', 'Y' or 'Z'; a blank when the variation is not known.</returns>
    public static char Classify(double variation, SegmentationSettings settings, char previous = ' ')
    {
        if (double.IsNaN(variation))
            return ' ';
        bool? wasPast(string above) => previous == ' ' ? null : above.Contains(previous, StringComparison.Ordinal);
        return Hysteresis.IsAbove(variation, settings.LimitY, wasPast("Z")) ? 'Z'
            : Hysteresis.IsAbove(variation, settings.LimitX, wasPast("YZ")) ? 'Y' : 'X';
    }
}
