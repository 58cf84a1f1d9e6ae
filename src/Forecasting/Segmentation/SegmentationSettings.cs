namespace Forecasting.Segmentation;

/// <summary>Where the classes begin. Section <c>segmentation</c> of the settings.</summary>
public sealed record SegmentationSettings
{
    /// <summary>Share of total value that A items make, above 0 and below <see cref="ShareB"/>.</summary>
    /// <value>0.8: the usual cut.</value>
    public double ShareA { get; init; } = 0.80;

    /// <summary>Share that A and B items make together, below 1.</summary>
    /// <value>0.95: the usual cut.</value>
    public double ShareB { get; init; } = 0.95;

    /// <summary>Coefficient of variation from which an item is Y, above 0 and below <see cref="LimitY"/>.</summary>
    /// <value>0.5: the usual cut.</value>
    public double LimitX { get; init; } = 0.5;

    /// <summary>Coefficient of variation from which an item is Z, at most 10.</summary>
    /// <value>1: the usual cut; demand whose deviation is as large as its mean can hardly be planned by its mean.</value>
    public double LimitY { get; init; } = 1.0;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(ShareA > 0 && ShareA < ShareB && ShareB < 1))
            yield return FormattableString.Invariant(
                $"segmentation.shareA is {ShareA} and segmentation.shareB {ShareB}; they must rise: above 0, and below 1.");
        if (!(LimitX > 0 && LimitX < LimitY && LimitY <= 10))
            yield return FormattableString.Invariant(
                $"segmentation.limitX is {LimitX} and segmentation.limitY {LimitY}; they must rise: above 0, and at most 10.");
    }
}
