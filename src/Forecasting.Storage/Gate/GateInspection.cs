using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Storage.Import;
using Forecasting.Trust;

namespace Forecasting.Storage.Gate;

/// <summary>What the gate found: about whole feeds, and about single SKU-locations.</summary>
/// <param name="Findings">About whole feeds, the gravest first.</param>
/// <param name="Doubts">About single SKU-locations.</param>
public sealed record GateInspection(
    ImmutableArray<GateFinding> Findings, ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>> Doubts)
{
    /// <summary>True when the data of a SKU-location are of grade D: its last good plan stands.</summary>
    public bool HasHeldPlans => Doubts.Values.Any(d => d.Any(r => r.Grade == TrustGrade.D));

    /// <summary>Gathers the facts of an import and lets the gate judge them.</summary>
    /// <param name="database">The database of the import.</param>
    /// <param name="imported">The import.</param>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="hasPublishedBefore">True when this database has published a plan before.</param>
    /// <param name="series">Demand as sold.</param>
    /// <param name="terms">Master data.</param>
    /// <param name="positions">Stock as it is planned with.</param>
    /// <param name="settings">What the firm wants of each check.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static GateInspection Of(
        ForecastingDatabase database,
        ImportedData imported,
        DateOnly asOf,
        bool hasPublishedBefore,
        ImmutableArray<DemandSeries> series,
        SupplyTermsResolution terms,
        StockPositions positions,
        GateSettings settings)
    {
        var history = new GateHistory(database, imported.History, asOf);
        var rhythms = history.ReadRhythms();
        var unknown = UnknownCodesOf(imported, history.ReadCodes());
        var findings = Trust.Gate.Inspect(
            new FeedFacts
            {
                AsOf = asOf,
                HasPublishedBefore = hasPublishedBefore,
                Imports = imported.Reports,
                Rhythms = rhythms,
                Places = history.ReadPlaces(rhythms),
                SalesSizes = history.ReadSalesSizes(rhythms),
                UnknownCodes = unknown,
                NegativeStock = positions.NegativeStock,
                Items = imported.Items.Values,
                Suppliers = imported.Suppliers.Values,
            },
            settings);
        var evidence = new DataEvidence
        {
            Series = series,
            Terms = terms,
            AsOf = asOf,
            Items = [.. imported.Items.Values],
            Stock = history.ReadStockCounts(),
            Prices = history.ReadPricesSeen(),
            Rows = history.ReadRowSizes(),
            UnreadDays = history.ReadUnreadDays(),
            Deliveries = imported.Receipts
                .Select(r => (r.Key.Sku, r.Quantity))
                .Concat(imported.OpenOrders.Select(o => (o.Key.Sku, o.Quantity)))
                .Where(d => d.Quantity > 0)
                .GroupBy(d => d.Sku)
                .ToDictionary(g => g.Key, g => g.Select(d => d.Quantity).ToImmutableArray()),
            Received = imported.Receipts.GroupBy(r => r.Key)
                .ToDictionary(g => g.Key, g => g.Select(r => new StockCount(r.ReceivedAt, (double)r.Quantity)).ToImmutableArray()),
            StockRhythm = rhythms.FirstOrDefault(r => r.Feed == "stock"),
        };
        var unknownSkus = unknown.Where(u => u.Kind == "products").SelectMany(u => u.Codes).ToHashSet(StringComparer.Ordinal);
        var doubts = DataDoubts.Find(evidence, settings, unknownSkus);
        return new GateInspection(Trust.Gate.Ordered(findings.Concat(DataDoubts.Summarise(doubts)), settings), doubts);
    }

    // Without a master table every code is as good as another.
    private static ImmutableArray<UnknownCodes> UnknownCodesOf(ImportedData imported, ILookup<(string Feed, string Kind), string> used)
    {
        var unknown = ImmutableArray.CreateBuilder<UnknownCodes>();
        string[] feeds = ["sales", "stock", "availability"];
        if (!imported.Items.IsEmpty)
        {
            var known = imported.Items.Keys.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
            foreach (var feed in feeds)
                unknown.Add(UnknownCodes.Of(feed, "products", used[(feed, "sku")], known, "items"));
            unknown.Add(UnknownCodes.Of("open_orders", "products", imported.OpenOrders.Select(o => o.Key.Sku.Code), known, "items"));
            unknown.Add(UnknownCodes.Of("overrides", "products", imported.Overrides.Select(o => o.Sku.Code), known, "items"));
        }

        if (!imported.Places.IsEmpty)
        {
            var known = imported.Places.Keys.Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
            foreach (var feed in feeds)
                unknown.Add(UnknownCodes.Of(feed, "places", used[(feed, "location")], known, "locations"));
            unknown.Add(UnknownCodes.Of("open_orders", "places", imported.OpenOrders.Select(o => o.Key.Location.Code), known, "locations"));
            var overridden = imported.Overrides.Select(o => o.Location).OfType<Location>().Select(l => l.Code);
            unknown.Add(UnknownCodes.Of("overrides", "places", overridden, known, "locations"));
        }

        if (!imported.Suppliers.IsEmpty)
        {
            var named = imported.Items.Values.Select(i => i.Planning.Supplier).OfType<string>();
            var suppliers = imported.Suppliers.Keys.ToHashSet(StringComparer.Ordinal);
            unknown.Add(UnknownCodes.Of("items", "suppliers", named, suppliers, "suppliers"));
        }

        return unknown.ToImmutable();
    }
}
