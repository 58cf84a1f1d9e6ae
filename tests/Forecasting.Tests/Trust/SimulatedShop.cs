using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Statistics;
using Forecasting.Trust;

namespace Forecasting.Tests.Trust;

/// <summary>The kinds of fault that are planted.</summary>
internal enum PlantedFault
{
    /// <summary>Sales of the last weeks at all places × 10, 12, 1000.</summary>
    SalesTimes,

    /// <summary>Sales of the last 3 to 8 weeks at all places × 2.54.</summary>
    SalesInches,

    /// <summary>Sales of the last weeks in cases instead of pieces: ÷ pack size.</summary>
    SalesInCases,

    /// <summary>The newest stock count × 10, 12, 1000 or the pack size.</summary>
    StockTimes,

    /// <summary>The newest stock count × 2.54, with its decimals.</summary>
    StockInches,

    /// <summary>Unit cost or unit price × 10, 12, 100 or 1000.</summary>
    PriceTimes,

    /// <summary>Unit cost or unit price in yen instead of euros: × 120 to 170.</summary>
    PriceInYen,

    /// <summary>A digit of the GTIN.</summary>
    GtinDigit,

    /// <summary>One sales row of the last weeks × 10, 12 or 1000.</summary>
    SingleRow,
}

/// <summary>A shop of weekly demand at three places: seasons, trends, promotions on record, slow and lumpy sellers, real spreads of price and margin.
/// Clean, and with faults planted.</summary>
internal sealed class SimulatedShop
{
    private const int Weeks = 130;
    private const int Counts = 26;
    private const int Places = 3;
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly int[] Packs = [1, 1, 4, 6, 6, 8, 12, 12, 20, 24];

    private SplitMix64 random;
    private readonly List<DemandSeries> series = [];
    private readonly Dictionary<Sku, Item> items = [];
    private readonly Dictionary<SkuLocation, ImmutableArray<StockCount>> stock = [];
    private readonly Dictionary<Sku, PricesSeen> prices = [];
    private readonly Dictionary<SkuLocation, RowSizes> rows = [];
    private readonly Dictionary<Sku, PlantedFault> planted = [];

    public SimulatedShop(ulong seed, int products, int faults)
    {
        random = new SplitMix64(seed);
        var every = faults > 0 ? products / faults : int.MaxValue;
        for (var i = 0; i < products; i++)
        {
            var sku = new Sku($"P{i:00000}");
            PlantedFault? fault = faults > 0 && i % every == every / 2 ? (PlantedFault)(i / every % 9) : null;
            if (fault is { } kind)
                planted.Add(sku, kind);
            Make(sku, i % 12, fault);
        }
    }

    public IReadOnlyDictionary<Sku, PlantedFault> Planted => planted;

    /// <summary>Products with a doubt, each with its reasons.</summary>
    public Dictionary<Sku, List<TrustReason>> Doubted()
    {
        var terms = new SupplyTermsResolution(
            items, new Dictionary<SkuLocation, PlanningColumns>(), new Dictionary<Location, StockingPlace>(), new Dictionary<string, Supplier>(),
            new LeadTimeLearning([], AsOf), new InventorySettings());
        var evidence = new DataEvidence
        {
            Series = [.. series.OrderBy(s => s.Key)],
            Terms = terms,
            AsOf = AsOf,
            Items = [.. items.Values],
            Stock = stock,
            Prices = prices,
            Rows = rows,
        };
        return DataDoubts.Find(evidence, new GateSettings(), new HashSet<string>())
            .GroupBy(d => d.Key.Sku)
            .ToDictionary(g => g.Key, g => g.SelectMany(d => d.Value).ToList());
    }

    private void Make(Sku sku, int category, PlantedFault? fault)
    {
        var level = Math.Exp(Math.Log(0.4) + random.NextUniform() * Math.Log(300));
        var trend = (random.NextUniform() - 0.5) * 0.6 / 52;
        var amplitude = category % 3 == 0 ? 0.5 * random.NextUniform() : 0.15 * random.NextUniform();
        var phase = category * 0.5 + random.NextUniform() * 0.3;
        var dispersion = 0.05 + 0.4 * random.NextUniform();
        var pack = Packs[random.NextBelow(Packs.Length)];
        var promotionWeeks = Enumerable.Range(0, Weeks).Where(_ => random.NextUniform() < 0.04).ToHashSet();
        var faultWeeks = 2 + random.NextBelow(6);
        var factor = (double)((int[])[10, 12, 1000])[random.NextBelow(3)];
        if (fault is PlantedFault.SalesInches)
            (factor, faultWeeks) = (2.54, 3 + random.NextBelow(6));
        if (fault is PlantedFault.SalesInCases && pack < 6)
            pack = 12;
        if (fault is PlantedFault.SalesInCases)
            factor = 1.0 / pack;
        var isRounded = fault is PlantedFault.SalesTimes || (fault is PlantedFault.SalesInches && random.NextBelow(2) == 0);

        for (var p = 0; p < Places; p++)
        {
            var key = new SkuLocation(sku, new Location($"L{p}"));
            var share = level * (0.5 + random.NextUniform());
            var quantities = new double[Weeks];
            var promotions = new bool[Weeks];
            var sizes = new List<double>();
            var longRun = 0.0;
            for (var w = 0; w < Weeks; w++)
            {
                longRun = 0.8 * longRun + 0.12 * Normal();
                var mean = share * (1 + trend * (w - Weeks)) * (1 + amplitude * Math.Sin(2 * Math.PI * w / 52 + phase)) * Math.Exp(longRun);
                promotions[w] = promotionWeeks.Contains(w);
                if (promotions[w])
                    mean *= 1.5 + 2 * random.NextUniform();
                var sold = Count(Math.Max(0.01, mean), dispersion);
                quantities[w] = sold;
                AddRows(sizes, sold);
            }

            if (fault is PlantedFault.SalesTimes or PlantedFault.SalesInches or PlantedFault.SalesInCases)
            {
                for (var w = Weeks - faultWeeks; w < Weeks; w++)
                    quantities[w] = isRounded ? Math.Round(quantities[w] * factor) : quantities[w] * factor;
            }

            if (fault is PlantedFault.SingleRow && p == 0 && sizes.Count > 0)
            {
                var wrong = sizes[^1] * factor;
                quantities[Weeks - 1 - random.NextBelow(8)] += wrong;
                sizes[^1] = wrong;
            }

            series.Add(new DemandSeries(key, TimeBucket.Week, AsOf.AddDays(-7 * Weeks), [.. quantities], [.. promotions], []));
            if (sizes.Count > 1)
            {
                var sorted = sizes.Order().ToList();
                rows.Add(key, new RowSizes(sorted[^1], AsOf.AddDays(-7), sorted[^2], sorted[sorted.Count / 2], sorted.Count));
            }

            stock.Add(key, [.. CountStock(share, pack, quantities, fault, p)]);
        }

        MakeItem(sku, category, pack, fault);
    }

    // What is left at the end of each of the last weeks under an order-up-to rule with a delivery after two weeks.
    private IEnumerable<StockCount> CountStock(double weekly, int pack, double[] quantities, PlantedFault? fault, int place)
    {
        var target = Math.Ceiling(4 * weekly + 2 * Math.Sqrt(weekly) + pack);
        var onHand = target;
        var onOrder = new Queue<double>([0, 0]);
        for (var w = Weeks - Counts - 8; w < Weeks; w++)
        {
            onHand += onOrder.Dequeue();
            onHand = Math.Max(0, onHand - (w < Weeks - 8 ? quantities[w] : Math.Round(Math.Min(quantities[w], weekly))));
            var order = Math.Max(0, Math.Ceiling((target - onHand - onOrder.Sum()) / pack) * pack);
            onOrder.Enqueue(order);
            if (w < Weeks - Counts)
                continue;
            var counted = onHand;
            if (w == Weeks - 1 && fault is PlantedFault.StockTimes or PlantedFault.StockInches)
            {
                if (w == Weeks - 1 && place == 0)
                    counted = Math.Max(1, onHand) * (fault is PlantedFault.StockInches ? 2.54 : ((int[])[10, 12, 1000, Math.Max(10, pack)])[random.NextBelow(4)]);
            }

            yield return new StockCount(AsOf.AddDays(7 * (w - Weeks) + 6), counted);
        }
    }

    private void MakeItem(Sku sku, int category, int pack, PlantedFault? fault)
    {
        var cost = Math.Round(Math.Exp(Math.Log(1.5) + Math.Log(20) * random.NextUniform() + 0.1 * category), 2);
        var price = Math.Round(cost * Math.Exp(0.45 + 0.1 * Normal()), 2);
        var (wrongCost, wrongPrice) = (cost, price);
        if (fault is PlantedFault.PriceTimes or PlantedFault.PriceInYen)
        {
            var factor = fault is PlantedFault.PriceInYen ? 120 + 50 * random.NextUniform() : ((int[])[10, 12, 100, 1000])[random.NextBelow(4)];
            if (random.NextBelow(2) == 0)
                wrongCost *= factor;
            else
                wrongPrice *= factor;
        }

        var digits = string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('0' + random.NextBelow(10))));
        var sum = digits.Select((d, i) => (d - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        var check = (10 - sum % 10) % 10;
        items.Add(sku, new Item(sku)
        {
            Category = $"C{category}",
            Gtin = digits + (fault is PlantedFault.GtinDigit ? (check + 1 + random.NextBelow(9)) % 10 : check),
            Planning = new PlanningColumns { UnitCost = (decimal)wrongCost, UnitPrice = (decimal)wrongPrice, PackSize = pack },
        });
        if (category % 2 == 0)
            prices.Add(sku, new PricesSeen(price * (0.9 + 0.1 * random.NextUniform()), 20, price * (0.9 + 0.1 * random.NextUniform()), 200, 0.7 * price, price));
    }

    private void AddRows(List<double> sizes, double sold)
    {
        while (sold > 0)
        {
            var row = Math.Min(sold, 1 + random.NextBelow(3));
            sizes.Add(row);
            sold -= row;
        }
    }

    // Negative binomial: a Poisson count whose mean varies like a gamma of that dispersion, here by a lognormal of the same variance.
    private double Count(double mean, double dispersion)
    {
        var sigma = Math.Sqrt(Math.Log(1 + dispersion * dispersion));
        var rate = mean * Math.Exp(sigma * Normal() - sigma * sigma / 2);
        if (rate > 50)
            return Math.Max(0, Math.Round(rate + Math.Sqrt(rate) * Normal()));
        var (limit, product, count) = (Math.Exp(-rate), random.NextUniform(), 0);
        while (product > limit)
        {
            product *= random.NextUniform();
            count++;
        }

        return count;
    }

    private double Normal() => NormalDistribution.Quantile(Math.Clamp(random.NextUniform(), 1e-12, 1 - 1e-12));
}
