using Forecasting.History;

namespace Forecasting.Segmentation;

/// <summary>Where a product stands in its life at one place.</summary>
public enum LifeCycle
{
    /// <summary>On sale for too short a time to know its level or season.</summary>
    New,

    /// <summary>Sells clearly more than before.</summary>
    Growing,

    /// <summary>Sells about as before.</summary>
    Mature,

    /// <summary>Sells clearly less than before.</summary>
    Declining,

    /// <summary>Has not sold for long, or is about to end.</summary>
    Ending,
}

/// <summary>The classes of one SKU-location, each by a rule that a planner can recompute by hand.</summary>
/// <param name="Abc">'A', 'B' or 'C' by share of value; a blank where no value is known.</param>
/// <param name="Xyz">'X', 'Y' or 'Z' by variability of demand; a blank where there is no demand.</param>
/// <param name="Pattern">Kind of demand.</param>
/// <param name="LifeCycle">Where it stands in its life.</param>
public sealed record Segment(char Abc, char Xyz, DemandPattern Pattern, LifeCycle LifeCycle)
{
    /// <summary>Classes a history.</summary>
    /// <param name="abc">Class by value, which is a matter of all SKU-locations together.</param>
    /// <param name="quantities">Units per bucket as learnt from, oldest first; NaN = not observed.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="end">First day after the last bucket.</param>
    /// <param name="launch">First day on sale; null = not given.</param>
    /// <param name="recordsStart">First day of all records.</param>
    /// <param name="isAboutToEnd">True when the last day on sale lies within the horizon.</param>
    /// <param name="settings">Where the classes begin.</param>
    /// <param name="previous">Classes of the plan before; null where there was none.</param>
    public static Segment Of(
        char abc,
        ReadOnlySpan<double> quantities,
        TimeBucket bucket,
        DateOnly end,
        DateOnly? launch,
        DateOnly recordsStart,
        bool isAboutToEnd,
        SegmentationSettings settings,
        Segment? previous) => new(
            abc,
            DemandVariability.Classify(DemandVariability.Measure(quantities, bucket), settings, previous?.Xyz ?? ' '),
            DemandClassifier.Classify(quantities, previous?.Pattern),
            LifeCycleRules.Classify(quantities, bucket, end, launch, recordsStart, isAboutToEnd, previous?.LifeCycle));
}
