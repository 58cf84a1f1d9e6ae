using System.Globalization;

namespace Forecasting.Trust;

/// <summary>Is a feed as new as it usually is? Judged in its own rhythm: one step missing warns, two block.</summary>
public static class FreshnessCheck
{
    /// <summary>A feed that tells no rhythm, such as a single snapshot, is old after two weeks.</summary>
    private const int OldSnapshotDays = 14;

    /// <summary>What is found: nothing, or one finding.</summary>
    /// <param name="rhythm">When the feed speaks.</param>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="mayBlock">True when a plan may be held for it.</param>
    public static IEnumerable<GateFinding> Find(FeedRhythm rhythm, DateOnly asOf, bool mayBlock)
    {
        if (rhythm.Days.IsEmpty)
            yield break;
        var newest = rhythm.Days[^1];
        var missing = rhythm.MissingSteps(asOf);
        if (missing > 0)
        {
            var steps = missing == 1 ? $"1 {rhythm.StepName} is" : FormattableString.Invariant($"{missing} × {rhythm.StepName} are");
            yield return new GateFinding(
                rhythm.Feed,
                GateChecks.Freshness,
                missing > 1 && mayBlock && rhythm.IsRegular ? GateLevel.Block : GateLevel.Warning,
                string.Create(CultureInfo.InvariantCulture,
                    $"The newest rows of {rhythm.Feed} are of {newest:yyyy-MM-dd}: {steps} missing before the plan of {asOf:yyyy-MM-dd}. "
                    + $"Send what is missing."));
        }
        else if (rhythm.Days.Length < FeedRhythm.LeastDays && asOf.DayNumber - newest.DayNumber > OldSnapshotDays)
        {
            yield return new GateFinding(rhythm.Feed, GateChecks.Freshness, GateLevel.Warning, string.Create(CultureInfo.InvariantCulture,
                $"The newest rows of {rhythm.Feed} are of {newest:yyyy-MM-dd}, {asOf.DayNumber - newest.DayNumber} days before the plan of "
                + $"{asOf:yyyy-MM-dd}. Send a newer file."));
        }
    }
}
