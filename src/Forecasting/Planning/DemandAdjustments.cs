using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Statistics;

namespace Forecasting.Planning;

/// <summary>What people know and the forecast does not: announced events, and planners' overrides.</summary>
public static class DemandAdjustments
{
    /// <summary>The adjusted forecast and a sentence for every change.</summary>
    /// <param name="forecast">The statistical forecast, of demand without events.</param>
    /// <param name="start">First day of its first bucket.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="asOf">Morning of the plan: expired overrides do not count.</param>
    /// <param name="key">Product and place.</param>
    /// <param name="events">Events that concern it.</param>
    /// <param name="lift">What events did in the past.</param>
    /// <param name="overrides">All overrides, in file order: later ones act on what earlier ones made.</param>
    /// <param name="notes">Receives a sentence for every event and override that changes something.</param>
    /// <param name="applied">Receives what each override did; null = nobody asks.</param>
    /// <remarks>An event's own multiplier goes before what was learnt, for its kind of event and its buckets. The spread moves with the
    /// mean: a factor scales the quantiles, a set or added amount shifts them; a learnt lift also widens them by
    /// its own uncertainty.</remarks>
    public static DemandForecast Apply(
        DemandForecast forecast,
        DateOnly start,
        TimeBucket bucket,
        DateOnly asOf,
        SkuLocation key,
        ImmutableArray<CalendarEvent> events,
        EventLift lift,
        ImmutableArray<DemandOverride> overrides,
        ICollection<string> notes,
        ICollection<AppliedOverride>? applied = null)
    {
        var mean = forecast.Mean.AsSpan().ToArray();
        var quantiles = forecast.Quantiles.AsSpan().ToArray();
        var levels = forecast.QuantileLevels;
        var changed = false;

        var given = new HashSet<(EventKind Kind, int Bucket)>();
        foreach (var e in events)
        {
            if (e.Multiplier is not { } factor || BucketsOf(e.Days) is not { Count: > 0 } buckets)
                continue;
            foreach (var b in buckets)
            {
                Scale(b, 1 + (factor - 1) * e.ShareOf(bucket.Add(start, b), bucket.Add(start, b + 1)));
                given.Add((e.Kind, b));
            }

            notes.Add(FormattableString.Invariant($"{e.Name}, {When(e.Days, buckets)}: ×{factor:0.##}."));
        }

        PutBack();
        foreach (var o in overrides)
        {
            if (o.IsWithdrawn || !o.Concerns(key) || o.Expires <= asOf)
                continue;
            if (BucketsOf(o.Days) is not { Count: > 0 } buckets)
                continue;
            var (was, now, moved) = (0.0, 0.0, 0.0);
            foreach (var b in buckets)
            {
                var before = mean[b];
                was += before;
                if (o.Kind == OverrideKind.Multiply)
                    Scale(b, o.Value);
                else
                    Shift(b, o.Kind == OverrideKind.Set ? o.Value - mean[b] : o.Value);
                now += mean[b];
                moved += Math.Abs(mean[b] - before);
            }

            applied?.Add(new AppliedOverride(o, now - was, moved));
            notes.Add(FormattableString.Invariant(
                $"{When(o.Days, buckets)}: forecast of {was:0.##} overridden to {now:0.##} ({o.Reason}; {o.Author})."));
        }

        return changed
            ? forecast with
            {
                Mean = ImmutableCollectionsMarshal.AsImmutableArray(mean),
                Quantiles = ImmutableCollectionsMarshal.AsImmutableArray(quantiles),
            }
            : forecast;

        // Two events with one effect in one bucket are that effect once, as much of it as the larger of them.
        void PutBack()
        {
            var shares = new SortedDictionary<(string Effect, int Bucket), (double Share, LearntLift Lift)>();
            foreach (var e in events)
            {
                if (e.Multiplier is not null)
                    continue;
                foreach (var (effect, days) in EventEffect.Of(e, bucket))
                {
                    if (lift.Of(effect) is not { } learnt)
                        continue;
                    var buckets = BucketsOf(days).FindAll(b => !given.Contains((e.Kind, b)));
                    foreach (var b in buckets)
                    {
                        var share = effect.ShareOf(days, bucket.Add(start, b), bucket.Add(start, b + 1));
                        if (!shares.TryGetValue((effect.Name, b), out var other) || share > other.Share)
                            shares[(effect.Name, b)] = (share, learnt);
                    }

                    if (buckets.Count > 0)
                    {
                        var name = effect.Kind == EventKind.Promotion ? e.Name : effect.Name;
                        notes.Add(string.Create(CultureInfo.InvariantCulture,
                            $"{name}, {When(days, buckets)}: ×{learnt.Multiple:0.##}, "
                            + $"as learnt from {learnt.Buckets} {bucket}s of the past."));
                    }
                }
            }

            foreach (var ((_, b), (share, learnt)) in shares)
            {
                Scale(b, 1 + (learnt.Multiple - 1) * share);
                Widen(b, share * Math.Sqrt(learnt.LogVariance));
            }
        }

        List<int> BucketsOf(DateRange days)
        {
            var (end, found) = (bucket.Add(start, mean.Length), new List<int>());
            if (days.First >= end || days.Last < start)
                return found;
            var from = days.First <= start ? 0 : bucket.Between(start, bucket.StartOf(days.First));
            for (var b = from; b < mean.Length && bucket.Add(start, b) <= days.Last; b++)
                found.Add(b);
            return found;
        }

        string When(DateRange days, List<int> buckets)
        {
            var text = days.First == days.Last
                ? FormattableString.Invariant($"{days.First:yyyy-MM-dd}")
                : FormattableString.Invariant($"{days.First:yyyy-MM-dd} to {days.Last:yyyy-MM-dd}");
            if (bucket.Unit == BucketUnit.Day)
                return text;
            var (first, last) = (bucket.Label(bucket.Add(start, buckets[0])), bucket.Label(bucket.Add(start, buckets[^1])));
            return first == last ? $"{text} ({first})" : $"{text} ({first} to {last})";
        }

        void Scale(int b, double factor)
        {
            changed = true;
            mean[b] *= factor;
            for (var q = 0; q < levels.Length; q++)
                quantiles[b * levels.Length + q] *= factor;
        }

        // Each quantile moves away from the mean as a normal error of that relative deviation, independent of the others, moves it.
        void Widen(int b, double deviation)
        {
            for (var q = 0; q < levels.Length; q++)
            {
                var distance = quantiles[b * levels.Length + q] - mean[b];
                var own = deviation * mean[b] * NormalDistribution.Quantile(levels[q]);
                if (distance * own > 0)
                    quantiles[b * levels.Length + q] = Math.Max(
                        0, mean[b] + Math.CopySign(Math.Sqrt(distance * distance + own * own), distance));
            }
        }

        void Shift(int b, double units)
        {
            changed = true;
            mean[b] = Math.Max(0, mean[b] + units);
            for (var q = 0; q < levels.Length; q++)
                quantiles[b * levels.Length + q] = Math.Max(0, quantiles[b * levels.Length + q] + units);
        }
    }

    /// <summary>The events that speak of this product and place, in their order.</summary>
    public static ImmutableArray<CalendarEvent> EventsOf(SkuLocation key, PlanInput input)
    {
        var category = input.Terms.ItemOf(key.Sku).Category;
        var place = input.Terms.PlaceOf(key.Location);
        return input.Events.RemoveAll(e => !e.Concerns(key, category, place));
    }
}
