using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>What was received and what is awaited, row by row, put together to lines of orders.</summary>
/// <remarks>
/// A line is what one order of one day brings of one product to one place. Rows without a day of the order join the latest order of their number. Rows that cannot be are left out: nothing
/// received, or received before the order. Who sends is what the row says, else who supplies the product there today. A supplier and a place of the same code are taken for one.
/// </remarks>
public sealed class DeliveryRecords
{
    /// <summary>Share of a line's units with which it counts as there.</summary>
    /// <value>0.9: a piece that follows months later is not what customers waited for. Below, the rest would be more than a tenth of the order.</value>
    public const decimal EnoughShare = 0.9m;

    /// <summary>No records.</summary>
    public static readonly DeliveryRecords None = new([], [], _ => "", _ => []);

    private readonly Func<SkuLocation, string> senderOf;
    private readonly List<Row> rows = [];
    private readonly List<Line> lines = [];
    private readonly Dictionary<string, DateRange[]> closed = new(StringComparer.Ordinal);

    /// <summary>Puts rows together.</summary>
    /// <param name="receipts">What came, in any order.</param>
    /// <param name="openOrders">What is awaited, in any order.</param>
    /// <param name="senderOf">Who supplies a product to a place, for rows that do not say: a code, or empty.</param>
    /// <param name="closedOf">When a sender is closed: the plan adds those days to the lead time, so they are no part of it.</param>
    public DeliveryRecords(
        IEnumerable<Receipt> receipts,
        IEnumerable<OpenOrder> openOrders,
        Func<SkuLocation, string> senderOf,
        Func<string, ImmutableArray<DateRange>> closedOf)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        ArgumentNullException.ThrowIfNull(openOrders);
        ArgumentNullException.ThrowIfNull(senderOf);
        ArgumentNullException.ThrowIfNull(closedOf);
        this.senderOf = senderOf;
        var chains = new Dictionary<(string Sender, string Order, SkuLocation Key), int>();
        var linked = new List<(Row Row, int Next)>();
        foreach (var r in receipts)
        {
            if (r.Quantity > 0 && !(r.OrderedAt > r.ReceivedAt))
                Link(r.Supplier, r.OrderId, r.Key, new Row(r.Quantity, r.OrderedAt, r.PromisedAt, r.ReceivedAt));
        }

        foreach (var o in openOrders)
        {
            if (o.Quantity > 0)
                Link(o.Supplier, o.OrderId, o.Key, new Row(o.Quantity, o.OrderedAt, o.DueDate, null));
        }

        // An order is what one sender sends to one place for one day; its number alone may be used again.
        var orders = new Dictionary<(string, string, Location, DateOnly?), int>();
        var ofOne = new List<Row>();
        foreach (var ((sender, id, key), head) in chains)
        {
            if (!closed.ContainsKey(sender))
                closed.Add(sender, Apart(closedOf(sender)));
            ofOne.Clear();
            for (var i = head; i >= 0; i = linked[i].Next)
                ofOne.Add(linked[i].Row);
            foreach (var line in ByDayOfOrder(ofOne))
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, (sender, id, key.Location, line[0].Ordered), out var isKnown);
                if (!isKnown)
                    number = orders.Count;
                lines.Add(new Line(sender, number, key, line[0].Ordered, rows.Count, line.Count));
                rows.AddRange(line);
            }
        }

        void Link(string given, string id, SkuLocation key, Row row)
        {
            var sender = SenderOf(given, key);
            if (sender.Length == 0)
                return;
            ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(chains, (sender, id, key), out var isKnown);
            linked.Add((row, isKnown ? head : -1));
            head = linked.Count - 1;
        }
    }

    /// <summary>Who sends what an order brings; empty where nobody is known.</summary>
    internal string SenderOf(OpenOrder order) => SenderOf(order.Supplier, order.Key);

    /// <summary>The lines as a plan knew them: what came later was still awaited, what was ordered later did not exist.</summary>
    /// <param name="asOf">Morning of the plan.</param>
    /// <returns>In no order.</returns>
    internal List<DeliveredLine> AsOf(DateOnly asOf)
    {
        var known = new List<DeliveredLine>(lines.Count);
        var linesOf = new Dictionary<int, int>();
        foreach (var line in lines)
        {
            if (line.Ordered >= asOf)
                continue;
            known.Add(Judge(line, asOf));
            CollectionsMarshal.GetValueRefOrAddDefault(linesOf, line.Order, out _)++;
        }

        var span = CollectionsMarshal.AsSpan(known);
        for (var i = 0; i < span.Length; i++)
            span[i] = span[i] with { Weight = 1.0 / linesOf[span[i].Order] };
        return known;
    }

    private DeliveredLine Judge(Line line, DateOnly asOf)
    {
        var its = CollectionsMarshal.AsSpan(rows).Slice(line.First, line.Rows);
        decimal received = 0, later = 0, feed = 0;
        DateOnly? due = null, promised = null, last = null;
        var deliveries = 0;
        foreach (var row in its)
        {
            promised = promised is null || row.Promised > promised ? row.Promised ?? promised : promised;
            if (row.Received < asOf)
            {
                received += row.Units;
                deliveries += row.Received == last ? 0 : 1;
                last = row.Received;
                continue;
            }

            due = due is null || row.Promised < due ? row.Promised ?? due : due;
            if (row.Received is null)
                feed += row.Units;
            else
                later += row.Units;
        }

        // The feed of open orders and receipts after the plan may speak of the same units.
        var awaited = Math.Max(feed, later);
        var enough = EnoughShare * (received + awaited);
        DateOnly? came = null;
        decimal there = 0;
        foreach (var row in its)
        {
            if (came is not null || row.Received is not { } day || day >= asOf)
                break;
            there += row.Units;
            if (there >= enough)
                (came, promised) = (day, row.Promised ?? promised);
        }

        var waited = line.Ordered is { } ordered ? OpenDays(line.Sender, ordered, came ?? asOf) : 0;
        return new DeliveredLine(line.Sender, line.Order, line.Key, line.Ordered, came is null ? due : promised, came, deliveries == 1 && awaited == 0, waited);
    }

    private string SenderOf(string given, SkuLocation key) => given.Length > 0 ? given : senderOf(key);

    // Days after the first up to the last on which a sender is not closed: what OrderWindow counts from order to arrival.
    private double OpenDays(string sender, DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber;
        foreach (var range in closed[sender])
        {
            var shut = Math.Min(range.Last.DayNumber, to.DayNumber) - Math.Max(range.First.DayNumber, from.DayNumber + 1) + 1;
            days -= Math.Max(0, shut);
        }

        return Math.Max(0, days);
    }

    // Ranges may overlap as they are given; no day is closed twice.
    private static DateRange[] Apart(ImmutableArray<DateRange> ranges)
    {
        var apart = new List<DateRange>();
        foreach (var range in ranges.OrderBy(r => r.First).ThenBy(r => r.Last))
        {
            var first = apart.Count > 0 && apart[^1].Last >= range.First ? apart[^1].Last.AddDays(1) : range.First;
            if (first <= range.Last)
                apart.Add(new DateRange(first, range.Last));
        }

        return [.. apart];
    }

    // By day of the order, each by the day on which its rows came, what is awaited last; independent of the order of the rows.
    private static IEnumerable<List<Row>> ByDayOfOrder(List<Row> rows)
    {
        if (rows.Count == 1)
            return [[rows[0]]];
        DateOnly[] days = [.. rows.Where(r => r.Ordered is not null).Select(r => r.Ordered!.Value).Distinct().Order()];
        return rows
            .Select(r => r.Ordered is null ? r with { Ordered = Latest(days, r.Received) } : r)
            .OrderBy(r => r.Received ?? DateOnly.MaxValue).ThenBy(r => r.Promised).ThenBy(r => r.Units)
            .GroupBy(r => r.Ordered)
            .Select(g => g.ToList());
    }

    private static DateOnly? Latest(DateOnly[] ordered, DateOnly? until)
    {
        DateOnly? latest = null;
        foreach (var day in ordered)
            latest = until is null || day <= until ? day : latest;
        return latest;
    }

    private readonly record struct Row(decimal Units, DateOnly? Ordered, DateOnly? Promised, DateOnly? Received);

    private readonly record struct Line(string Sender, int Order, SkuLocation Key, DateOnly? Ordered, int First, int Rows);
}
