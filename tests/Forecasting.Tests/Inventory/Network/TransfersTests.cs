using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Statistics;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.Outlooks;

namespace Forecasting.Tests.Inventory.Network;

[TestFixture]
public sealed class TransfersTests
{
    private static readonly TransferSettings Settings = new();
    private static readonly TransferDays ThreeDays = (from, to) => from == to ? null : 3;

    // Level 160 and 140 for one more interval: 200 of 500 are spare. Y is out on day 4 and would get its order on day 7: 30 units for 2
    // each. 100 units need not be bought; three days on the way cost 3, the transfer 10.
    [Test]
    public void Propose_OverstockAndNeed_SendsInsteadOfBuying()
    {
        var transfer = Propose(ThreeDays, Steady("X", 500, 10), Steady("Y", 40, 10) with { OrderQuantity = 100 }).Single();
        Assert.That(transfer, Is.EqualTo(new Transfer(new Sku("A"), new Location("X"), new Location("Y"), 100, Monday.AddDays(3))
        {
            PurchaseAvoided = 100,
            ShortageAvoided = 60,
            Cost = 13,
            Reason = "X has 100 units more than it needs, and Y orders 100: nothing of it need be bought.",
        }));
        Assert.That(transfer.MoneySaved, Is.EqualTo(147));
    }

    [Test]
    public void Propose_LittleSpare_SendsWholePacksAndBuysTheRest()
    {
        var taker = Steady("Y", 40, 10) with { OrderQuantity = 96 };
        var transfer = Propose(ThreeDays, Steady("X", 365, 10), taker with { Terms = taker.Terms with { PackSize = 12 } }).Single();
        Assert.That(transfer.Units, Is.EqualTo(60));
        Assert.That(transfer.Reason, Is.EqualTo("X has 60 units more than it needs, and Y orders 96: 36 of it are still to be bought."));
    }

    // 65 are spare of 100 wanted: the supplier takes no order of less than 50.
    [Test]
    public void Propose_MinimumOrder_LeavesAnOrderThatTheSupplierAccepts()
    {
        var taker = Steady("Y", 40, 10) with { OrderQuantity = 100 };
        Assert.That(
            Propose(ThreeDays, Steady("X", 365, 10), taker with { Terms = taker.Terms with { Moq = 50 } }).Single().Units, Is.EqualTo(50));
    }

    // What comes on day 40 is stock on paper: the shelf would be empty on day 30.
    [Test]
    public void Propose_OverstockThatIsStillOnItsWay_IsNotSent() =>
        Assert.That(Propose(ThreeDays, Steady("X", 290, 10, (40, 500)), Steady("Y", 40, 10) with { OrderQuantity = 100 }), Is.Empty);

    [Test]
    public void Propose_WorthLessThanItsCost_IsNotSent() =>
        Assert.That(Propose(ThreeDays, Steady("X", 500, 10), Steady("Y", 140, 10) with { OrderQuantity = 10 }), Is.Empty);

    [Test]
    public void Propose_NoCostKnown_IsNotSent()
    {
        var taker = Steady("Y", 40, 10) with { OrderQuantity = 100, CostOfOneShort = null };
        Assert.That(Propose(ThreeDays, Steady("X", 500, 10), taker with { Terms = taker.Terms with { UnitCost = null } }), Is.Empty);
    }

    [Test]
    public void Propose_OrderFromTheGiverItself_IsThatTransferAlready()
    {
        var taker = Steady("Y", 40, 10) with { OrderQuantity = 100 };
        Assert.That(
            Propose(ThreeDays, Steady("X", 500, 10), taker with { Terms = taker.Terms with { SourceLocation = new Location("X") } }), Is.Empty);
    }

    // Both take ten days longer than the order; Z is as far as the order and loses nothing.
    [Test]
    public void Propose_TooFar_CountsTheShortageMeanwhile()
    {
        TransferDays days = (from, to) => from.Code == "Z" ? 7 : 12;
        var transfers = Propose(days, Steady("X", 500, 10), Steady("Y", 40, 10) with { OrderQuantity = 100 }, Steady("Z", 500, 10));
        Assert.That(transfers.Single().From.Code, Is.EqualTo("Z"));
        Assert.That(transfers.Single().ShortageAvoided, Is.Zero);
    }

    [Test]
    public void Ways_AlongSources_GoByWayOfTheSource()
    {
        var source = new Location("W");
        var places = new[] { ("A", 2.0, "W"), ("B", 2.5, "W"), ("C", 1.0, "V"), ("W", 9.0, "") }.ToDictionary(
            p => new Location(p.Item1),
            p => new StockingPlace(new Location(p.Item1))
            {
                TransferLeadTimeDays = p.Item2,
                SourceLocation = p.Item3.Length == 0 ? null : new Location(p.Item3),
            });
        var along = TransferWays.AlongSources(l => places[l], 4);
        var any = TransferWays.BetweenAny(l => places[l], 4);
        var (a, b, c) = (new Location("A"), new Location("B"), new Location("C"));
        Assert.That(new[] { along(source, a), along(b, source), along(a, b), along(a, c), along(a, a) }, Is.EqualTo(new int?[] { 2, 3, 5, null, null }));
        Assert.That(new[] { any(source, a), any(a, b), any(a, c), any(a, a) }, Is.EqualTo(new int?[] { 2, 5, 4, null }));
    }

    [Test]
    public void Propose_RandomNetworks_KeepsEveryPromise([Values] UnmetDemand unmet)
    {
        var random = new SplitMix64(31);
        var sent = 0;
        for (var round = 0; round < 100; round++)
        {
            var places = RandomPlaces(ref random, 2 + random.NextBelow(5), 40, 12);
            var transfers = Transfers.Propose(places, Days, unmet, Settings);
            Assert.That(Transfers.Propose(places.Reverse(), Days, unmet, Settings), Is.EqualTo(transfers), "whatever the order of the input");
            Assert.That(transfers.Select(t => (t.From, t.To)), Is.Unique);
            sent += transfers.Length;
            foreach (var place in places)
            {
                var given = transfers.Where(t => t.From == place.Key.Location).Sum(t => t.Units);
                var taken = transfers.Where(t => t.To == place.Key.Location).ToArray();
                Assert.That(taken.Sum(t => t.Units), Is.LessThanOrEqualTo(place.OrderQuantity));
                Assert.That(given, Is.LessThanOrEqualTo(place.Available));
                if (given > 0)
                {
                    Assert.That(place.OrderQuantity, Is.Zero);
                    Assert.That(place.Position.InventoryPosition - given, Is.GreaterThanOrEqualTo(place.OrderUpToLevel));
                }

                foreach (var transfer in taken)
                {
                    Assert.That(transfer.Units % place.Terms.PackSize, Is.Zero);
                    Assert.That(transfer.MoneySaved, Is.GreaterThan(0));
                }

                var rest = place.OrderQuantity - taken.Sum(t => t.Units);
                Assert.That(rest, Is.Zero.Or.GreaterThanOrEqualTo(place.Terms.Moq));
                Assert.That(
                    taken.Sum(t => t.MoneySaved),
                    Is.EqualTo(Worth(new TransferTaker(place, unmet), [.. taken.Select(t => (Days(t.From, t.To)!.Value, t.Units))])).Within(0.1m),
                    "the money of all is what all together are worth");
            }
        }

        Assert.That(sent, Is.GreaterThan(30));
    }

    // X sends 240 of 490: 250 and the 50 that come are its level and one more interval. The 50 can then wait until day 23, and no longer until day 47.
    [Test]
    public void Follow_ThenFirstAid_LeavesTheGiverWhatItCountsOn()
    {
        StockOutlook[] places = [Steady("X", 490, 10, (5, 50)) with { HoldingCostPerWeek = 1 }, Steady("Y", 0, 10) with { OrderQuantity = 300 }];
        var transfers = Propose(ThreeDays, places);
        var after = Transfers.Follow(places, transfers);
        Assert.That(transfers.Single().Units, Is.EqualTo(240));
        Assert.That(after[0].Position.InventoryPosition, Is.EqualTo(300));
        Assert.That(after[1], Has.Property("OrderQuantity").EqualTo(60));
        Assert.That(after[1].Transfers, Is.EqualTo(new[] { new Arrival(Monday.AddDays(3), 240, "") }));
        Assert.That(FirstAid.Advise(places, UnmetDemand.Backordered, new FirstAidSettings()).Single().NewDay, Is.EqualTo(Monday.AddDays(47)));
        Assert.That(FirstAid.Advise(after, UnmetDemand.Backordered, new FirstAidSettings()).Single().NewDay, Is.EqualTo(Monday.AddDays(23)));
    }

    // Two givers, two takers, up to four packs each: every way to send them.
    [TestCase(false, 0.2, 25)]
    [TestCase(true, 2.0, 70)]
    public void Propose_SmallCases_IsNearTheBestOfAllPlans(bool withMinimum, double meanGapPercent, double worstGapPercent)
    {
        var random = new SplitMix64(77);
        double best = 0, greedy = 0, worst = 0;
        for (var round = 0; round < 500; round++)
        {
            var places = SmallCase(ref random, withMinimum);
            var (most, got) = (Exhaustive(places), Transfers.Propose(places, Days, UnmetDemand.Lost, Settings).Sum(t => t.MoneySaved));
            best += (double)most;
            greedy += (double)got;
            worst = Math.Max(worst, most > 0 ? (double)(1 - got / most) : 0);
            Assert.That(got, Is.LessThanOrEqualTo(most + 0.1m));
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"Mean gap {100 * (1 - greedy / best):0.00} %, worst {100 * worst:0.0} %."));
        Assert.That(best, Is.GreaterThan(0));
        Assert.That(100 * (1 - greedy / best), Is.LessThan(meanGapPercent));
        Assert.That(100 * worst, Is.LessThanOrEqualTo(worstGapPercent));
    }

    private static ImmutableArray<Transfer> Propose(TransferDays days, params StockOutlook[] places) =>
        Transfers.Propose(places, days, UnmetDemand.Backordered, Settings);

    // From 1 to 10 days, by the names of the places.
    private static int? Days(Location from, Location to) => from == to ? null : 1 + (from.Code[^1] * 7 + to.Code[^1] * 3) % 10;

    private static StockOutlook[] RandomPlaces(ref SplitMix64 random, int count, int order, int pack)
    {
        var places = new StockOutlook[count];
        for (var i = 0; i < count; i++)
        {
            var place = Outlooks.Random($"P{i}", ref random);
            var packSize = 1 + random.NextBelow(pack);
            var moq = random.NextBelow(2) * random.NextBelow(60);
            var terms = place.Terms with { EndDate = null, PackSize = packSize, Moq = moq, UnitCost = 1 + random.NextBelow(5) };
            var quantity = random.NextBelow(2) == 0 ? 0 : OrderSizing.Size(1 + random.NextBelow(order), moq, packSize, null).Quantity;
            places[i] = place with { Terms = terms, OrderQuantity = quantity };
        }

        return places;
    }

    private static StockOutlook[] SmallCase(ref SplitMix64 random, bool withMinimum)
    {
        var places = new StockOutlook[4];
        for (var i = 0; i < 4; i++)
        {
            var daily = 1 + random.NextBelow(8);
            var isGiver = i < 2;
            var place = Steady($"P{i}", isGiver ? 20 + 28 * daily + 10 * random.NextBelow(5) : random.NextBelow(60), daily);
            var quantity = isGiver ? 0 : 10 * (1 + random.NextBelow(4));
            places[i] = place with
            {
                Terms = place.Terms with
                {
                    PackSize = 10,
                    Moq = withMinimum ? 10 * random.NextBelow(quantity / 10 + 1) : 0,
                    UnitCost = 0.2m * (1 + random.NextBelow(5)),
                },
                OrderQuantity = quantity,
                CostOfOneShort = random.NextBelow(4),
            };
        }

        return places;
    }

    private static decimal Exhaustive(StockOutlook[] places)
    {
        decimal[] spare = [TransferGiver.Of(places[0]).Spare, TransferGiver.Of(places[1]).Spare];
        TransferTaker[] takers = [new TransferTaker(places[2], UnmetDemand.Lost), new TransferTaker(places[3], UnmetDemand.Lost)];
        decimal best = 0;
        for (decimal a = 0; a <= Math.Min(spare[0], places[2].OrderQuantity); a += 10)
        {
            for (decimal b = 0; b <= Math.Min(spare[1], places[2].OrderQuantity - a); b += 10)
            {
                if (!takers[0].MayBuy(places[2].OrderQuantity - a - b))
                    continue;
                var first = Worth(takers[0], Ways(places, 2, a, b));
                for (decimal c = 0; c <= Math.Min(spare[0] - a, places[3].OrderQuantity); c += 10)
                {
                    for (decimal d = 0; d <= Math.Min(spare[1] - b, places[3].OrderQuantity - c); d += 10)
                    {
                        if (takers[1].MayBuy(places[3].OrderQuantity - c - d))
                            best = Math.Max(best, first + Worth(takers[1], Ways(places, 3, c, d)));
                    }
                }
            }
        }

        return best;
    }

    private static List<(int Day, decimal Units)> Ways(StockOutlook[] places, int to, decimal first, decimal second)
    {
        int From(int giver) => Days(places[giver].Key.Location, places[to].Key.Location)!.Value;
        return [.. new[] { (From(0), first), (From(1), second) }.Where(way => way.Item2 > 0)];
    }

    private static decimal Worth(TransferTaker taker, List<(int Day, decimal Units)> transfers) =>
        taker.Worth(transfers) - transfers.Count * Settings.CostOfTransfer;
}
