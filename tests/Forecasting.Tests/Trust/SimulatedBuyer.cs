using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Statistics;
using Forecasting.Trust;

namespace Forecasting.Tests.Trust;

/// <summary>A firm that plans every Monday, orders, receives and sells: what its orders look like week after week when nothing goes wrong.</summary>
/// <remarks>Fast, slow, lumpy and seasonal sellers at two places, from three suppliers of one to four weeks, in packs, with minimum orders,
/// promotions that nobody announced, and demand that grows and falls.</remarks>
internal sealed class SimulatedBuyer
{
    private const int HistoryWeeks = 60;
    private static readonly DateOnly FirstMonday = new(2026, 1, 5);
    private static readonly decimal[] Packs = [1, 1, 1, 4, 6, 12, 24];
    private static readonly double[] LeadTimes = [7, 14, 28];

    private readonly PlanSettings settings = new()
    {
        Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage, Origins = 6 },
        Inventory = new InventorySettings { Paths = 100 },
    };

    private readonly Dictionary<SkuLocation, Seller> sellers = [];
    private readonly Dictionary<Sku, Item> items = [];
    private readonly List<PublishedLine> published = [];
    private SplitMix64 random;

    /// <summary>A firm on its first morning.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="products">Products, each at two places.</param>
    /// <param name="opensEmpty">True when its shelves are empty; otherwise they hold about a month.</param>
    public SimulatedBuyer(ulong seed, int products, bool opensEmpty = false)
    {
        random = new SplitMix64(seed);
        for (var i = 0; i < products; i++)
            Add(new Sku($"P{i:000}"), i, opensEmpty);
    }

    public PublicationSettings Limits => settings.Publish;

    /// <summary>Every line that went out so far.</summary>
    public IReadOnlyList<PublishedLine> Published => published;

    /// <summary>One Monday: the plan, its orders, and what the check says about them; then they go out and the week passes.</summary>
    public Monday Next(int week)
    {
        var asOf = FirstMonday.AddDays(7 * week);
        var monday = Plan(asOf, sellers.ToDictionary(s => s.Key, s => s.Value.OnHand));
        foreach (var line in monday.Orders)
        {
            var key = new SkuLocation(line.Sku, line.ShipTo);
            published.Add(new PublishedLine(
                line.LineId, line.OrderId, line.LineNumber, line.Type, line.Action, key, line.SupplierId, asOf, 0, line.Quantity,
                line.RequestedDelivery, $"run-{week}", asOf, week + 1));
            sellers[key].Arriving.Add((line.RequestedDelivery, (double)line.Quantity));
        }

        foreach (var seller in sellers.Values)
            seller.Sell(ref random, asOf);
        return monday;
    }

    /// <summary>The same morning, with other stock: what a broken stock file would have ordered.</summary>
    public Monday PlanWithoutStock(int week) =>
        Plan(FirstMonday.AddDays(7 * week), sellers.ToDictionary(s => s.Key, _ => 0.0));

    /// <summary>The check on other orders than those planned.</summary>
    public ImmutableArray<PublicationHold> Check(Monday monday, IReadOnlyCollection<OrderLine> orders) => PublicationCheck.Find(
        orders, monday.Lines, [.. published.Where(p => p.Cycle < monday.AsOf)], monday.AsOf, Terms(monday.AsOf), settings);

    private Monday Plan(DateOnly asOf, Dictionary<SkuLocation, double> onHand)
    {
        var stock = onHand.Select(s => new StockLevel(asOf, s.Key, (decimal)s.Value, 0, 0));
        var series = sellers.OrderBy(s => s.Key)
            .Select(s => new DemandSeries(s.Key, TimeBucket.Week, FirstMonday.AddDays(-7 * HistoryWeeks), [.. s.Value.Sold], [], []));
        var input = new PlanInput(
            asOf, TimeBucket.Week, [.. series], Terms(asOf), new StockPositions(asOf, stock, null, published, asOf), [], [], settings);
        var plan = Forecasting.Planning.Plan.Make(input, 1, null, CancellationToken.None);
        var orders = OrderLines.Difference(plan.Lines, published, asOf, asOf);
        var monday = new Monday(asOf, orders, plan.Lines, []);
        return monday with { Holds = Check(monday, orders) };
    }

    private SupplyTermsResolution Terms(DateOnly asOf) => new(
        items,
        ImmutableDictionary<SkuLocation, PlanningColumns>.Empty,
        ImmutableDictionary<Location, StockingPlace>.Empty,
        LeadTimes.Select((days, i) => new Supplier($"V{i}") { LeadTimeDays = days, Currency = "EUR" }).ToDictionary(s => s.Code),
        new LeadTimeLearning([], asOf),
        settings.Inventory);

    private void Add(Sku sku, int number, bool opensEmpty)
    {
        var pack = Packs[random.NextBelow(Packs.Length)];
        items.Add(sku, new Item(sku)
        {
            Planning = new PlanningColumns
            {
                Supplier = $"V{number % LeadTimes.Length}",
                PackSize = pack,
                Moq = random.NextBelow(3) == 0 ? 2 * pack : 0,
                UnitCost = Math.Round((decimal)Math.Exp(3.5 * random.NextUniform()), 2),
            },
        });
        var level = Math.Exp(Math.Log(0.3) + random.NextUniform() * Math.Log(500));
        var amplitude = number % 4 == 0 ? 0.7 : 0.1;
        var phase = 2 * Math.PI * random.NextUniform();
        foreach (var place in (string[])["LEEDS", "YORK"])
        {
            var isLumpy = number % 5 == 1;
            var seller = new Seller(level * (0.5 + random.NextUniform()) * (isLumpy ? 0.2 : 1), amplitude, phase, isLumpy);
            for (var w = -HistoryWeeks; w < 0; w++)
                seller.Sold.Add(seller.Demand(ref random, w));
            seller.OnHand = opensEmpty ? 0 : Math.Ceiling(seller.Sold.TakeLast(13).Average() * (2 + LeadTimes[number % LeadTimes.Length] / 7));
            sellers.Add(new SkuLocation(sku, new Location(place)), seller);
        }
    }

    /// <summary>One Monday of the firm.</summary>
    public sealed record Monday(
        DateOnly AsOf, ImmutableArray<OrderLine> Orders, ImmutableArray<PlanLine> Lines, ImmutableArray<PublicationHold> Holds);

    private sealed class Seller(double level, double amplitude, double phase, bool isLumpy)
    {
        private double drift = 1;
        private int promotion;

        public List<double> Sold { get; } = [];

        public List<(DateOnly Day, double Units)> Arriving { get; } = [];

        public double OnHand { get; set; }

        public double Demand(ref SplitMix64 random, int week)
        {
            drift *= Math.Exp(0.03 * Normal(ref random));
            promotion = promotion > 0 ? promotion - 1 : random.NextUniform() < 0.02 ? 1 : 0;
            var mean = level * drift * (1 + amplitude * Math.Sin(2 * Math.PI * week / 52 + phase)) * (promotion > 0 ? 2.5 : 1);
            if (isLumpy)
                return random.NextUniform() < 0.2 ? Math.Ceiling(-5 * mean * Math.Log(random.NextUniform())) : 0;
            var rate = mean * Math.Exp(0.3 * Normal(ref random));
            return rate > 50 ? Math.Max(0, Math.Round(rate + Math.Sqrt(rate) * Normal(ref random))) : Poisson(ref random, rate);
        }

        public void Sell(ref SplitMix64 random, DateOnly monday)
        {
            var nextMonday = monday.AddDays(7);
            OnHand += Arriving.Where(a => a.Day < nextMonday).Sum(a => a.Units);
            Arriving.RemoveAll(a => a.Day < nextMonday);
            var sold = Math.Min(OnHand, Demand(ref random, (monday.DayNumber - FirstMonday.DayNumber) / 7));
            OnHand -= sold;
            Sold.Add(sold);
        }

        private static double Poisson(ref SplitMix64 random, double rate)
        {
            var (limit, product, count) = (Math.Exp(-rate), random.NextUniform(), 0);
            while (product > limit)
            {
                product *= random.NextUniform();
                count++;
            }

            return count;
        }

        private static double Normal(ref SplitMix64 random) =>
            NormalDistribution.Quantile(Math.Clamp(random.NextUniform(), 1e-12, 1 - 1e-12));
    }
}
