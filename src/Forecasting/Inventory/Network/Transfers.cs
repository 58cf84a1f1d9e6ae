using System.Collections.Immutable;
using Forecasting.Catalog;
using static System.FormattableString;

namespace Forecasting.Inventory.Network;

/// <summary>Transfers from overstock before buying.</summary>
/// <remarks>A giver is never left below its order-up-to level, nor is a taker sent more than its order; what a taker still buys is
/// nothing, or what its supplier accepts.</remarks>
public static class Transfers
{
    /// <summary>The transfers that save money.</summary>
    /// <param name="outlooks">Every SKU-location once, in any order.</param>
    /// <param name="days">Which places may send to which.</param>
    /// <param name="unmet">What becomes of demand that finds no stock.</param>
    /// <param name="settings">What a transfer costs.</param>
    /// <returns>At most one from a place to another for a product; ordered by product, receiving place, and day.</returns>
    /// <remarks>Near the most money that can be saved, by a search that is greedy and mends its choice: docs/methods/network.md has the
    /// gap. Where neither the cost of a unit nor of one short is known nothing is proposed: nobody could say that it pays.</remarks>
    public static ImmutableArray<Transfer> Propose(
        IEnumerable<StockOutlook> outlooks, TransferDays days, UnmetDemand unmet, TransferSettings settings)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(settings);
        var transfers = ImmutableArray.CreateBuilder<Transfer>();
        foreach (var product in outlooks.GroupBy(o => o.Key.Sku).OrderBy(g => g.Key))
        {
            StockOutlook[] places = [.. product.OrderBy(o => o.Key)];
            if (places.Length > 1 && places.Any(p => p.OrderQuantity > 0))
                ProposeOne(places, days, unmet, settings, transfers);
        }

        return transfers.ToImmutable();
    }

    /// <summary>The places as they are when the transfers are made: what first aid for open orders must know, lest it cancels what a giver counts
    /// on.</summary>
    /// <param name="outlooks">Every SKU-location once.</param>
    /// <param name="transfers">Of these places.</param>
    /// <returns>In the order of the outlooks: givers with less on hand, takers with a smaller order and units coming from elsewhere.</returns>
    public static ImmutableArray<StockOutlook> Follow(IEnumerable<StockOutlook> outlooks, IReadOnlyCollection<Transfer> transfers)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        ArgumentNullException.ThrowIfNull(transfers);
        var given = transfers.ToLookup(t => new SkuLocation(t.Sku, t.From));
        var taken = transfers.ToLookup(t => new SkuLocation(t.Sku, t.To));
        return
        [
            .. outlooks.Select(o => o with
            {
                Position = o.Position with { OnHand = o.Position.OnHand - given[o.Key].Sum(t => t.Units) },
                OrderQuantity = o.OrderQuantity - taken[o.Key].Sum(t => t.Units),
                Transfers = [.. taken[o.Key].Select(t => new Arrival(t.Arrives, t.Units, ""))],
            }),
        ];
    }

    private static void ProposeOne(
        StockOutlook[] places, TransferDays days, UnmetDemand unmet, TransferSettings settings, ImmutableArray<Transfer>.Builder transfers)
    {
        TransferGiver[] givers = [.. places.Select(TransferGiver.Of).Where(g => g.Spare > 0)];
        if (givers.Length == 0)
            return;
        TransferTaker[] takers = [.. places.Where(p => p.OrderQuantity > 0).Select(p => new TransferTaker(p, unmet))];
        var ways = new int?[takers.Length, givers.Length];
        for (var t = 0; t < takers.Length; t++)
        {
            // An order from the giver itself is that transfer already.
            for (var g = 0; g < givers.Length; g++)
                ways[t, g] = takers[t].Outlook.Terms.SourceLocation == givers[g].Place ? null : days(givers[g].Place, takers[t].Outlook.Key.Location);
        }

        var plan = new TransferSearch(takers, givers, ways, settings.CostOfTransfer).Best();
        for (var t = 0; t < takers.Length; t++)
            Describe(takers[t], plan.To(t), plan.Left(t), givers, settings, transfers);
    }

    // The fastest first: each is credited with the shortage that those before it leave.
    private static void Describe(
        TransferTaker taker,
        List<(int Giver, int Day, decimal Units)> sent,
        decimal left,
        TransferGiver[] givers,
        TransferSettings settings,
        ImmutableArray<Transfer>.Builder transfers)
    {
        List<(int Day, decimal Units)> before = [];
        decimal avoided = 0;
        foreach (var (giver, day, units) in sent)
        {
            before.Add((day, units));
            var together = taker.UnitsAvoided(before);
            var (from, key) = (givers[giver].Place, taker.Outlook.Key);
            transfers.Add(new Transfer(key.Sku, from, key.Location, units, taker.Outlook.AsOf.AddDays(day))
            {
                PurchaseAvoided = Math.Round(taker.PurchaseAvoided(units), 2),
                ShortageAvoided = Math.Round((together - avoided) * (taker.Outlook.CostOfOneShort ?? 0), 2),
                Cost = Math.Round(settings.CostOfTransfer + taker.OnTheWay(units, day), 2),
                Reason = Invariant($"{from} has {units:0.###} units more than it needs, and {key.Location} orders {taker.Outlook.OrderQuantity:0.###}: ")
                    + (left == 0 ? "nothing of it need be bought." : Invariant($"{left:0.###} of it are still to be bought.")),
            });
            avoided = together;
        }
    }
}
