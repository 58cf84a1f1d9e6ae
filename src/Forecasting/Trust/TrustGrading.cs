using System.Globalization;
using Forecasting.Cleansing;
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
        DataTrust.Of(input.Doubts.GetValueOrDefault(line.Key, []).Concat(FromHistory(line.History)).Concat(FromTerms(line)));

    private static IEnumerable<TrustReason> FromHistory(CleansedSeries history)
    {
        var bucket = history.Raw.Bucket;
        var observed = history.Quantities.Count(q => !double.IsNaN(q));
        if (observed < LeastObserved)
        {
            yield return new TrustReason(TrustGrade.C, "short history", FormattableString.Invariant(
                $"Only {observed} {bucket}s of history are observed; fewer than {LeastObserved} are thin."));
        }

        var recent = Math.Min(RecentBuckets, history.Raw.Length);
        var first = bucket.Add(history.Raw.End, -recent);
        var counting = history.Corrections
            .Where(c => c.Veto.Length == 0 && c.BucketStart >= first && c.Rule is not ("launch" or "ended" or "closed")).ToList();
        var outOfStock = counting
            .Where(c => c.Rule.StartsWith("stockout", StringComparison.Ordinal)).DistinctBy(c => c.BucketStart).Count();
        if (2 * outOfStock > recent)
        {
            yield return new TrustReason(TrustGrade.C, "out of stock", FormattableString.Invariant(
                $"It was out of stock in {outOfStock} of the last {recent} {bucket}s: what was wanted then is not known."));
        }

        var shift = counting.LastOrDefault(
            c => c.Rule.StartsWith("level", StringComparison.Ordinal) && c.BucketStart >= bucket.Add(history.Raw.End, -NewestBuckets));
        if (shift is not null)
        {
            yield return new TrustReason(TrustGrade.C, "level shift", FormattableString.Invariant(
                $"Its level changed in the {bucket} of {shift.BucketStart:yyyy-MM-dd}: {shift.Why}"));
        }

        var corrected = counting.DistinctBy(c => c.BucketStart).Count();
        if (corrected > 0 && 2 * outOfStock <= recent)
        {
            yield return new TrustReason(TrustGrade.B, "corrected", string.Create(CultureInfo.InvariantCulture,
                $"{corrected} of the last {recent} {bucket}s were corrected "
                + $"({string.Join(", ", counting.Select(c => c.Rule).Distinct().Order(StringComparer.Ordinal))})."));
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
