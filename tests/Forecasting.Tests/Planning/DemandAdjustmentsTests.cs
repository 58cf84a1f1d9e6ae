using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class DemandAdjustmentsTests
{
    private static readonly DateOnly Start = new(2026, 11, 30);
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));

    [Test]
    public void Apply_AnEventOfManyDays_IsNotedOnce()
    {
        var notes = new List<string>();
        var forecast = Apply(TimeBucket.Day, 10, [Event("Black week", EventKind.Promotion, Start, 7, 1.8)], Lift(TimeBucket.Day), notes);
        Assert.That(forecast.Mean, Is.EqualTo(new[] { 18.0, 18, 18, 18, 18, 18, 18, 10, 10, 10 }).Within(1e-9));
        Assert.That(notes, Is.EqualTo(new[] { "Black week, 2026-11-30 to 2026-12-06: ×1.8." }));
    }

    [Test]
    public void Apply_AnOverrideOfManyDays_IsNotedOnce_WithItsSums()
    {
        var notes = new List<string>();
        var days = new DateRange(Start, Start.AddDays(6));
        DemandOverride planner = new(Key.Sku, null, days, OverrideKind.Set, 4, "launch plan", "planning desk", null);
        var forecast = Apply(TimeBucket.Day, 10, [], Lift(TimeBucket.Day), notes, [planner]);
        Assert.That(forecast.Mean, Is.EqualTo(new[] { 4.0, 4, 4, 4, 4, 4, 4, 10, 10, 10 }).Within(1e-9));
        Assert.That(notes, Is.EqualTo(new[] { "2026-11-30 to 2026-12-06: forecast of 70 overridden to 28 (launch plan; planning desk)." }));
    }

    [Test]
    public void Apply_AnEventAcrossTwoWeeks_ActsByItsDays_AndNamesTheWeeks()
    {
        var notes = new List<string>();
        var forecast = Apply(TimeBucket.Week, 3, [Event("Fair", EventKind.Other, Start.AddDays(5), 4, 8)], Lift(TimeBucket.Week), notes);
        Assert.That(forecast.Mean, Is.EqualTo(new[] { 30.0, 30, 10 }).Within(1e-9));
        Assert.That(notes, Is.EqualTo(new[] { "Fair, 2026-12-05 to 2026-12-08 (2026-W49 to 2026-W50): ×8." }));
    }

    [Test]
    public void Apply_AnAnnouncedPromotion_PutsTheLearntLiftBack_AndWidensTheSpread()
    {
        var notes = new List<string>();
        var lift = Lift(TimeBucket.Week);
        var forecast = Apply(TimeBucket.Week, 2, [Event("Black week", EventKind.Promotion, Start, 7, null)], lift, notes);
        var own = 25 * Math.Sqrt(lift.Lifts.Single().LogVariance) * NormalDistribution.Quantile(0.9);
        Assert.That(forecast.Mean, Is.EqualTo(new[] { 25.0, 10 }).Within(1e-9));
        Assert.That(forecast.Quantiles, Is.EqualTo(new[] { 25 - Math.Sqrt(100 + own * own), 25 + Math.Sqrt(100 + own * own), 6, 14 }).Within(1e-9));
        Assert.That(notes, Is.EqualTo(new[] { "Black week, 2026-11-30 to 2026-12-06 (2026-W49): ×2.5, as learnt from 3 weeks of the past." }));
    }

    [Test]
    public void Apply_APromotionWithAMultiplierOfItsOwn_TakesThat()
    {
        var notes = new List<string>();
        ImmutableArray<CalendarEvent> events = [Event("Flyer", EventKind.Promotion, Start, 7, null), Event("Black week", EventKind.Promotion, Start, 7, 1.5)];
        Assert.That(Apply(TimeBucket.Week, 1, events, Lift(TimeBucket.Week), notes).Mean, Is.EqualTo(new[] { 15.0 }).Within(1e-9));
        Assert.That(notes, Is.EqualTo(new[] { "Black week, 2026-11-30 to 2026-12-06 (2026-W49): ×1.5." }));
    }

    [Test]
    public void Apply_TwoPromotionsInOneWeek_LiftItOnce()
    {
        ImmutableArray<CalendarEvent> events = [Event("Flyer", EventKind.Promotion, Start, 7, null), Event("Radio", EventKind.Promotion, Start, 7, null)];
        Assert.That(Apply(TimeBucket.Week, 1, events, Lift(TimeBucket.Week), []).Mean, Is.EqualTo(new[] { 25.0 }).Within(1e-9));
    }

    [Test]
    public void Apply_EventsOfThePastAndBeyondTheHorizon_ChangeNothing()
    {
        ImmutableArray<CalendarEvent> events = [Event("Past", EventKind.Promotion, Start.AddDays(-7), 7, 3), Event("Far", EventKind.Promotion, Start.AddDays(7), 7, null)];
        var notes = new List<string>();
        Assert.That(Apply(TimeBucket.Week, 1, events, Lift(TimeBucket.Week), notes).Mean, Is.EqualTo(new[] { 10.0 }));
        Assert.That(notes, Is.Empty);
    }

    [Test]
    public void Concerns_ACalendar_OnlyThePlacesThatKeepIt()
    {
        var holiday = Event("Day of unity", EventKind.Holiday, Start, 1, null) with { Calendar = "DE" };
        Assert.That(holiday.Concerns(Key, "", new StockingPlace(Key.Location) { Calendar = "AT; de" }), Is.True);
        Assert.That(holiday.Concerns(Key, "", new StockingPlace(Key.Location) { Calendar = "DE-BY" }), Is.False);
        Assert.That(holiday.Concerns(Key, "", new StockingPlace(Key.Location)), Is.False);
    }

    private static DemandForecast Apply(
        TimeBucket bucket,
        int horizon,
        ImmutableArray<CalendarEvent> events,
        EventLift lift,
        ICollection<string> notes,
        ImmutableArray<DemandOverride>? overrides = null)
    {
        var forecast = new DemandForecast(
            "ssa", "", "", [.. Enumerable.Repeat(10.0, horizon)], [0.1, 0.9], [.. Enumerable.Range(0, 2 * horizon).Select(i => i % 2 == 0 ? 6.0 : 14)]);
        return DemandAdjustments.Apply(forecast, Start, bucket, Start, Key, events, lift, overrides ?? [], notes);
    }

    /// <summary>Three promotions in history, at 2.5 times the usual.</summary>
    private static EventLift Lift(TimeBucket bucket)
    {
        var sold = Enumerable.Repeat(10.0, 60).ToArray();
        (sold[15], sold[30], sold[45]) = (20, 30, 25);
        var series = new DemandSeries(Key, bucket, bucket.Add(Start, -60), [.. sold], [.. sold.Select(x => x > 10)], []);
        var lift = new EventLift(series, [], "", LiftPriors.Announced([EventEffect.Promotion]));
        lift.TakeOut(series, sold, []);
        return lift;
    }

    private static CalendarEvent Event(string name, EventKind kind, DateOnly first, int days, double? multiplier) =>
        new(new DateRange(first, first.AddDays(days - 1)), name, kind, null, "", null, multiplier);
}
