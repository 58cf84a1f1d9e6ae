namespace Forecasting.Cleansing;

/// <summary>How history is corrected before anything learns from it. Section <c>cleansing</c> of the settings.</summary>
public sealed record CleansingSettings
{
    /// <summary>Robust deviations above the local median at which a bucket is capped, and above the largest rows at which one row is a bulk
    /// order; 0 = never. Otherwise ≥ 3.</summary>
    /// <value>6: on clean Poisson or negative-binomial history fewer than one bucket in 10,000 is touched.</value>
    public double OutlierDeviations { get; init; } = 6;

    /// <summary>Buckets that a return may reach back to find the sale it undoes. ≥ 0.</summary>
    /// <value>8: most shops take goods back for about two months of weeks, a week of days.</value>
    public int ReturnReach { get; init; } = 8;

    /// <summary>True when promotions, holidays and other events are taken out of history, and put back where they are announced.</summary>
    /// <value>True: announced promotions are then forecast as promotions, and usual days as usual days (docs/benchmarks/events.md).</value>
    public bool EventLift { get; init; } = true;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(OutlierDeviations is 0 or (>= 3 and <= 1000)))
            yield return FormattableString.Invariant(
                $"cleansing.outlierDeviations is {OutlierDeviations}; it must be 0 (never) or between 3 and 1000.");
        if (ReturnReach is < 0 or > 1000)
            yield return FormattableString.Invariant($"cleansing.returnReach is {ReturnReach}; it must be between 0 and 1000.");
    }
}
