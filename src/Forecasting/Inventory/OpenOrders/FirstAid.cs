using System.Collections.Immutable;

namespace Forecasting.Inventory.OpenOrders;

/// <summary>First aid for what is on its way: which orders to expedite, postpone, cancel or send elsewhere, most money first.</summary>
/// <remarks>All is arithmetic on expected demand; what may come worse is the business of the safety stock, which an order is never put off
/// below. Each piece of advice supposes that all before it is followed, so the money of all may be added.</remarks>
public static class FirstAid
{
    /// <summary>The advice about all open orders.</summary>
    /// <param name="outlooks">Every SKU-location once, in any order.</param>
    /// <param name="unmet">What becomes of demand that finds no stock.</param>
    /// <param name="settings">When advice is worth a call.</param>
    /// <returns>At most one an order; most money first, what has no known cost last; then units, key, day and order.</returns>
    /// <remarks>Money of places in different currencies is compared as numbers.</remarks>
    public static ImmutableArray<OpenOrderAdvice> Advise(IEnumerable<StockOutlook> outlooks, UnmetDemand unmet, FirstAidSettings settings)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        ArgumentNullException.ThrowIfNull(settings);
        var advice = new List<OpenOrderAdvice>();
        foreach (var product in outlooks.GroupBy(o => o.Key.Sku))
        {
            if (product.Any(o => !o.Position.Arrivals.IsEmpty))
                AdviseOne([.. product.OrderBy(o => o.Key).Select(o => new OpenOrderPlace(o, unmet, settings))], advice);
        }

        advice.Sort(Compare);
        return [.. advice];
    }

    // Greedy by money: the best call first, then the best one after it. A call changes only the one or two places that it concerns.
    private static void AdviseOne(OpenOrderPlace[] places, List<OpenOrderAdvice> advice)
    {
        var candidates = new List<Candidate>();
        HashSet<int> changed = [.. Enumerable.Range(0, places.Length)];
        while (true)
        {
            candidates.RemoveAll(c => changed.Contains(c.Place) || (c.Other is { } other && changed.Contains(other)));
            Gather(places, changed, candidates);
            if (candidates.Count == 0)
                return;
            var best = candidates.Aggregate((a, b) => Compare(a.Advice, b.Advice) <= 0 ? a : b);
            advice.Add(best.Advice);
            places[best.Place].Follow(best.Order, best.Advice);
            changed = [best.Place];
            if (best is { Other: { } receiver, Advice: OpenOrderAdvice.Reroute reroute })
            {
                places[receiver].Receive(reroute);
                changed.Add(receiver);
            }
        }
    }

    private static void Gather(OpenOrderPlace[] places, HashSet<int> changed, List<Candidate> candidates)
    {
        int[] anyShort = [.. Enumerable.Range(0, places.Length).Where(i => places[i].IsShort)];
        for (var p = 0; p < places.Length; p++)
        {
            foreach (var order in places[p].Open)
            {
                if (changed.Contains(p) && places[p].Own(order) is { } own)
                    candidates.Add(new Candidate(own, p, order, null));
                foreach (var other in anyShort)
                {
                    if (other != p && (changed.Contains(p) || changed.Contains(other)) && places[p].Elsewhere(order, places[other]) is { } reroute)
                        candidates.Add(new Candidate(reroute, p, order, other));
                }
            }
        }
    }

    private static int Compare(OpenOrderAdvice a, OpenOrderAdvice b)
    {
        var byMoney = (b.Money ?? -1).CompareTo(a.Money ?? -1);
        if (byMoney != 0)
            return byMoney;
        var byUnits = b.Units.CompareTo(a.Units);
        if (byUnits != 0)
            return byUnits;
        var byKey = a.Key.CompareTo(b.Key);
        if (byKey != 0)
            return byKey;
        var byDay = a.Order.Day.CompareTo(b.Order.Day);
        if (byDay != 0)
            return byDay;
        var byOrder = string.CompareOrdinal(a.Order.OrderId, b.Order.OrderId);
        return byOrder != 0 ? byOrder : string.CompareOrdinal(Target(a), Target(b));
    }

    private static string Target(OpenOrderAdvice advice) => advice is OpenOrderAdvice.Reroute r ? r.To.Code : "";

    private readonly record struct Candidate(OpenOrderAdvice Advice, int Place, int Order, int? Other);
}
