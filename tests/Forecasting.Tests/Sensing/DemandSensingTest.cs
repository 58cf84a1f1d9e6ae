using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Sensing;
using NUnit.Framework;

namespace Forecasting.Tests.Sensing;

/// <summary>What is a signal, and what has another reason: whole looks at a small firm.</summary>
[TestFixture]
public sealed class DemandSensingTest
{
    private static readonly double[] Thrice = [30, 30, 30, 30, 30];
    private static readonly double[] Nothing = [0, 0, 0, 0, 0];

    [Test]
    public void Look_DemandAsPromised_FindsNothing()
    {
        var look = new SensedFirm().Look();
        Assert.That(look.Signals, Is.Empty);
        Assert.That((look.Watched, look.DaysSeen, look.Threshold, look.Notes.Length), Is.EqualTo((20, 5, 280.0, 0)));
    }

    [Test]
    public void Look_ThreeTimesThePlan_IsASpikeInWords()
    {
        var signal = new SensedFirm().Sell(3, Thrice).Look().Signals.Single();
        Assert.That((signal.Kind, signal.Subject, signal.Since), Is.EqualTo((SignalKind.Spike, "P03 at LEEDS", SensedFirm.Plan)));
        Assert.That(signal.Evidence, Does.StartWith("150 sold on 5 days since 2026-03-02; the plan of 2026-03-02 expects ")
            .And.Contain("By chance, all 20 that are watched together show this at most once a week."));
        Assert.That(signal.MoneyAtRisk, Is.EqualTo(decimal.Round((decimal)signal.UnitsAtRisk * 3, 2)), "margin of a unit");
        Assert.That(signal.Concerns, Is.EqualTo(new[] { SensedFirm.Key(3) }));
    }

    [Test]
    public void Look_NothingSold_IsACollapse()
    {
        var signal = new SensedFirm().Sell(3, Nothing).Look().Signals.Single();
        Assert.That((signal.Kind, signal.Currency), Is.EqualTo((SignalKind.Collapse, "EUR")));
        Assert.That(signal.MoneyAtRisk, Is.GreaterThan(0));
    }

    [Test]
    public void Look_MostMoneyAtRisk_IsFirst()
    {
        var signals = new SensedFirm().Sell(3, Thrice).Sell(4, 60, 60, 60, 60, 60).Sell(5, Nothing).Look().Signals;
        Assert.That(signals.Select(s => s.MoneyAtRisk), Is.Ordered.Descending);
        Assert.That(signals[0].Subject, Is.EqualTo("P04 at LEEDS"));
    }

    /// <summary>No stock explains that nothing is sold.</summary>
    [Test]
    public void Look_NothingSoldWithoutStock_IsNoCollapse()
    {
        var counted = new SensedFirm().Sell(3, Nothing);
        counted.Stock.Add(new StockLevel(SensedFirm.Plan, SensedFirm.Key(3), 0, 0, 0));
        Assert.That(counted.Look().Signals.Select(s => s.Kind), Is.EqualTo(new[] { SignalKind.Stockout }));
        var recorded = new SensedFirm().Sell(3, Nothing);
        recorded.InStock[3] = 0.5;
        Assert.That(recorded.Look().Signals, Is.Empty);
    }

    [Test]
    public void Look_DaysWithoutAFeed_AreNoCollapseAndNoted()
    {
        var firm = new SensedFirm();
        for (var product = 0; product < 20; product++)
            firm.Sell(product, 10, 10, 0, 0, product == 0 ? 3 : 0);
        var look = firm.Look();
        Assert.That(look.Signals, Is.Empty);
        Assert.That(look.Notes, Has.Length.EqualTo(3));
        Assert.That(look.Notes[2], Does.StartWith("LEEDS 2026-03-06: 3 sold of 200 expected. Is its feed late, or was it shut?"));
    }

    [TestCase(EventKind.Closure)]
    [TestCase(EventKind.Holiday)]
    [TestCase(EventKind.Promotion)]
    public void Look_DaysOfAnEvent_DoNotCount(EventKind kind)
    {
        var firm = new SensedFirm().Sell(3, kind == EventKind.Closure ? Nothing : Thrice);
        firm.Events = [new CalendarEvent(new DateRange(SensedFirm.Plan, SensedFirm.Plan.AddDays(4)), "Fair", kind, SensedFirm.Key(3).Sku, "", null, null)];
        Assert.That(firm.Look().Signals, Is.Empty);
        firm.Events = [firm.Events[0] with { Sku = SensedFirm.Key(4).Sku }];
        Assert.That(firm.Look().Signals, Has.Length.EqualTo(1), "an event of another product explains nothing");
    }

    [Test]
    public void Look_StockThatEndsBeforeAnOrderCouldCome_IsAStockout()
    {
        var firm = new SensedFirm();
        firm.Stock.Add(new StockLevel(firm.AsOf, SensedFirm.Key(2), 10, 0, 0));
        firm.Stock.Add(new StockLevel(firm.AsOf, SensedFirm.Key(6), 500, 0, 0));
        var signal = firm.Look().Signals.Single();
        Assert.That((signal.Kind, signal.Subject), Is.EqualTo((SignalKind.Stockout, "P02 at LEEDS")));
        Assert.That(signal.UnitsAtRisk, Is.EqualTo(40).Within(4), "50 wanted in the five days until an order comes, 10 there");
        Assert.That(signal.Evidence, Does.StartWith("10 in stock; 5").And.Contain("2026-03-12, when an order placed now would come"));

        firm.OpenOrders.Add(new OpenOrder("PO-1", SensedFirm.Key(2), 60, firm.AsOf.AddDays(1), "S1", null));
        Assert.That(firm.Look().Signals.Select(s => s.UnitsAtRisk), Has.All.LessThan(6), "what comes tomorrow is counted on");
    }

    [Test]
    public void Look_OrderLaterThanItsSenderUsuallyIs_NamesWhatItEndangers()
    {
        var firm = new SensedFirm();
        for (var i = 0; i < 8; i++)
        {
            var due = SensedFirm.Plan.AddDays(-20 - 7 * i);
            firm.Receipts.Add(new Receipt($"OLD-{i}", SensedFirm.Key(1), 10, due.AddDays(i % 3), due.AddDays(-5), due, "S1"));
        }

        firm.Stock.Add(new StockLevel(firm.AsOf, SensedFirm.Key(2), 10, 0, 0));
        firm.OpenOrders.Add(new OpenOrder("PO-2", SensedFirm.Key(2), 80, firm.AsOf.AddDays(-1), "S1", null));
        Assert.That(firm.Look().Signals.Select(s => s.Kind), Has.None.EqualTo(SignalKind.LateSupplier), "a day is usual");
        firm.OpenOrders[0] = firm.OpenOrders[0] with { DueDate = firm.AsOf.AddDays(-9) };
        var signal = firm.Look().Signals.Single(s => s.Kind == SignalKind.LateSupplier);
        Assert.That(signal.Subject, Is.EqualTo("S1 to LEEDS"));
        Assert.That(signal.Evidence, Does.Contain("(PO-2), the latest by 9 days.").And.Contain("of P02 will be missing"));
    }

    [Test]
    public void Enter_SameThingOnTwoMornings_IsOneSignalUntilItEnds()
    {
        var first = new SensedFirm().Sell(3, Thrice).Look();
        var told = SignalBook.Enter([], first);
        var again = SignalBook.Enter(told, first with { AsOf = first.AsOf.AddDays(1) });
        Assert.That(told.Select(s => s.IsNew), Is.EqualTo(new[] { true }));
        Assert.That(again.Select(s => (s.IsNew, s.FirstAsOf)), Is.EqualTo(new[] { (false, first.AsOf) }));
        var over = SignalBook.Enter(again, first with { AsOf = first.AsOf.AddDays(2), Signals = [] });
        Assert.That(over.Select(s => s.EndedAsOf), Is.EqualTo(new[] { (DateOnly?)first.AsOf.AddDays(2) }));
        Assert.That(SignalBook.Enter(over, first with { AsOf = first.AsOf.AddDays(3), Signals = [] }), Is.Empty);
    }

    [Test]
    public void Count_OldCount_IsBroughtUpToTheMorning()
    {
        var series = new DemandSeries(SensedFirm.Key(1), TimeBucket.Day, SensedFirm.Plan, [3, 4, double.NaN, 5], [], []);
        var count = new StockLevel(SensedFirm.Plan, SensedFirm.Key(1), 20, 0, 0);
        var came = new Receipt("R", SensedFirm.Key(1), 2, SensedFirm.Plan.AddDays(2), null, null, "");
        Assert.That(StockSince.Count([count], [series], [came], SensedFirm.Plan.AddDays(4)).Single().OnHand, Is.EqualTo(20 - 4 - 5 + 2));
    }
}
