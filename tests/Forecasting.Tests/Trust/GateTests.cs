using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

[TestFixture]
public sealed class GateTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);

    [Test]
    public void Inspect_FreshFeedOfUsualSize_FindsNothing() => Assert.That(Inspect(Daily(0)), Is.Empty);

    [TestCase(1, GateLevel.Warning, "The newest rows of sales are of 2026-02-28: 1 day is missing before the plan of 2026-03-02. Send what is missing.")]
    [TestCase(2, GateLevel.Block, "The newest rows of sales are of 2026-02-27: 2 × day are missing before the plan of 2026-03-02. Send what is missing.")]
    public void Inspect_DailySalesThatAreLate_WarnsAfterOneDayAndBlocksAfterTwo(int late, GateLevel level, string text) =>
        Assert.That(Inspect(Daily(late)), Is.EqualTo(new[] { new GateFinding("sales", "freshness", level, text) }));

    [Test]
    public void Inspect_LateSalesOfAFirstRun_OnlyWarns() =>
        Assert.That(Inspect(Daily(5), hasPublishedBefore: false).Select(f => f.Level), Is.All.EqualTo(GateLevel.Warning));

    [Test]
    public void Inspect_ShopThatClosesOnSundays_IsNotLateOnMonday()
    {
        var days = Days(120).Where(d => d.Key.DayOfWeek != DayOfWeek.Sunday);
        Assert.That(new FeedRhythm("sales", days, AsOf, false).Days[^1].DayOfWeek, Is.EqualTo(DayOfWeek.Saturday));
        Assert.That(Inspect(days), Is.Empty);
    }

    [TestCase(7, 0)]
    [TestCase(10, 0)]
    [TestCase(14, 1)]
    [TestCase(21, 2)]
    public void MissingSteps_WeeklyFeed_CountsWholeWeeks(int newestDaysAgo, int missing)
    {
        var days = Enumerable.Range(0, 30).Select(w => KeyValuePair.Create(AsOf.AddDays(-newestDaysAgo - 7 * w), 100L));
        Assert.That(new FeedRhythm("sales", days, AsOf, false).MissingSteps(AsOf), Is.EqualTo(missing));
    }

    [Test]
    public void MissingSteps_MonthlyFeed_CountsWholeMonths()
    {
        var days = Enumerable.Range(1, 24).Select(m => KeyValuePair.Create(new DateOnly(2026, 3, 1).AddMonths(-m), 100L)).ToList();
        Assert.That(new FeedRhythm("sales", days, AsOf, false).MissingSteps(AsOf), Is.Zero);
        Assert.That(new FeedRhythm("sales", days.Skip(1), AsOf, false).MissingSteps(AsOf), Is.EqualTo(1));
    }

    [Test]
    public void Inspect_HalfADay_WarnsAndAThirdBlocks()
    {
        Assert.That(Inspect(Daily(0, newest: 55)), Is.EqualTo(new[]
        {
            new GateFinding("sales", "volume", GateLevel.Warning,
                "sales has 55 rows for Sunday, 2026-03-01, against 100 as the median of the same weekday of the 8 weeks before (-45 %). Check whether the file is whole, or sent twice."),
        }));
        Assert.That(Inspect(Daily(0, newest: 30)).Single().Level, Is.EqualTo(GateLevel.Block));
        Assert.That(Inspect(Daily(0, newest: 200)).Single().Level, Is.EqualTo(GateLevel.Block), "a file sent twice");
    }

    [Test]
    public void Inspect_SmallOrRestlessFeeds_DoNotCryWolf()
    {
        Assert.That(Inspect(Days(120).Select(d => KeyValuePair.Create(d.Key, d.Key == AsOf.AddDays(-1) ? 2L : 9L))), Is.Empty, "nine rows a day prove nothing");
        Assert.That(
            Inspect(Days(120).Select((d, i) => KeyValuePair.Create(d.Key, d.Key == AsOf.AddDays(-1) ? 60L : 60L + 20 * (d.Key.DayNumber / 7 % 7)))).Where(f => f.Level == GateLevel.Block),
            Is.Empty, "a feed that often swings");
    }

    [Test]
    public void Inspect_PlaceThatAlwaysSendsAndDidNot_IsNamed()
    {
        var rhythm = new FeedRhythm("sales", Daily(0), AsOf, false);
        var places = new Dictionary<Location, IReadOnlyDictionary<DateOnly, long>>
        {
            [new Location("LEEDS")] = Days(63).ToDictionary(d => d.Key, _ => 50L),
            [new Location("YORK")] = Days(63).Where(d => d.Key < AsOf.AddDays(-7)).ToDictionary(d => d.Key, _ => 50L),
        };
        var facts = Facts(rhythm) with { Places = new Dictionary<string, IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>>> { ["sales"] = places } };
        Assert.That(Gate.Inspect(facts, new GateSettings()), Is.EqualTo(new[]
        {
            new GateFinding("sales", "volume", GateLevel.Warning, "1 of 2 places that always send sales sent none from 2026-02-23 to 2026-03-01: YORK."),
        }));
    }

    [Test]
    public void Inspect_NewestQuantitiesOfAnotherShape_Warns()
    {
        var rhythm = new FeedRhythm("sales", Daily(0), AsOf, false);
        var usual = Days(63).SelectMany(d => new[] { new QuantityBin(d.Key, 1, 60, 0), new QuantityBin(d.Key, 2, 40, 0) }).ToList();
        Assert.That(Gate.Inspect(Facts(rhythm) with { SalesSizes = [.. usual] }, new GateSettings()), Is.Empty);
        var dozens = usual.Select(b => b.Day < AsOf.AddDays(-7) ? b : b with { Bin = b.Bin + 3, Fractions = 5 });
        Assert.That(Gate.Inspect(Facts(rhythm) with { SalesSizes = [.. dozens] }, new GateSettings()).Select(f => f.Text), Is.EqualTo(new[]
        {
            "10 % of the newest rows of sales (2026-02-23 to 2026-03-01) have quantities with decimals; before there were none. Check the unit and the decimal mark.",
            "The quantities of the newest rows of sales (2026-02-23 to 2026-03-01) are not shaped as before (stability index 15.20, usually 0.00): 60 % are 8 to 15, before 0 %. Check the unit.",
        }));
    }

    [Test]
    public void Inspect_ABrokenSum_BlocksAndNoSettingLetsItThrough()
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with { Imports = [Import("sales", 1000, 10) with { RowsLoaded = 989 }] };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Single(f => f.Level == GateLevel.Block).Text, Is.EqualTo(
            "sales.csv: 1000 rows (0 units) read are not 989 loaded + 10 set aside + 0 repeated (0 + 0 + 0 units). This is a fault of the program: report it."));
        Assert.That(new GateSettings { Levels = Level("sales", "conservation", GateAction.Warn) }.Validate(), Is.EqualTo(new[]
        {
            "gate.levels.sales.conservation is no check; those of sales are quarantine, refused, freshness, volume, distribution, future, codes, unit.",
        }));
    }

    [TestCase(4, null)]
    [TestCase(6, GateLevel.Warning)]
    [TestCase(60, GateLevel.Block)]
    public void Inspect_RowsSetAside_WarnsAboveHalfAPercentAndBlocksAboveTheSetting(int setAside, GateLevel? level)
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with { Imports = [Import("sales", 1000, setAside)] };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Select(f => (GateLevel?)f.Level).FirstOrDefault(), Is.EqualTo(level));
        Assert.That(Gate.Inspect(facts, new GateSettings { MaximumQuarantinedShare = 1 }).Select(f => f.Level), Has.None.EqualTo(GateLevel.Block));
    }

    [Test]
    public void Inspect_RowsSetAside_AreCountedByFeedAndInAll()
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with { Imports = [Import("sales", 1000, 60), Import("items", 1000, 100)] };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Select(f => (f.Level, f.Text)), Is.EqualTo(new[]
        {
            (GateLevel.Block, "160 of 2000 rows of all files (8.0 %) were set aside: a plan from the rest would not be this firm's plan."),
            (GateLevel.Block, "60 of 1000 rows of sales (6.0 %) were set aside (Data quality)."),
            (GateLevel.Warning, "100 of 1000 rows of items (10.0 %) were set aside (Data quality)."),
        }));
    }

    [Test]
    public void Inspect_OldSnapshotOfNoRhythm_Warns()
    {
        var stock = new FeedRhythm("stock", [KeyValuePair.Create(AsOf.AddDays(-20), 100L)], AsOf, true);
        Assert.That(Gate.Inspect(Facts(stock), new GateSettings()).Single().Text, Is.EqualTo(
            "The newest rows of stock are of 2026-02-10, 20 days before the plan of 2026-03-02. Send a newer file."));
    }

    [Test]
    public void Inspect_RowsAfterThePlan_AreNoted() => Assert.That(
        Inspect(Daily(0).Append(KeyValuePair.Create(AsOf, 7L))).Single(),
        Is.EqualTo(new GateFinding("sales", "future", GateLevel.Note,
            "7 rows of sales are dated after what is known on the morning of 2026-03-02 and were not used.")));

    [Test]
    public void Inspect_FileRefused_IsToldWithItsReason()
    {
        var refused = Import("items", 0, 0) with { RejectedReason = "The file is empty: it has not even a header. Export it again." };
        Assert.That(Gate.Inspect(Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with { Imports = [refused] }, new GateSettings()).Single(), Is.EqualTo(
            new GateFinding("items", "refused", GateLevel.Warning, "items.csv was refused: The file is empty: it has not even a header. Export it again.")));
    }

    [TestCase("sales", true, GateLevel.Block)]
    [TestCase("stock", true, GateLevel.Block)]
    [TestCase("open_orders", true, GateLevel.Block)]
    [TestCase("open_orders", false, GateLevel.Warning)]
    [TestCase("suppliers", true, GateLevel.Warning)]
    public void Inspect_FileRefused_BlocksWhatIsCountedOnceAPlanIsOut(string feed, bool hasPublishedBefore, GateLevel level)
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with
        {
            HasPublishedBefore = hasPublishedBefore,
            Imports = [Import(feed, 0, 0) with { RejectedReason = "It has no header." }],
        };
        var found = Gate.Inspect(facts, new GateSettings());
        Assert.That(found.Single().Level, Is.EqualTo(level));
        if (level == GateLevel.Block)
            Assert.That(Gate.Refusal(found), Does.EndWith(".refused to warn."));
    }

    [Test]
    public void Inspect_UnitsSetAside_WarnAboveTwoPercent()
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with
        {
            Imports = [Import("sales", 1000, 1) with { QuantityRead = 1000, QuantityLoaded = 970, QuantityQuarantined = 30 }],
        };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Single().Text, Is.EqualTo("30 of 1000 units of sales (3.0 %) were set aside with their rows (Data quality)."));
    }

    [Test]
    public void Refusal_NamesEveryFindingAndTheWayThrough()
    {
        var findings = Gate.Ordered(
        [
            new GateFinding("open_orders", "codes", GateLevel.Warning, "Codes."),
            new GateFinding("sales", "freshness", GateLevel.Block, "Late."),
            new GateFinding("sales", "quarantine", GateLevel.Block, "Bad."),
        ], new GateSettings());
        Assert.That(Gate.Refusal(findings), Is.EqualTo(
            """
            The gate holds this run. Nothing was published.
            blocks: Late. To publish all the same, set gate.levels.sales.freshness to warn.
            blocks: Bad. To publish all the same, set gate.maximumQuarantinedShare higher.
            warns: Codes.
            """));
        Assert.That(Gate.Refusal(findings.RemoveAll(f => f.Level == GateLevel.Block)), Is.Null);
    }

    [Test]
    public void Ordered_Levels_AreTheFirmsOwn()
    {
        GateFinding[] findings = [new("open_orders", "codes", GateLevel.Warning, "Codes."), new("sales", "freshness", GateLevel.Block, "Late.")];
        Assert.That(Levels(Level("sales", "freshness", GateAction.Warn)), Is.EqualTo(new[] { GateLevel.Warning, GateLevel.Warning }));
        Assert.That(Levels(Level("OPENORDERS", "Codes", GateAction.Block)), Is.EqualTo(new[] { GateLevel.Block, GateLevel.Block }));
        Assert.That(Levels(Level("sales", "freshness", GateAction.Off)), Is.EqualTo(new[] { GateLevel.Warning }));

        IEnumerable<GateLevel> Levels(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>> levels) =>
            Gate.Ordered(findings, new GateSettings { Levels = levels }).Select(f => f.Level);
    }

    [Test]
    public void Inspect_MasterDataThatContradict_AreNamed()
    {
        var facts = Facts(new FeedRhythm("sales", Daily(0), AsOf, false)) with
        {
            Items = [new Item(new Sku("A")) { Gtin = "4006381333932" }, new Item(new Sku("B")) { Gtin = "4006381333931" }],
            Suppliers = [new Supplier("S1") { Currency = "EUR" }, new Supplier("S2") { Currency = "USD" }],
            UnknownCodes = [UnknownCodes.Of("sales", "products", ["B", "Z", "C", "Z"], new HashSet<string> { "B" }, "items")],
            NegativeStock = 3,
        };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Select(f => f.Text), Is.EqualTo(new[]
        {
            "1 GTIN has the wrong length or check digit: 4006381333932 of A.",
            "sales names 2 products that items does not have: C, Z.",
            "3 stock counts are below zero; they are planned as zero.",
            "Suppliers are paid in EUR, USD, and gate.rates has no rate for EUR, USD: amounts in these are not added to others, and their items have no value to be classed by.",
        }));
        var rates = ImmutableSortedDictionary<string, decimal>.Empty.Add("eur", 1).Add("USD", 0.92m);
        Assert.That(Gate.Inspect(facts, new GateSettings { Rates = rates }).Select(f => f.Feed), Has.None.EqualTo("suppliers"));
    }

    [Test]
    public void Inspect_AFewRowsLongAfterAllOthers_AreTold()
    {
        var days = Daily(0).Append(KeyValuePair.Create(new DateOnly(2062, 1, 1), 1L));
        var asOf = new DateOnly(2062, 1, 2);
        var facts = Facts(new FeedRhythm("sales", days, asOf, false)) with { AsOf = asOf, HasPublishedBefore = false };
        Assert.That(Gate.Inspect(facts, new GateSettings()).Single(f => f.Check == "future").Text, Is.EqualTo(
            "1 of 12001 rows of sales are dated 2062-01-01 or later, long after the others, which end on 2026-03-01. If the dates are wrong, mend them or give --as-of."));
    }

    private static ImmutableArray<GateFinding> Inspect(IEnumerable<KeyValuePair<DateOnly, long>> days, bool hasPublishedBefore = true) =>
        Gate.Inspect(Facts(new FeedRhythm("sales", days, AsOf, false)) with { HasPublishedBefore = hasPublishedBefore }, new GateSettings());

    private static FeedFacts Facts(FeedRhythm rhythm) => new() { AsOf = AsOf, HasPublishedBefore = true, Imports = [], Rhythms = [rhythm] };

    private static IEnumerable<KeyValuePair<DateOnly, long>> Days(int count, int late = 0) =>
        Enumerable.Range(1 + late, count).Select(d => KeyValuePair.Create(AsOf.AddDays(-d), 100L));

    private static IEnumerable<KeyValuePair<DateOnly, long>> Daily(int late, long newest = 100) =>
        Days(120, late).Select((d, i) => i == 0 ? KeyValuePair.Create(d.Key, newest) : d);

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>> Level(string feed, string check, GateAction action) =>
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>>.Empty
            .Add(feed, ImmutableSortedDictionary<string, GateAction>.Empty.Add(check, action));

    private static ImportReport Import(string feed, long read, long setAside) =>
        new($"{feed}.csv", feed, "", 1, "", read, read - setAside, setAside, 0, "", []);
}
