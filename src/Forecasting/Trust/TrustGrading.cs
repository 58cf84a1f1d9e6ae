using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Trust;

/// <summary>The trust grade of a planned line, by rules that a planner can recompute (docs/methods/trust.md).</summary>
public static class TrustGrading
{
    /// <summary>Observed buckets from which a history is not short.</summary>
    public const int LeastObserved = 8;

    /// <summary>Newest buckets whose corrections count.</summary>
    public const int RecentBuckets = 13;

    private const int NewestBuckets = 3;

    /// <summary>The grade of a line.</summary>
    /// <param name="line">What was planned.</param>
    /// <param name="input">What it was planned from, with the doubts of the gate.</param>
    public static DataTrust Of(PlanLine line, PlanInput input) =>
        DataTrust.Of(input.Doubts.GetValueOrDefault(line.Key, []).Concat(HasHistory(line) ? FromHistory(line.History) : []).Concat(FromTerms(line)));

    // Who has no customers of his own is planned from the orders of others, not from a history.
    private static bool HasHistory(PlanLine line) => line.CustomerForecast is not null;

    private static IEnumerable<TrustReason> FromHistory(CleansedSeries history)
    {
        var bucket = history.Raw.Bucket;
        var observed = history.Quantities.Count(q => !double.IsNaN(q));
        if (observed < LeastObserved)
        {
            yield return new TrustReason(TrustGrade.C, "short history", observed == 0
                ? $"No {bucket} of its history is observed: it is planned from what others or planners say."
                : FormattableString.Invariant(
                    $"Only {observed} {bucket}{(observed == 1 ? " of history is" : "s of history are")} observed; fewer than {LeastObserved} are thin."));
        }

        var recent = Math.Min(RecentBuckets, history.Raw.Length);
        var first = bucket.Add(history.Raw.End, -recent);
        var counting = history.Corrections.Where(c => c.Veto.Length == 0 && c.BucketStart >= first && c.Rule is not ("launch" or "ended" or "closed" or OffShelf.Rule)).ToList();

        // A shelf is not empty for a quarter by chance; a week of days is soon over, and years of them are known.
        var quarter = Math.Min(bucket.Unit == BucketUnit.Day ? 7 * RecentBuckets : RecentBuckets, history.Raw.Length);
        var outOfStock = history.Corrections
            .Where(c => c.Veto.Length == 0 && c.BucketStart >= bucket.Add(history.Raw.End, -quarter) && c.Rule.StartsWith("stockout", StringComparison.Ordinal))
            .DistinctBy(c => c.BucketStart).Count();
        var isMostlyOut = 2 * outOfStock > quarter;
        if (isMostlyOut)
        {
            yield return new TrustReason(TrustGrade.C, "out of stock", FormattableString.Invariant(
                $"It was out of stock in {outOfStock} of the last {quarter} {bucket}s: what was wanted then is not known."));
        }

        if (history.LevelShifts.LastOrDefault(s => s.BucketStart >= bucket.Add(history.Raw.End, -NewestBuckets)) is { } shift)
        {
            yield return new TrustReason(TrustGrade.C, "level shift", FormattableString.Invariant(
                $"Its level changed in the {bucket} of {shift.BucketStart:yyyy-MM-dd}, from {shift.From:0.#} to {shift.To:0.#} a {bucket}: is it here to stay?"));
        }

        var corrected = counting.DistinctBy(c => c.BucketStart).Count();
        if (corrected > 0 && !isMostlyOut)
        {
            var were = corrected == 1 ? "was" : "were";
            yield return new TrustReason(TrustGrade.B, "corrected", FormattableString.Invariant(
                $"{corrected} of the last {recent} {bucket}s {were} corrected ({string.Join(", ", counting.Select(c => c.Rule).Distinct().Order(StringComparer.Ordinal))})."));
        }
    }

    private static IEnumerable<TrustReason> FromTerms(PlanLine line)
    {
        if (!line.Position.IsKnown)
            yield return new TrustReason(TrustGrade.C, "stock unknown", "There is no stock record: 0 on hand is assumed.");
        if (line.Terms.LeadTimeSource == "assumed")
        {
            yield return new TrustReason(TrustGrade.B, "lead time", FormattableString.Invariant(
                $"Its lead time is not known: {line.Terms.LeadTime.MeanDays:0.##} days are assumed."));
        }
    }
}
