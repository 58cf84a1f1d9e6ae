using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.LeadTimes;

[TestFixture]
public sealed class LeadTimeLearningTests
{
    private static readonly DateOnly AsOf = Deliveries.AsOf;

    [Test]
    public void Find_OrdersOfOneLane_GivesMeanDeviationAndSaysSo()
    {
        var learned = new Deliveries().Took("S1", "NORTH", "A", [8, 9, 10, 11, 7], promised: 7).Learn().Find("S1", Deliveries.Key())!;
        Assert.That((learned.LeadTime.MeanDays, learned.LeadTime.StandardDeviationDays * learned.LeadTime.StandardDeviationDays), Is.EqualTo((9.0, 2.5)).Within(1e-12));
        Assert.That(learned.Words, Is.EqualTo("receipts: 5 orders of S1 to NORTH; promised 7 days"));
    }

    [Test]
    public void Find_FewerThanFiveOrders_LearnsNothing()
    {
        var learning = new Deliveries().Took("S1", "NORTH", "A", [8, 9, 10, 11]).Took("S2", "NORTH", "A", [8, 9, 10, 11, 12]).Learn();
        Assert.That(learning.Find("S1", Deliveries.Key()), Is.Null);
        Assert.That(learning.Find("S2", Deliveries.Key()), Is.Not.Null);
        Assert.That(learning.Find("", Deliveries.Key()), Is.Null);
    }

    [Test]
    public void Find_PartialDeliveriesOfAnOrder_AreOneOrderThatIsThereWithNineTenths()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 10, 10]);
        var ordered = AsOf.AddDays(-300);
        deliveries
            .Came("P", "S1", Deliveries.Key(), 60, ordered, ordered.AddDays(10))
            .Came("P", "S1", Deliveries.Key(), 30, ordered, ordered.AddDays(20))
            .Came("P", "S1", Deliveries.Key(), 9, ordered, ordered.AddDays(110))
            .Came("P", "S1", Deliveries.Key(), 1, null, ordered.AddDays(150));
        var learned = deliveries.Learn().Find("S1", Deliveries.Key())!;
        Assert.That(learned.LeadTime.MeanDays, Is.EqualTo((4 * 10 + 20) / 5.0).Within(1e-9), "90 of 100 were there after 20 days; stray pieces months later do not count");
        Assert.That(learned.Levels.Single().Orders, Is.EqualTo(5), "orders, not rows");
    }

    [Test]
    public void Find_RestStillOnOrder_IsNotThereYet()
    {
        // 60 came after 5 days, 40 of the same order are awaited for 12.
        var ordered = AsOf.AddDays(-12);
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 10, 10, 14])
            .Came("P", "S1", Deliveries.Key(), 60, ordered, ordered.AddDays(5));
        var alone = deliveries.Learn().Find("S1", Deliveries.Key())!;
        Assert.That(alone.LeadTime.MeanDays, Is.EqualTo((4 * 10 + 14 + 5) / 6.0).Within(1e-9), "for all that receipts say, the 60 are the order");
        var known = deliveries.Awaits("P", "S1", Deliveries.Key(), 40, ordered, AsOf).Learn().Find("S1", Deliveries.Key())!;
        Assert.That(known.Levels.Single().Orders, Is.EqualTo(5));
        Assert.That(known.LeadTime.MeanDays, Is.EqualTo((4 * 10 + 2 * 14) / 6.0).Within(1e-9), "longer than 12 days, as the one of 14");
    }

    [Test]
    public void Find_OrderLostForHalfAYear_CountsAsThreeMedians()
    {
        var learned = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 180, 10, 10], lastWeeksAgo: 40).Learn().Find("S1", Deliveries.Key())!;
        Assert.That(learned.LeadTime.MeanDays, Is.EqualTo((4 * 10 + 30) / 5.0).Within(1e-9));
    }

    [Test]
    public void Find_LongWaitsThatComeBack_AreBelieved()
    {
        var learned = new Deliveries().Took("S1", "NORTH", "A", [2, 2, 14, 2, 14, 2, 2, 14]).Learn().Find("S1", Deliveries.Key())!;
        Assert.That(learned.LeadTime.MeanDays, Is.EqualTo((5 * 2 + 3 * 14) / 8.0).Within(1e-9), "three of eight are no accident");
    }

    [Test]
    public void Find_LongOrder_CountsOnceHoweverManyLinesItHas()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 10, 10, 10]);
        var ordered = AsOf.AddDays(-400);
        for (var i = 0; i < 30; i++)
            deliveries.Came("BIG", "S1", Deliveries.Key($"L{i}"), 5, ordered, ordered.AddDays(16));
        var learned = deliveries.Learn().Find("S1", Deliveries.Key("not in any order"))!;
        Assert.That(learned.LeadTime.MeanDays, Is.EqualTo(11).Within(1e-9), "one lorry of six");
        Assert.That(learned.Levels.Single().Orders, Is.EqualTo(6));
    }

    [Test]
    public void Find_LaneThatDiffers_IsBelievedAndThinOnesLean()
    {
        var learning = new Deliveries()
            .Took("S1", "NORTH", "A", [.. Enumerable.Range(0, 30).Select(i => 9 + i % 3)])
            .Took("S1", "SOUTH", "A", [.. Enumerable.Range(0, 30).Select(i => 19 + i % 3)])
            .Took("S1", "WEST", "A", [19, 20, 21])
            .Learn();
        var (north, south, west, elsewhere) = (Mean("NORTH"), Mean("SOUTH"), Mean("WEST"), Mean("EAST"));
        Assert.That(north, Is.EqualTo(10).Within(0.2), "thirty orders speak for themselves");
        Assert.That(south, Is.EqualTo(20).Within(0.2));
        Assert.That(west, Is.LessThan(20).And.GreaterThan(elsewhere), "three orders lean on all others");
        Assert.That(elsewhere, Is.EqualTo((30 * 10 + 33 * 20) / 63.0).Within(1e-9), "no order yet: as the supplier elsewhere");
        var words = learning.Find("S1", Deliveries.Key("A", "WEST"))!.Words;
        Assert.That(words, Does.Match("^receipts: \\d+ % from 3 orders of S1 to WEST, \\d+ % from 63 of S1$"));

        double Mean(string place) => learning.Find("S1", Deliveries.Key("A", place))!.LeadTime.MeanDays;
    }

    [Test]
    public void Find_ProductMadeToOrder_HasItsOwnLeadTime()
    {
        var learning = new Deliveries()
            .Took("S1", "NORTH", "A", [.. Enumerable.Range(0, 20).Select(i => 6 + i % 3)])
            .Took("S1", "NORTH", "B", [.. Enumerable.Range(0, 20).Select(i => 6 + i % 3)])
            .Took("S1", "NORTH", "MADE", [60, 61, 59, 60, 60, 61])
            .Learn();
        Assert.That(learning.Find("S1", Deliveries.Key("MADE"))!.LeadTime.MeanDays, Is.EqualTo(60).Within(3), "not cut to three medians of the others");
        Assert.That(learning.Find("S1", Deliveries.Key("A"))!.LeadTime.MeanDays, Is.EqualTo(7).Within(1));
        Assert.That(learning.Find("S1", Deliveries.Key("MADE"))!.Words, Does.Contain("6 orders of MADE from S1 to NORTH"));
    }

    [Test]
    public void Find_ClosedDays_AreNoPartOfTheLeadTime()
    {
        // Ten days each, but the last ordered spans a fortnight of holidays that the plan adds by itself.
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 10, 10, 24], lastWeeksAgo: 10);
        var ordered = AsOf.AddDays(-70);
        Assert.That(Mean(), Is.EqualTo(12.8).Within(1e-9));
        deliveries.Closes("S1", ordered.AddDays(4), ordered.AddDays(17));
        Assert.That(Mean(), Is.EqualTo(10));

        double Mean() => deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime.MeanDays;
    }

    [Test]
    public void Find_ReceiptsWithoutSupplier_AreOfWhoSuppliesThePlace()
    {
        var deliveries = new Deliveries { SenderOf = key => key.Location.Code == "STORE" ? "HUB" : "" }
            .Took("", "STORE", "A", [2, 2, 2, 3, 3]).Took("", "NORTH", "A", [9, 9, 9, 9, 9]);
        Assert.That(deliveries.Learn().Find("HUB", Deliveries.Key("A", "STORE"))!.LeadTime.MeanDays, Is.EqualTo(2.4).Within(1e-9));
        Assert.That(deliveries.Learn().Find("", Deliveries.Key()), Is.Null, "nobody is known to send there");
    }

    [Test]
    public void Find_WhatComesAfterThePlan_WasStillAwaited()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 12, 14, 10, 12, 14]);
        var before = deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime;
        var ordered = AsOf.AddDays(-4);
        deliveries.Came("LATER", "S1", Deliveries.Key(), 5, ordered, AsOf).Came("NOT YET", "S1", Deliveries.Key(), 5, AsOf, AsOf.AddDays(1));
        Assert.That(deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime, Is.EqualTo(before), "four days of waiting say nothing about ten");
        Assert.That(
            deliveries.Learn(AsOf.AddDays(1)).Find("S1", Deliveries.Key())!.LeadTime.MeanDays, Is.EqualTo((72 + 4) / 7.0).Within(1e-9),
            "the morning after, it has come");
    }

    [Test]
    public void Find_OrdersAwaitedForLong_MakeTheLeadTimeLonger()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 10, 10, 12, 12]);
        var before = deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime.MeanDays;
        deliveries.Awaits("O1", "S1", Deliveries.Key(), 5, AsOf.AddDays(-11), AsOf);
        var one = deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime.MeanDays;
        Assert.That(one, Is.GreaterThan(before), "it takes longer than eleven days, as two of seven");
        Assert.That(one, Is.EqualTo(10 * 4 / 7.0 + 12 * 3 / 7.0).Within(1e-9));
        deliveries.Awaits("O2", "S1", Deliveries.Key(), 5, AsOf.AddDays(-20), AsOf);
        Assert.That(deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime.MeanDays, Is.GreaterThan(one));
    }

    [Test]
    public void Find_EntryThatNobodyClosed_IsNoEvidence()
    {
        var deliveries = new Deliveries().Took("S1", "NORTH", "A", [10, 10, 11, 10, 12, 10]);
        var before = deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime;
        deliveries.Awaits("FORGOTTEN", "S1", Deliveries.Key(), 5, AsOf.AddDays(-500), AsOf.AddDays(-490));
        Assert.That(deliveries.Learn().Find("S1", Deliveries.Key())!.LeadTime, Is.EqualTo(before));
    }

    [Test]
    public void Find_SupplierThatHasBecomeSlow_BelievesOrdersSinceThen()
    {
        int[] slow = [.. Enumerable.Range(0, 10).Select(i => 20 + i % 3)];
        int[] quick = [.. Enumerable.Range(0, 90).Select(i => 8 + i % 3)];
        var learned = new Deliveries().Took("S1", "NORTH", "A", quick, 14).Took("S1", "NORTH", "A", slow, 3).Learn().Find("S1", Deliveries.Key())!;
        Assert.That(learned.LeadTime.MeanDays, Is.EqualTo(20.9).Within(0.2), "not the 10.2 of all hundred");
        Assert.That(learned.Words, Is.EqualTo("receipts: 10 orders of S1 to NORTH since 2025-12-01"));
    }

    [Test]
    public void Find_RowsInAnyOrder_LearnsTheSameBits()
    {
        var random = new Random(7);
        var deliveries = new Deliveries();
        foreach (var (supplier, place, sku) in new[] { ("S1", "NORTH", "A"), ("S1", "NORTH", "B"), ("S1", "SOUTH", "A"), ("S2", "NORTH", "C") })
            deliveries.Took(supplier, place, sku, [.. Enumerable.Range(0, 40).Select(_ => 5 + random.Next(12))], random.Next(3, 9), promised: 9);
        for (var i = 0; i < 60; i++)
        {
            var ordered = AsOf.AddDays(-random.Next(10, 400));
            deliveries.Came($"M{i / 4}", "S1", Deliveries.Key($"M{i % 7}"), random.Next(1, 9), i % 5 == 0 ? null : ordered, ordered.AddDays(random.Next(3, 30)), ordered.AddDays(8));
            deliveries.Awaits($"O{i / 3}", "S1", Deliveries.Key($"M{i % 7}"), 3, AsOf.AddDays(-random.Next(1, 25)), AsOf.AddDays(random.Next(-9, 9)));
        }

        var expected = Everything(deliveries.Learn());
        for (var shuffle = 0; shuffle < 5; shuffle++)
        {
            var (came, awaited) = (deliveries.Receipts.ToArray(), deliveries.Open.ToArray());
            random.Shuffle(came);
            random.Shuffle(awaited);
            Assert.That(Everything(deliveries.Learn(came, awaited)), Is.EqualTo(expected));
        }

        static List<string> Everything(LeadTimeLearning learning) =>
        [
            .. from sender in new[] { "S1", "S2" }
               from place in new[] { "NORTH", "SOUTH", "EAST" }
               from sku in new[] { "A", "B", "C", "M1", "M2" }
               let key = Deliveries.Key(sku, place)
               select FormattableString.Invariant($"{learning.Find(sender, key)?.LeadTime.MeanDays:R} {learning.Find(sender, key)?.LeadTime.StandardDeviationDays:R} ")
                   + FormattableString.Invariant($"{learning.Find(sender, key)?.Words} {learning.Promises.Find(sender, key.Location)?.Distribution.MeanDays:R}"),
        ];
    }

    [Test]
    public void Find_RandomFirms_StaysWithinWhatWasSeen([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var deliveries = new Deliveries();
        var all = new List<int>();
        foreach (var place in new[] { "NORTH", "SOUTH", "WEST" })
        {
            int[] days = [.. Enumerable.Range(0, random.Next(2, 40)).Select(_ => 3 + random.Next(20))];
            all.AddRange(days);
            deliveries.Took("S1", place, $"P{random.Next(3)}", days, random.Next(4, 60));
        }

        foreach (var place in new[] { "NORTH", "SOUTH", "WEST", "EAST" })
        {
            var learned = deliveries.Learn().Find("S1", Deliveries.Key("P1", place))!;
            Assert.That(learned.LeadTime.MeanDays, Is.InRange(all.Min(), all.Max()));
            Assert.That(learned.LeadTime.StandardDeviationDays, Is.InRange(0, 20));
            Assert.That(learned.Levels.Sum(l => l.Share), Is.EqualTo(1).Within(1e-9));
            Assert.That(learned.Distribution.ShareUntil(all.Max()), Is.EqualTo(1).Within(1e-9));
        }
    }
}
