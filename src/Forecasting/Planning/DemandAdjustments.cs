using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>What people know and history does not: announced events with a multiplier, and planners' overrides, applied to a forecast.</summary>
public static class DemandAdjustments
{
    /// <summary>The adjusted forecast and a sentence for every change.</summary>
    /// <param name="forecast">The statistical forecast.</param>
    /// <param name="start">First day of its first bucket.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="asOf">Morning of the plan: expired overrides do not count.</param>
    /// <param name="key">Product and place.</param>
    /// <param name="category">Category of the product.</param>
    /// <param name="events">All events.</param>
    /// <param name="overrides">All overrides, in file order: later ones act on what earlier ones made.</param>
    /// <param name="notes">Receives a sentence for every change.</param>
    /// <remarks>The spread moves with the mean: a factor scales the quantiles, a set or added amount shifts them.</remarks>
    public static DemandForecast Apply(
        DemandForecast forecast,
        DateOnly start,
        TimeBucket bucket,
        DateOnly asOf,
        SkuLocation key,
        string category,
        ImmutableArray<CalendarEvent> events,
        ImmutableArray<DemandOverride> overrides,
        ICollection<string> notes)
    {
        var mean = forecast.Mean.AsSpan().ToArray();
        var quantiles = forecast.Quantiles.AsSpan().ToArray();
        var levels = forecast.QuantileLevels.Length;
        var changed = false;

        foreach (var e in events)
        {
            if (e.Multiplier is not { } factor || !Concerns(e, key, category))
                continue;
            for (var b = 0; b < mean.Length; b++)
            {
                if (Share(e.Days, start, bucket, b) is > 0 and var share)
                {
                    Scale(b, 1 + (factor - 1) * share);
                    notes.Add(FormattableString.Invariant($"{bucket.Add(start, b):yyyy-MM-dd}: {e.Name}, ×{factor:0.##} for {share:P0} of the {bucket}."));
                }
            }
        }

        foreach (var o in overrides)
        {
            if (o.Sku != key.Sku || (o.Location is { } place && place != key.Location) || (o.Expires is { } expiry && expiry <= asOf))
                continue;
            for (var b = 0; b < mean.Length; b++)
            {
                if (Share(o.Days, start, bucket, b) <= 0)
                    continue;
                var was = mean[b];
                if (o.Kind == OverrideKind.Multiply)
                    Scale(b, o.Value);
                else
                    Shift(b, o.Kind == OverrideKind.Set ? o.Value - mean[b] : o.Value);
                notes.Add(FormattableString.Invariant(
                    $"{bucket.Add(start, b):yyyy-MM-dd}: forecast {was:0.##} overridden to {mean[b]:0.##} ({o.Reason}; {o.Author})."));
            }
        }

        return changed
            ? forecast with
            {
                Mean = ImmutableCollectionsMarshal.AsImmutableArray(mean),
                Quantiles = ImmutableCollectionsMarshal.AsImmutableArray(quantiles),
            }
            : forecast;

        void Scale(int b, double factor)
        {
            changed = true;
            mean[b] *= factor;
            for (var q = 0; q < levels; q++)
                quantiles[b * levels + q] *= factor;
        }

        void Shift(int b, double units)
        {
            changed = true;
            mean[b] = Math.Max(0, mean[b] + units);
            for (var q = 0; q < levels; q++)
                quantiles[b * levels + q] = Math.Max(0, quantiles[b * levels + q] + units);
        }
    }

    /// <summary>True when the event speaks of this product and place.</summary>
    public static bool Concerns(CalendarEvent e, SkuLocation key, string category) =>
        (e.Sku is null || e.Sku == key.Sku)
        && (e.Location is null || e.Location == key.Location)
        && (e.Category.Length == 0 || string.Equals(e.Category, category, StringComparison.Ordinal));

    private static double Share(DateRange days, DateOnly start, TimeBucket bucket, int index)
    {
        var first = bucket.Add(start, index).DayNumber;
        var after = bucket.Add(start, index + 1).DayNumber;
        var overlap = Math.Min(after, days.Last.DayNumber + 1) - Math.Max(first, days.First.DayNumber);
        return Math.Max(0, overlap) / (double)(after - first);
    }
}
