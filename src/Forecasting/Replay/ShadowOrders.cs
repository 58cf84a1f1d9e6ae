using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Replay;

/// <summary>One interval between two mornings: what the plan ordered in the replay, and what the firm really ordered.</summary>
/// <param name="Start">The morning.</param>
/// <param name="Planned">Units the plan ordered.</param>
/// <param name="Ordered">Units really ordered from the morning to the next one.</param>
public sealed record ShadowPeriod(DateOnly Start, double Planned, double Ordered);

/// <summary>The plan in the shadow of the firm's own orders.</summary>
public static class ShadowOrders
{
    /// <summary>The two, interval by interval; empty where no order of that time is on record.</summary>
    /// <param name="plan">What the plan did.</param>
    /// <param name="receipts">What came; those without the day of their order say nothing.</param>
    /// <param name="openOrders">What is still to come.</param>
    /// <param name="intervalDays">Length of the last interval, days.</param>
    public static ImmutableArray<ShadowPeriod> Of(ReplayPoint plan, IEnumerable<Receipt> receipts, IEnumerable<OpenOrder> openOrders, int intervalDays)
    {
        if (plan.Periods.IsEmpty)
            return [];
        var played = plan.Scores.Select(s => s.Key).ToHashSet();
        DateOnly[] starts = [.. plan.Periods.Select(p => p.Start)];
        var end = starts[^1].AddDays(intervalDays);
        var ordered = new double[starts.Length];
        var any = false;
        foreach (var (key, day, units) in receipts.Select(r => (r.Key, r.OrderedAt, r.Quantity)).Concat(openOrders.Select(o => (o.Key, o.OrderedAt, o.Quantity))))
        {
            if (day is not { } when || when < starts[0] || when >= end || !played.Contains(key))
                continue;
            any = true;
            var found = Array.BinarySearch(starts, when);
            ordered[found >= 0 ? found : ~found - 1] += (double)units;
        }

        return any ? [.. plan.Periods.Select((p, i) => new ShadowPeriod(p.Start, p.Ordered, ordered[i]))] : [];
    }
}
