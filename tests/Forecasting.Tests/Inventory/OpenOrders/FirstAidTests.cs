using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Statistics;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.Outlooks;

namespace Forecasting.Tests.Inventory.OpenOrders;

[TestFixture]
public sealed class FirstAidTests
{
    private static readonly FirstAidSettings Settings = new();

    // 50 on hand last for days 0 to 4. Of the 60 that come on day 10, those who wait take 50 and day 10 the rest: 50 + 30 find nothing
    // before day 14. On day 5 the 60 serve days 5 to 10; days 11 to 13 find nothing.
    [Test]
    public void Expedite_StockoutBeforeTheOrder_AsksForTheDayOfTheStockout()
    {
        var advice = One(UnmetDemand.Backordered, Steady("X", 50, 10, (10, 60)));
        Assert.That(advice, Is.EqualTo(new OpenOrderAdvice.Expedite(new DateOnly(2026, 3, 7))
        {
            Key = advice.Key,
            Order = new Arrival(new DateOnly(2026, 3, 12), 60, "X-1"),
            Units = 50,
            Money = 100,
            Reason = "Stock is expected to be gone on 2026-03-07, and 50 units more find some if the order comes before 2026-03-12.",
        }));
    }

    // Lost: 50 go away before day 10, and the 60 serve days 10 to 13. On day 5 they serve days 5 to 10, and 30 go away after that.
    [Test]
    public void Expedite_LostSales_CountsWhatIsMissedLaterInstead() =>
        Assert.That(One(UnmetDemand.Lost, Steady("X", 50, 10, (10, 60))), Has.Property("Units").EqualTo(20).And.Property("Money").EqualTo(40));

    [Test]
    public void Expedite_OutOfStockToday_AsksForTomorrow() =>
        Assert.That(One(UnmetDemand.Backordered, Steady("X", 0, 10, (10, 60))).NewDay, Is.EqualTo(new DateOnly(2026, 3, 3)));

    [Test]
    public void Expedite_ThePlansOwnOrderComesInTime_IsNotAdvised() =>
        Assert.That(Advise(UnmetDemand.Backordered, Steady("X", 70, 10, (12, 60)) with { OrderQuantity = 70 }), Is.Empty);

    // Without it day 18 ends with 200 − 190 = 10, below 20; 15 days of 100 units at 0.07 a week cost 15.
    [Test]
    public void Postpone_StockLasts_WaitsUntilTheSafetyStockIsTouched()
    {
        var advice = One(UnmetDemand.Backordered, Steady("X", 200, 10, (3, 100)));
        Assert.That(advice, Is.EqualTo(new OpenOrderAdvice.Postpone(new DateOnly(2026, 3, 20))
        {
            Key = advice.Key,
            Order = new Arrival(new DateOnly(2026, 3, 5), 100, "X-1"),
            Units = 100,
            Money = 15,
            Reason = "Without the order stock is expected to stay above its safety level of 20 until 2026-03-20.",
        }));
    }

    [Test]
    public void Postpone_LessThanAWeek_IsNotAdvised() =>
        Assert.That(Advise(UnmetDemand.Backordered, Steady("X", 200, 10, (12, 1000))), Is.Empty);

    // The horizon leaves 1,200 − 910 = 290, 270 above safety: 27 days more, to day 118. Holding 100 units from day 3 on costs 115: more
    // than they do.
    [Test]
    public void Cancel_BeyondTheHorizon_IsWorthAtMostItsPurchase()
    {
        var advice = One(UnmetDemand.Backordered, Steady("X", 1200, 10, (3, 100)));
        Assert.That(advice, Is.EqualTo(new OpenOrderAdvice.Cancel
        {
            Key = advice.Key,
            Order = new Arrival(new DateOnly(2026, 3, 5), 100, "X-1"),
            Units = 100,
            Money = 100,
            Reason = "Without the order stock is expected to last beyond the horizon, to about 2026-06-28.",
        }));
        Assert.That(One(UnmetDemand.Backordered, Steady("X", 1200, 10, (43, 100))).Money, Is.EqualTo(75));
    }

    // 21 days on sale, 210 wanted: with 210 on hand nothing of the order would be sold.
    [Test]
    public void Cancel_EnoughForTheTimeLeftOnSale_SavesThePurchase() =>
        Assert.That(
            One(UnmetDemand.Backordered, Steady("X", 210, 10, (12, 100)).Until(20)),
            Is.TypeOf<OpenOrderAdvice.Cancel>().With.Property("Money").EqualTo(100)
                .And.Property("Reason").EqualTo("Without the order stock is expected to last to the last day on sale, 2026-03-22."));

    [Test]
    public void Cancel_ComesAfterTheLastDay_SaysSo() =>
        Assert.That(
            One(UnmetDemand.Backordered, Steady("X", 210, 10, (40, 100)).Until(20)),
            Is.TypeOf<OpenOrderAdvice.Cancel>().With.Property("Reason").EqualTo("The order comes after the last day on sale, 2026-03-22."));

    // The day that many programs write for "not known".
    [Test]
    public void Advise_OrderWithoutAnEnd_IsCancelledOnlyAfterTheEndOfSale()
    {
        var never = new Arrival(DateOnly.MaxValue, 100, "X-1");
        var place = Steady("X", 210, 10);
        place = place with { Position = place.Position with { Arrivals = [never] } };
        var other = Steady("Y", 40, 10) with { OrderQuantity = 100 };
        Assert.That(Advise(UnmetDemand.Lost, place, other), Is.Empty);
        Assert.That(One(UnmetDemand.Lost, place.Until(20), other), Is.TypeOf<OpenOrderAdvice.Cancel>().With.Property("Money").EqualTo(100));
    }

    // The other place is out on day 4 and gets its own order on day 7: 30 units for 2 each, against 21 for holding the order until day 38.
    [Test]
    public void Reroute_AnotherPlaceIsShort_GoesThere()
    {
        var advice = One(UnmetDemand.Backordered, Steady("X", 400, 10, (3, 60)), Steady("Y", 40, 10) with { OrderQuantity = 100 });
        Assert.That(advice, Is.EqualTo(new OpenOrderAdvice.Reroute(new Location("Y"), new DateOnly(2026, 3, 6))
        {
            Key = advice.Key,
            Order = new Arrival(new DateOnly(2026, 3, 5), 60, "X-1"),
            Units = 30,
            Money = 60,
            Reason = "30 units more find stock at Y, and the order is not needed before 2026-04-09 at X.",
        }));
        Assert.That(advice.Action, Is.EqualTo("reroute"));
    }

    [Test]
    public void Reroute_MuchMoreThanTheOtherPlaceSells_StaysAway() =>
        Assert.That(
            One(UnmetDemand.Backordered, Steady("X", 4000, 10, (3, 2000)), Steady("Y", 40, 10) with { OrderQuantity = 100 }),
            Is.TypeOf<OpenOrderAdvice.Cancel>());

    [Test]
    public void Advise_WorthLessThanACall_IsSilent()
    {
        Assert.That(Advise(UnmetDemand.Backordered, Steady("X", 200, 10, (3, 100)) with { HoldingCostPerWeek = 0.04m }), Is.Empty);
        Assert.That(
            One(UnmetDemand.Backordered, Steady("X", 200, 10, (3, 100)) with { HoldingCostPerWeek = null }).Money, Is.Null, "no cost, units decide");
    }

    [Test]
    public void Advise_OrderThatComesToday_IsLeftAlone() => Assert.That(Advise(UnmetDemand.Backordered, Steady("X", 900, 10, (0, 500), (1, 500))), Is.Empty);

    [Test]
    public void Advise_RandomNetworks_NeverAddsAShortageAndRanksByMoney([Values] UnmetDemand unmet)
    {
        var random = new SplitMix64(7);
        var kinds = new HashSet<Type>();
        for (var round = 0; round < 300; round++)
        {
            var places = Enumerable.Range(0, 1 + random.NextBelow(3)).Select(i => Outlooks.Random($"P{i}", ref random)).ToArray();
            var advice = FirstAid.Advise(places, unmet, Settings);
            Assert.That(FirstAid.Advise(places.Reverse(), unmet, Settings), Is.EqualTo(advice), "whatever the order of the input");
            Assert.That(advice.Select(a => (a.Key, a.Order.OrderId)), Is.Unique);
            Assert.That(advice.Select(a => a.Money ?? -1), Is.Ordered.Descending);
            Assert.That(advice.Select(a => a.Money ?? 10), Has.All.GreaterThanOrEqualTo(10));
            Assert.That(advice.Select(a => a.Units), Has.All.GreaterThanOrEqualTo(1));
            Assert.That(advice.OfType<OpenOrderAdvice.Expedite>().Where(a => a.To >= a.Order.Day), Is.Empty);
            Assert.That(advice.OfType<OpenOrderAdvice.Postpone>().Where(a => a.To < a.Order.Day.AddDays(7)), Is.Empty);
            kinds.UnionWith(advice.Select(a => a.GetType()));
            foreach (var place in places)
                Assert.That(Missed(Followed(place, advice), unmet), Is.LessThanOrEqualTo(Missed(place, unmet) + 1e-6));
            var saved = advice.Where(a => a is OpenOrderAdvice.Expedite or OpenOrderAdvice.Reroute).Sum(a => a.Units);
            Assert.That(
                places.Sum(p => Missed(p, unmet) - Missed(Followed(p, advice), unmet)), Is.EqualTo((double)saved).Within(0.01), "units saved add up");
        }

        Assert.That(kinds, Has.Count.EqualTo(4));
    }

    [Test]
    public void Advise_RandomPlaces_PutOffNothingBelowTheSafetyStock()
    {
        var random = new SplitMix64(11);
        for (var round = 0; round < 300; round++)
        {
            var place = Outlooks.Random("P", ref random);
            var advice = FirstAid.Advise([place], UnmetDemand.Backordered, Settings);
            var sooner = Followed(place, [.. advice.Where(a => a is OpenOrderAdvice.Expedite)]);
            var was = new ExpectedStock(sooner, UnmetDemand.Backordered);
            var now = new ExpectedStock(Followed(place, advice), UnmetDemand.Backordered);
            was.Walk(0);
            now.Walk(0);
            for (var d = 0; d < was.Days; d++)
                Assert.That(now.Stock[d], Is.GreaterThanOrEqualTo(Math.Min(was.Stock[d], place.LevelOn(d)) - 1e-6));
        }
    }

    [Test]
    public void Settings_OutOfRange_AreNamed() => Assert.That(
        new FirstAidSettings { FewestMoney = -1, FewestUnits = 0, FewestDaysLater = 0, NoticeDays = -1, ReroutingDays = -1 }.Validate(),
        Is.EqualTo(new[]
        {
            "The least money of advice is -1; it must not be negative.",
            "The fewest units of advice are 0; they must be above 0.",
            "The fewest days of a postponement are 0; they must be at least 1.",
            "The days of notice are -1; they must not be negative.",
            "The days of re-routing are -1; they must not be negative.",
        }));

    private static ImmutableArray<OpenOrderAdvice> Advise(UnmetDemand unmet, params StockOutlook[] places) => FirstAid.Advise(places, unmet, Settings);

    private static OpenOrderAdvice One(UnmetDemand unmet, params StockOutlook[] places) => Advise(unmet, places).Single();

    private static double Missed(StockOutlook place, UnmetDemand unmet)
    {
        var stock = new ExpectedStock(place, unmet);
        return stock.Walk(stock.NextDelivery);
    }

    private static StockOutlook Followed(StockOutlook place, ImmutableArray<OpenOrderAdvice> advice)
    {
        var arrivals = place.Position.Arrivals.ToList();
        foreach (var a in advice)
        {
            if (a.Key == place.Key)
                arrivals.Remove(a.Order);
            if ((a is OpenOrderAdvice.Reroute r ? r.To : a.Key.Location) == place.Key.Location && a.NewDay is { } day)
                arrivals.Add(a.Order with { Day = day });
        }

        return place with { Position = place.Position with { Arrivals = [.. arrivals] } };
    }
}
