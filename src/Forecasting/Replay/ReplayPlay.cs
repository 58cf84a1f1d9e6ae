using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Replay;

/// <summary>Plays a policy on the past of a firm, morning by morning, with only what was known then.</summary>
public static class ReplayPlay
{
    /// <summary>Plays it.</summary>
    /// <param name="history">The past.</param>
    /// <param name="family">How orders are placed.</param>
    /// <param name="settings">Which stretch, and how it begins.</param>
    /// <param name="threads">Threads, ≥ 1; the result does not depend on them.</param>
    /// <param name="progress">Told how many mornings are done; null = nobody listens.</param>
    /// <param name="cancellation">Stops between two mornings.</param>
    /// <returns>What came of each policy of the family, in the order of its members: of the SKU-locations that were on sale before the first
    /// morning.</returns>
    /// <remarks>
    /// <para>Every policy begins with the same stock: the mean of the 13 weeks before, for lead time and review period; nothing is on its way. An order
    /// is on the shelf after the lead time expected that morning.</para>
    /// <para>Each SKU-location is scored for what its policy could do: from the delivery of the first order, or the first scored morning where that is later, until an
    /// order after the last one could have come.</para>
    /// <para>Sales of the past are not changed by the policy's own stockouts: each morning shows what really was sold, and when stock was out.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The past is too short for that many mornings.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<ReplayOutcome> Play(
        ReplayHistory history, IReplayFamily family, ReplaySettings settings, int threads, Action<int>? progress, CancellationToken cancellation)
    {
        var mornings = Mornings(history, settings);
        var (opening, opened) = history.MorningOf(mornings[0]);
        var members = family.Members;
        var players = members.Select(_ => opened.Select((series, i) =>
            new ReplayPlayer(history, series, opening.Terms[i], mornings, settings)).ToArray()).ToArray();
        var number = opened.Select((series, i) => (series, i)).ToDictionary(p => p.series, p => p.i);
        var periods = members.Select(_ => new List<PeriodCount>()).ToArray();
        var bucket = mornings[0];
        for (var m = 0; m < mornings.Length; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            var isScored = m >= settings.WarmUp;
            var (morning, places) = history.MorningOf(mornings[m]);
            var played = places.Select(p => number.GetValueOrDefault(p, -1)).ToArray();
            var orders = family.Order(morning, [.. players.Select(p => StocksOf(p, history, played))], threads, cancellation);
            for (var member = 0; member < members.Length; member++)
            {
                if (isScored)
                    periods[member].Add(new PeriodCount(mornings[m]));
                Place(players[member], orders.Quantities[member], orders.Targets, morning, played, isScored ? periods[member][^1] : null);
            }

            var until = m + 1 < mornings.Length ? mornings[m + 1] : history.End;
            var scored = isScored ? history.Bucket.Add(mornings[m], Step(history.Bucket, settings)) : mornings[m];
            for (; bucket < until; bucket = history.Bucket.Add(bucket, 1))
            {
                for (var member = 0; member < members.Length; member++)
                    Pass(history, players[member], bucket, bucket < scored ? periods[member][^1] : null);
            }

            progress?.Invoke(m + 1);
        }

        return
        [
            .. members.Select((member, i) => (member, i)).GroupBy(m => m.member.Policy).Select(policy => new ReplayOutcome(
                policy.Key,
                [.. policy.Select(m => new ReplayPoint(m.member.Parameter, [.. players[m.i].Select(p => p.Score)], [.. periods[m.i].Select(p => p.Result)]))],
                policy.Select(m => m.member.IsCurrent).ToList().IndexOf(true))),
        ];
    }

    private static StockPositions StocksOf(ReplayPlayer[] players, ReplayHistory history, int[] played) =>
        new(played.Where(n => n >= 0).Select(n => KeyValuePair.Create(history.Series[players[n].Series].Key, players[n].Position)));

    private static void Place(ReplayPlayer[] players, decimal[] orders, double[] targets, ReplayMorning morning, int[] played, PeriodCount? period)
    {
        // One order is that of a supplier to a place; its cost is shared by its lines.
        var lines = Enumerable.Range(0, played.Length).Where(i => played[i] >= 0 && orders[i] > 0).CountBy(i => OrderOf(morning.Terms[i])).ToDictionary();
        for (var i = 0; i < played.Length; i++)
        {
            if (played[i] < 0)
                continue;
            var player = players[played[i]];
            if (targets.Length > 0)
                player.Aim(targets[i]);
            if (orders[i] <= 0)
                continue;
            player.Order(OrderWindow.From(morning.Input.AsOf, morning.Terms[i]).Delivery, orders[i], (double)morning.Terms[i].OrderCost / lines[OrderOf(morning.Terms[i])], period is not null);
            if (period is not null)
                period.Ordered += (double)orders[i];
        }
    }

    private static (string Supplier, Location Place) OrderOf(SupplyTerms terms) => (terms.Supplier, terms.Key.Location);

    private static void Pass(ReplayHistory history, ReplayPlayer[] players, DateOnly bucket, PeriodCount? period)
    {
        var after = history.Bucket.Add(bucket, 1);
        foreach (var player in players)
            player.Sell(history, bucket, after, period);
        if (period is not null)
            period.Weeks += (after.DayNumber - bucket.DayNumber) / 7.0;
    }

    private static int Step(TimeBucket bucket, ReplaySettings settings) => Math.Max(1, (int)Math.Round(settings.IntervalDays / bucket.MeanDays));

    /// <summary>The mornings, so that for nine SKU-locations of ten the last one's order is on the shelf for one interval before the past ends: one
    /// part that takes a year to come must not take a year from all.</summary>
    private static DateOnly[] Mornings(ReplayHistory history, ReplaySettings settings)
    {
        var terms = history.MorningOf(history.End).Morning.Terms;
        double[] leadTimes = [.. terms.Select(t => Math.Ceiling(t.LeadTime.MeanDays)).Order()];
        var longest = leadTimes.Length == 0 ? 0 : leadTimes[(int)(0.9 * (leadTimes.Length - 1))];
        var bucket = history.Bucket;
        var step = Step(bucket, settings);
        var tail = (int)Math.Ceiling(Math.Min(longest, 365) / bucket.MeanDays) + step;
        var last = bucket.Add(history.End, -tail);
        var mornings = Enumerable.Range(0, settings.Mornings + settings.WarmUp)
            .Select(m => bucket.Add(last, -step * (settings.Mornings + settings.WarmUp - 1 - m))).ToArray();
        var first = history.Series.IsEmpty ? history.End : history.Series.Min(s => s.Start);
        if (mornings[0] < bucket.Add(first, 2 * step))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The history begins on {first:yyyy-MM-dd}: it is too short for {mornings.Length} mornings from {mornings[0]:yyyy-MM-dd} on."), nameof(settings));
        }

        return mornings;
    }
}
