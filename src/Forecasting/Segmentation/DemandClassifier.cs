namespace Forecasting.Segmentation;

/// <summary>Tells what kind of demand a series is, from how often and how evenly it sells.</summary>
/// <remarks>Syntetos, Boylan and Croston, "On the categorization of demand patterns", JORS 56 (2005) 495–503.</remarks>
public static class DemandClassifier
{
    /// <summary>Average inter-demand interval from which demand is intermittent or lumpy.</summary>
    public const double IntervalCutOff = 1.32;

    /// <summary>Squared coefficient of variation of sizes from which demand is erratic or lumpy.</summary>
    public const double VariationCutOff = 0.49;

    /// <summary>The two measures.</summary>
    /// <param name="quantities">Units per bucket, ≥ 0; NaN = not observed and left out.</param>
    /// <returns>Interval: observed buckets ÷ buckets with demand (+∞ without demand). Variation: CV² of the
    /// non-zero sizes (0 for one size).</returns>
    public static (double Interval, double Variation) Measure(ReadOnlySpan<double> quantities)
    {
        var observed = 0;
        var sold = 0;
        double sum = 0, squares = 0;
        foreach (var quantity in quantities)
        {
            if (double.IsNaN(quantity))
                continue;
            observed++;
            if (quantity <= 0)
                continue;
            sold++;
            sum += quantity;
            squares += quantity * quantity;
        }

        if (sold == 0)
            return (double.PositiveInfinity, 0);
        var mean = sum / sold;
        return ((double)observed / sold, Math.Max(0, squares / sold - mean * mean) / (mean * mean));
    }

    /// <summary>The class.</summary>
    /// <param name="quantities">As for <see cref="Measure"/>.</param>
    /// <param name="previous">Class of the plan before, which is left only clearly past a cut-off; null or no
    /// demand where there was none.</param>
    public static DemandPattern Classify(ReadOnlySpan<double> quantities, DemandPattern? previous = null)
    {
        var (interval, variation) = Measure(quantities);
        if (double.IsPositiveInfinity(interval))
            return DemandPattern.NoDemand;
        bool? wasSeldom = previous is null or DemandPattern.NoDemand ? null : previous is DemandPattern.Intermittent or DemandPattern.Lumpy;
        bool? wasUneven = previous is null or DemandPattern.NoDemand ? null : previous is DemandPattern.Erratic or DemandPattern.Lumpy;
        return (Hysteresis.IsAbove(interval, IntervalCutOff, wasSeldom), Hysteresis.IsAbove(variation, VariationCutOff, wasUneven)) switch
        {
            (false, false) => DemandPattern.Smooth,
            (false, true) => DemandPattern.Erratic,
            (true, false) => DemandPattern.Intermittent,
            (true, true) => DemandPattern.Lumpy,
        };
    }
}
