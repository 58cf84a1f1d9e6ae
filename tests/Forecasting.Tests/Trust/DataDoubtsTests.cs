using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

[TestFixture]
public sealed class DataDoubtsTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly SkuLocation Key = new(new Sku("A-7"), new Location("LEEDS"));

    [Test]
    public void Find_OrdinarySales_DoubtsNothing() => Assert.That(Find(Evidence(Usual(40))), Is.Empty);

    [Test]
    public void Find_LastWeeksInDozens_IsGradeD() => Assert.That(
        Find(Evidence([.. Usual(40)[..^3], 0, 144, 156])),
        Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.D, "unit", "Sales of the last 2 weeks are 12.5 times what they were (150 against 12 a week): pieces and dozens (× 12) may be mixed up. Check the unit of the sales feed."),
        }));

    [Test]
    public void Find_PromotionOnRecord_IsNoJump()
    {
        var evidence = Evidence([.. Usual(40)[..^2], 120, 132]);
        var series = evidence.Series[0] with { Promotions = [.. Enumerable.Range(0, 40).Select(i => i >= 38)] };
        Assert.That(Find(evidence with { Series = [series] }), Is.Empty);
    }

    [Test]
    public void Find_WhatCameLastSeason_IsNoJump()
    {
        double[] year = [.. Usual(46), 130, 140, 150, 135, 125, 140];
        Assert.That(Find(Evidence([.. year, .. year])), Is.Empty);
        Assert.That(Find(Evidence([.. Usual(52), .. year])).Select(r => r.Grade), Is.EqualTo(new[] { TrustGrade.D }), "so the check can fail");
    }

    [Test]
    public void Find_StockThatIsATwelfthOrTwelveTimes_IsGradeD()
    {
        Assert.That(Find(Stock(40, 30, 52, 41, 33, 50, 39, 480)), Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.D, "unit stock",
                "The stock count of 2026-03-01 is 480 where about 27 should be (39 counted on 2026-02-22, never more than 52): a decimal place may be mixed up. Check its unit."),
        }));
        Assert.That(Find(Stock(40, 30, 52, 41, 33, 50, 39, 30)), Is.Empty);
        Assert.That(Find(Stock(40, 30, 52, 41, 33, 50, 39, 60)), Is.Empty, "a delivery");
        Assert.That(Find(Stock(40, 30, 52, 41, 33, 50, 39, 100_000)).Single().Text, Is.EqualTo(
            "Stock rose from 39 to 100000 on 2026-03-01: 159 years of demand. Check the count and its unit."));
    }

    [Test]
    public void Find_StockWithDecimalsAmongWholeNumbers_IsGradeD() => Assert.That(
        Find(Stock(40, 30, 52, 41, 33, 50, 39, 30, 40, 31, 50, 44, 99.06)).Single().Text,
        Is.EqualTo("The stock count of 2026-03-01 is 99.06, and the 12 counts before are whole numbers. Check its unit."));

    [Test]
    public void Find_SalesRowOfTwelveTimesTheUsual_IsGradeC() => Assert.That(
        Find(Evidence(Usual(40)) with { Rows = new Dictionary<SkuLocation, RowSizes> { [Key] = new(24, AsOf.AddDays(-5), 4, 2, 300) } }),
        Is.EqualTo(new[]
        {
            new TrustReason(TrustGrade.C, "unit row",
                "One sales row of 2026-02-25 has 24 units, 12 times the usual row of 2; the next largest has 4. Check its unit: a decimal place may be mixed up."),
        }));

    [Test]
    public void Find_PriceOfItemsAndOfSales_MustAgree()
    {
        var evidence = Evidence(Usual(40)) with { Items = [new Item(Key.Sku) { Planning = new PlanningColumns { UnitPrice = 500 } }] };
        Assert.That(
            Find(evidence with { Prices = new Dictionary<Sku, PricesSeen> { [Key.Sku] = new(4.9, 10, 5, 100, 4, 5) } }).Single(),
            Is.EqualTo(new TrustReason(TrustGrade.C, "unit price",
                "Its unit price is 500, and sales rows of the last weeks say 4.9 (perhaps two decimal places). Check the price and its currency.")));
        Assert.That(Find(evidence with { Prices = new Dictionary<Sku, PricesSeen> { [Key.Sku] = new(450, 10, 480, 100, 400, 500) } }), Is.Empty);
    }

    [Test]
    public void Find_PriceOfSalesThatChanges_IsGradeC() => Assert.That(
        Find(Evidence(Usual(40)) with { Prices = new Dictionary<Sku, PricesSeen> { [Key.Sku] = new(60, 10, 5, 100, 4, 6) } }).Single(),
        Is.EqualTo(new TrustReason(TrustGrade.C, "unit price",
            "Sales rows of the last weeks have a unit price of 60, those before 5 (perhaps pieces and dozens). Check the unit and the currency.")));

    [Test]
    public void Find_MarginUnlikeThatOfOtherItems_IsGradeC() => Assert.That(
        Find(Evidence(Usual(40)) with { Items = [Priced(Key.Sku.Code, 10, 2000), .. Enumerable.Range(0, 20).Select(i => Priced($"B{i}", 10, 20))] }).Single(),
        Is.EqualTo(new TrustReason(TrustGrade.C, "unit price",
            "Its unit price of 2000 is 200 times its unit cost of 10; for other items it is 2 (perhaps two decimal places). Check both, and their currency.")));

    [Test]
    public void Find_CostUnlikeThatOfOtherItems_IsGradeC() => Assert.That(
        Find(Evidence(Usual(40)) with { Items = [Priced(Key.Sku.Code, 1000, null), .. Enumerable.Range(0, 20).Select(i => Priced($"B{i}", 10, null))] }).Single(),
        Is.EqualTo(new TrustReason(TrustGrade.C, "unit price",
            "Its unit cost of 1000 is far from that of other items of its kind (10 in the middle). Check the cost, its unit and its currency.")));

    [Test]
    public void Find_WrongGtin_IsGradeB() => Assert.That(
        Find(Evidence(Usual(40)) with { Items = [new Item(Key.Sku) { Gtin = "4006381333932" }] }).Single(),
        Is.EqualTo(new TrustReason(TrustGrade.B, "gtin", "Its GTIN 4006381333932 has the wrong length or check digit.")));

    [TestCase("unit", "sales", "1 SKU-location sells in what looks like another unit than before (Data quality). The first is A-7 at LEEDS.")]
    [TestCase("unit row", "sales", "1 SKU-location has a single sales row that looks like another unit (Data quality). The first is A-7 at LEEDS.")]
    [TestCase("unit stock", "stock", "1 SKU-location has a stock count that looks like another unit (Data quality). The first is A-7 at LEEDS.")]
    [TestCase("unit price", "items", "1 SKU-location has a cost or price that does not fit the others (Data quality). The first is A-7 at LEEDS.")]
    [TestCase("unit pack", "items", "1 SKU-location has a pack size that deliveries do not fit (Data quality). The first is A-7 at LEEDS.")]
    public void Summarise_DoubtsOfARule_AreOneFindingOfItsFeed(string rule, string feed, string text)
    {
        var doubts = ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>>.Empty.Add(Key, [new TrustReason(TrustGrade.C, rule, "Why.")]);
        Assert.That(DataDoubts.Summarise(doubts), Is.EqualTo(new[] { new GateFinding(feed, "unit", GateLevel.Warning, text) }));
    }

    [Test]
    public void Find_PackSizeThatNoDeliveryFits_IsGradeC() => Assert.That(
        Find(Evidence(Usual(40)) with
        {
            Items = [new Item(Key.Sku) { Planning = new PlanningColumns { PackSize = 144 } }],
            Deliveries = new Dictionary<Sku, ImmutableArray<decimal>> { [Key.Sku] = [12, 24, 144, 36] },
        }).Single().Text,
        Is.EqualTo("Its pack size is 144, but 3 of 4 deliveries and orders are no whole packs. Check the pack size."));

    [Test]
    public void Find_ChecksThatAreOff_AreNotMade()
    {
        var off = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>>.Empty
            .Add("sales", ImmutableSortedDictionary<string, GateAction>.Empty.Add("unit", GateAction.Off));
        Assert.That(DataDoubts.Find(Evidence([.. Usual(40)[..^2], 144, 156]), new GateSettings { Levels = off }, new HashSet<string>()), Is.Empty);
    }

    [Test]
    public void Find_UnreadRowsStaleStockUnknownItem_AreTold()
    {
        var evidence = Stock(40, 30, 52, 41, 33, 50, 39, 30) with
        {
            AsOf = AsOf.AddDays(30),
            UnreadDays = new Dictionary<SkuLocation, (int, int)> { [Key] = (3, 10) },
        };
        Assert.That(DataDoubts.Find(evidence, new GateSettings(), new HashSet<string> { "A-7" })[Key].Select(r => (r.Grade, r.Text)), Is.EqualTo(new[]
        {
            (TrustGrade.D, "On 3 of its last 10 days with sales a row was set aside because its quantity cannot be read. Mend quarantine.csv."),
            (TrustGrade.C, "Its newest stock count is of 2026-03-01, 31 days before the plan."),
            (TrustGrade.C, "items does not have it: name, supplier, cost and pack are not known."),
        }));
    }

    private static ImmutableArray<TrustReason> Find(DataEvidence evidence) =>
        DataDoubts.Find(evidence, new GateSettings(), new HashSet<string>()).GetValueOrDefault(Key, []);

    private static Item Priced(string sku, decimal cost, decimal? price) =>
        new(new Sku(sku)) { Planning = new PlanningColumns { UnitCost = cost, UnitPrice = price } };

    private static double[] Usual(int weeks) => [.. Enumerable.Range(0, weeks).Select(w => 10.0 + w * 7 % 5)];

    private static DataEvidence Stock(params double[] counts) => Evidence(Usual(40)) with
    {
        Stock = new Dictionary<SkuLocation, ImmutableArray<StockCount>>
        {
            [Key] = [.. counts.Select((units, i) => new StockCount(AsOf.AddDays(-1 - 7 * (counts.Length - 1 - i)), units))],
        },
    };

    private static DataEvidence Evidence(double[] quantities) => new()
    {
        Series = [new DemandSeries(Key, TimeBucket.Week, AsOf.AddDays(-7 * quantities.Length), [.. quantities], [], [])],
        Terms = new SupplyTermsResolution(
            new Dictionary<Sku, Item>(), new Dictionary<SkuLocation, PlanningColumns>(), new Dictionary<Location, StockingPlace>(),
            new Dictionary<string, Supplier>(), new LeadTimeLearning([], AsOf), new InventorySettings()),
        AsOf = AsOf,
    };
}
