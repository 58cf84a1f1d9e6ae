using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Replay;

/// <summary>Plays a policy on the past of a firm, morning by morning, with only what was known then.</summary>
public static class ReplayPlay
{
    /// <summary>Plays it.</summary>
    /// <param name="history">The past.</param>
    /// <param name="policy">How orders are placed.</param>
    /// <param name="settings">Which stretch, and how it begins.</param>
    /// <param name="threads">Threads, ≥ 1; the result does not depend on them.</param>
    /// <param name="progress">Told how many mornings are done; null = nobody listens.</param>
    /// <param name="cancellation">Stops between two mornings.</param>
    /// <returns>One score for each SKU-location that was on sale before the first morning, ordered by key.</returns>
    /// <remarks>
    /// <para>Every policy begins with the same stock: the mean of the 13 weeks before, for lead time and review period; nothing is on its way. An order
    /// is on the shelf after the lead time expected that morning. Buckets after the last morning are played until its order has come and served.</para>
    /// <para>Sales of the past are not changed by the policy's own stockouts: each morning shows what really was sold, and when stock was out.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The past is too short for that many mornings.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReplayScore[] Play(
        ReplayHistory history, IReplayPolicy policy, ReplaySettings settings, int threads, Action<int>? progress, CancellationToken cancellation)
    {
        var mornings = Mornings(history, settings);
        var (opening, opened) = history.MorningOf(mornings[0], _ => Nothing);
        var players = opened.Select((series, i) => Player.Of(history, series, opening.Terms[i], mornings[0], settings)).ToArray();
        var number = players.Select((p, i) => (p.Series, i)).ToDictionary(p => p.Series, p => p.i);
        var bucket = mornings[0];
        for (var m = 0; m < mornings.Length; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (morning, places) = history.MorningOf(mornings[m], i => number.TryGetValue(i, out var n) ? players[n].Shelf.Position : Nothing);
            var orders = policy.Order(morning, threads, cancellation);
            for (var i = 0; i < places.Length; i++)
            {
                if (orders[i] > 0 && number.TryGetValue(places[i], out var n))
                    players[n].Order(OrderWindow.From(mornings[m], morning.Terms[i]).Delivery, orders[i], m >= settings.WarmUp);
            }

            var until = m + 1 < mornings.Length ? mornings[m + 1] : history.End;
            for (; bucket < until; bucket = history.Bucket.Add(bucket, 1))
            {
                foreach (var player in players)
                    player.Sell(history, bucket, m >= settings.WarmUp);
            }

            progress?.Invoke(m + 1);
        }

        return [.. players.Select(p => p.Score)];
    }

    private static readonly StockPosition Nothing = new(0, 0, 0, [], true);

    /// <summary>The mornings, so that the last one's order is on the shelf for one interval before the past ends.</summary>
    private static DateOnly[] Mornings(ReplayHistory history, ReplaySettings settings)
    {
        var terms = history.MorningOf(history.End, _ => Nothing).Morning.Terms;
        var longest = terms.Count == 0 ? 0 : terms.Max(t => Math.Ceiling(t.LeadTime.MeanDays));
        var bucket = history.Bucket;
        var step = Math.Max(1, (int)Math.Round(settings.IntervalDays / bucket.MeanDays));
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

    private sealed class Player(int series, SkuLocation key, ReplayShelf shelf, double holding, double shortage)
    {
        private double wanted, served, stockWeeks, weeks, ordered;
        private int orders;

        public int Series => series;

        public ReplayShelf Shelf => shelf;

        public ReplayScore Score => new(key, wanted, served, stockWeeks, weeks, orders, ordered, holding, shortage);

        public static Player Of(ReplayHistory history, int series, SupplyTerms terms, DateOnly first, ReplaySettings settings)
        {
            var s = history.Series[series];
            var days = OrderWindow.From(first, terms).ProtectionDays;
            var mean = ReplayHistory.WeeklyMean(s, history.Bucket.Between(s.Start, first), 13);
            var holding = terms.HoldingCostPerWeek is { } given ? (double)given
                : (double)(terms.UnitCost ?? 0) * history.HoldingCostRate / 52;
            return new Player(series, s.Key, new ReplayShelf(Math.Ceiling((decimal)(mean * days / 7)), settings.UnmetDemand), holding, (double)Replenishment.CostOfOneShort(terms));
        }

        public void Order(DateOnly day, decimal quantity, bool isScored)
        {
            shelf.Order(day, quantity);
            if (!isScored)
                return;
            orders++;
            ordered += (double)quantity;
        }

        public void Sell(ReplayHistory history, DateOnly bucket, bool isScored)
        {
            var (units, isKnown) = history.WantedIn(series, bucket);
            var atOnce = (double)shelf.Sell(bucket, (decimal)Math.Min(units, 1e15));
            if (!isScored || !isKnown)
                return;
            var length = (history.Bucket.Add(bucket, 1).DayNumber - bucket.DayNumber) / 7.0;
            wanted += units;
            served += atOnce;
            stockWeeks += (double)shelf.OnHand * length;
            weeks += length;
        }
    }
}
