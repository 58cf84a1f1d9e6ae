using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>Which effects act on which buckets of a series.</summary>
internal static class EventExposure
{
    /// <summary>How much of each effect acts in each bucket, 0..1.</summary>
    /// <param name="series">The series as sold: its own promotion marks count where no event names the promotion.</param>
    /// <param name="events">Events that concern it.</param>
    /// <param name="isAnnounced">Tells the effects wanted.</param>
    /// <returns>By effect, ordered by name: one share a bucket.</returns>
    public static SortedDictionary<string, (EventEffect Effect, double[] Shares)> Of(
        DemandSeries series, ImmutableArray<CalendarEvent> events, Func<EventEffect, bool> isAnnounced)
    {
        var exposures = new SortedDictionary<string, (EventEffect Effect, double[] Shares)>(StringComparer.Ordinal);
        var named = new bool[series.Length];
        foreach (var e in events)
        {
            foreach (var (effect, days) in EventEffect.Of(e, series.Bucket))
            {
                if (isAnnounced(effect))
                    Add(effect, days);
            }
        }

        // A mark in a month tells too little of how many of its days it was.
        if (series.Bucket.Unit != BucketUnit.Month && !series.Promotions.IsDefaultOrEmpty && isAnnounced(EventEffect.Promotion))
        {
            for (var i = 0; i < series.Length; i++)
            {
                if (series.Promotions[i] && !named[i])
                    SharesOf(EventEffect.Promotion)[i] = 1;
            }
        }

        return exposures;

        void Add(EventEffect effect, DateRange days)
        {
            if (days.First >= series.End || days.Last < series.Start)
                return;
            var from = days.First <= series.Start ? 0 : series.Bucket.Between(series.Start, series.Bucket.StartOf(days.First));
            for (var i = from; i < series.Length; i++)
            {
                var share = effect.ShareOf(days, series.Bucket.Add(series.Start, i), series.Bucket.Add(series.Start, i + 1));
                if (share <= 0)
                    break;
                var shares = SharesOf(effect);
                shares[i] = Math.Max(shares[i], share);
                named[i] |= effect.Kind == EventKind.Promotion;
            }
        }

        double[] SharesOf(EventEffect effect)
        {
            if (!exposures.TryGetValue(effect.Name, out var known))
                exposures[effect.Name] = known = (effect, new double[series.Length]);
            return known.Shares;
        }
    }
}
