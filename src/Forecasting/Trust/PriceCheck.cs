using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>Do cost, price, pack and what was seen on sales rows and deliveries agree with each other?</summary>
internal static class PriceCheck
{
    private const double FarApart = 1.9;
    private const long LeastRows = 3;
    private const int LeastPeers = 20;
    private const double Deviations = 6;
    private const int LeastDeliveries = 3;

    public static IEnumerable<(Sku Sku, TrustReason Reason)> Find(DataEvidence evidence)
    {
        var margins = Peers(evidence.Items.Where(i => i.Planning is { UnitCost: > 0, UnitPrice: > 0 }), evidence,
            i => Math.Log((double)(i.Planning.UnitPrice!.Value / i.Planning.UnitCost!.Value)));
        var costs = Peers(evidence.Items.Where(i => i.Planning.UnitCost > 0), evidence, i => Math.Log((double)i.Planning.UnitCost!.Value));
        foreach (var item in evidence.Items)
        {
            if (OfSales(item, evidence) is { } sales)
                yield return (item.Sku, sales);
            else if (OfMargin(item, margins) is { } margin)
                yield return (item.Sku, margin);
            else if (OfCost(item, costs) is { } cost)
                yield return (item.Sku, cost);
            if (OfPack(item, evidence) is { } pack)
                yield return (item.Sku, pack);
        }

        var known = evidence.Items.Select(i => i.Sku).ToHashSet();
        foreach (var sku in evidence.Prices.Keys.Where(s => !known.Contains(s)).Order())
        {
            if (OfSales(new Item(sku), evidence) is { } sales)
                yield return (sku, sales);
        }
    }

    private static TrustReason? OfSales(Item item, DataEvidence evidence)
    {
        if (!evidence.Prices.TryGetValue(item.Sku, out var seen))
            return null;
        var price = (double)(item.Planning.UnitPrice ?? 0);
        if (price > 0
            && seen.RecentRows >= LeastRows
            && IsFar(seen.Recent / price)
            && !(seen.BeforeRows >= LeastRows && !IsFar(seen.Before / price)))
        {
            return Doubt(string.Create(CultureInfo.InvariantCulture,
                $"Its unit price is {price:0.####}, and sales rows of the last weeks say "
                + $"{seen.Recent:0.####}{UnitFactor.Describe(seen.Recent / price)}. Check the price and its currency."));
        }

        return seen.RecentRows >= LeastRows && seen.BeforeRows >= 2 * LeastRows
            && seen.Recent > 0 && seen.Before > 0
            && IsFar(seen.Recent / seen.Before)
            && (seen.Recent > 1.2 * seen.BeforeHigh || 1.2 * seen.Recent < seen.BeforeLow)
            ? Doubt(string.Create(CultureInfo.InvariantCulture,
                $"Sales rows of the last weeks have a unit price of {seen.Recent:0.####}, those before "
                + $"{seen.Before:0.####}{UnitFactor.Describe(seen.Recent / seen.Before)}. Check the unit and the currency."))
            : null;
    }

    private static TrustReason? OfMargin(Item item, Func<Item, (double Middle, double Deviation)?> peers)
    {
        if (item.Planning is not { UnitCost: { } cost and > 0, UnitPrice: { } price and > 0 } || peers(item) is not { } usual)
            return null;
        var margin = Math.Log((double)(price / cost)) - usual.Middle;
        if (Math.Abs(margin) <= Math.Max(Math.Log(FarApart), Deviations * usual.Deviation))
            return null;
        return Doubt(string.Create(CultureInfo.InvariantCulture,
            $"Its unit price of {price:0.####} is {(double)(price / cost):0.###} times its unit cost of {cost:0.####}; for other items it "
            + $"is {Math.Exp(usual.Middle):0.##}{UnitFactor.Describe(Math.Exp(margin))}. Check both, and their currency."));
    }

    private static TrustReason? OfCost(Item item, Func<Item, (double Middle, double Deviation)?> peers)
    {
        if (item.Planning is not { UnitCost: { } cost and > 0, UnitPrice: null } || peers(item) is not { } usual)
            return null;
        var distance = Math.Log((double)cost) - usual.Middle;
        return Math.Abs(distance) > Math.Max(Math.Log(50), Deviations * usual.Deviation)
            ? Doubt(string.Create(CultureInfo.InvariantCulture,
                $"Its unit cost of {cost:0.####} is far from that of other items of its kind ({Math.Exp(usual.Middle):0.##} in the "
                + $"middle). Check the cost, its unit and its currency."))
            : null;
    }

    private static TrustReason? OfPack(Item item, DataEvidence evidence)
    {
        if (item.Planning.PackSize is not { } pack
            || pack <= 1
            || !evidence.Deliveries.TryGetValue(item.Sku, out var deliveries)
            || deliveries.Length < LeastDeliveries)
            return null;
        var whole = deliveries.Count(d => d % pack == 0);
        return 2 * whole < deliveries.Length
            ? new TrustReason(TrustGrade.C, "unit pack", string.Create(CultureInfo.InvariantCulture,
                $"Its pack size is {pack:0.##}, but {deliveries.Length - whole} of {deliveries.Length} deliveries and orders are no whole "
                + $"packs. Check the pack size."))
            : null;
    }

    // By category where it is large enough, and never across currencies: a cost in yen beside a price in euros is no fault of one item.
    private static Func<Item, (double Middle, double Deviation)?> Peers(
        IEnumerable<Item> items, DataEvidence evidence, Func<Item, double> measure)
    {
        var list = items.ToList();
        var byCategory = Measure(list.GroupBy(i => (Currency: evidence.Terms.CurrencyOf(i.Planning), i.Category)));
        var byCurrency = Measure(list.GroupBy(i => (Currency: evidence.Terms.CurrencyOf(i.Planning), Category: "")));
        return item =>
        {
            var currency = evidence.Terms.CurrencyOf(item.Planning);
            return byCategory.TryGetValue((currency, item.Category), out var close) ? close
                : byCurrency.TryGetValue((currency, ""), out var wide) ? wide
                : null;
        };

        Dictionary<(string, string), (double, double)> Measure(IEnumerable<IGrouping<(string, string), Item>> groups) => groups
            .Select(g => (g.Key, Values: g.Select(measure).ToList()))
            .Where(g => g.Values.Count >= LeastPeers)
            .ToDictionary(g => g.Key, g => (Robust.Median(g.Values), Robust.Deviation(g.Values, Robust.Median(g.Values))));
    }

    private static bool IsFar(double ratio) => ratio is > FarApart or < 1 / FarApart and > 0;

    private static TrustReason Doubt(string text) => new(TrustGrade.C, "unit price", text);
}
