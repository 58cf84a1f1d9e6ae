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

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(ShareA > 0 && ShareA < ShareB && ShareB < 1))
            yield return FormattableString.Invariant($"segmentation.shareA is {ShareA} and segmentation.shareB {ShareB}; they must rise: above 0, and below 1.");
    }
}
