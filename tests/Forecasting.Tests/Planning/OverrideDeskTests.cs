using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

public sealed class OverrideDeskTests
{
    private static readonly DateRange TwoWeeks = new(SmallFirm.AsOf, SmallFirm.AsOf.AddDays(13));

    [Test]
    public void Effects_EachState_SaysWhatBecameOfIt()
    {
        var plan = Make(
            0,
            Given("A", OverrideKind.Add, 5),
            Given("A", OverrideKind.Add, 5) with { Days = new DateRange(SmallFirm.AsOf.AddDays(-9), SmallFirm.AsOf.AddDays(-1)) },
            Given("A", OverrideKind.Add, 5) with { Expires = SmallFirm.AsOf },
            Given("A", OverrideKind.Add, 5) with { Days = new DateRange(SmallFirm.AsOf.AddYears(2), SmallFirm.AsOf.AddYears(2)) },
            Given("A", OverrideKind.Add, 5) with { IsWithdrawn = true },
            Given("NONE", OverrideKind.Add, 5));
        Assert.That(
            plan.Overrides.Select(o => o.State),
            Is.EqualTo(new[]
            {
                OverrideState.Applied, OverrideState.Expired, OverrideState.Expired, OverrideState.NotYet, OverrideState.Withdrawn, OverrideState.NotPlanned,
            }));
        Assert.That(plan.Overrides[0], Has.Property("Units").EqualTo(10).Within(1e-9).And.Property("Money").EqualTo(20m));
    }

    [Test]
    public void Hold_AboveTheLimit_WaitsAndTheForecastIsAsIfItHadNotBeenGiven()
    {
        var (without, waits, approved) = (
            Make(19.99m),
            Make(19.99m, Given("A", OverrideKind.Add, 5)),
            Make(19.99m, Given("A", OverrideKind.Add, 5) with { ApprovedBy = "Bea" }));
        Assert.That(waits.Overrides.Single(), Has.Property("State").EqualTo(OverrideState.Waiting).And.Property("Units").EqualTo(10).Within(1e-9));
        Assert.That(Mean(waits), Is.EqualTo(Mean(without)));
        Assert.That(waits.Lines[0].Recommendation.Explanation.Quantity, Is.EqualTo(without.Lines[0].Recommendation.Explanation.Quantity));
        Assert.That(approved.Overrides.Single().State, Is.EqualTo(OverrideState.Applied));
        Assert.That(Make(20, Given("A", OverrideKind.Add, 5)).Overrides.Single().State, Is.EqualTo(OverrideState.Applied), "up to the limit one person decides");
    }

    [Test]
    public void Hold_TwoThatSayTheSame_BothWait()
    {
        // The second does nothing as long as the first is followed.
        var plan = Make(10, Given("A", OverrideKind.Set, 100), Given("A", OverrideKind.Set, 100));
        Assert.That(plan.Overrides.Select(o => o.State), Has.All.EqualTo(OverrideState.Waiting));
        Assert.That(Mean(plan), Is.EqualTo(Mean(Make(10))));
    }

    [Test]
    public void Hold_EveryPlace_CountsThemTogether()
    {
        var everywhere = Given("A", OverrideKind.Add, 5) with { Location = null };
        Assert.That(Make(39.99m, everywhere).Overrides.Single(), Has.Property("State").EqualTo(OverrideState.Waiting).And.Property("Money").EqualTo(40m));
        Assert.That(Make(40, everywhere).Overrides.Single().State, Is.EqualTo(OverrideState.Applied));
    }

    [Test]
    public void Hold_UpAndDown_DoNotCancelOut()
    {
        var waits = Make(15, Given("A", OverrideKind.Add, 5) with { Days = new DateRange(SmallFirm.AsOf, SmallFirm.AsOf.AddDays(6)) },
            Given("A", OverrideKind.Multiply, 0) with { Days = TwoWeeks });
        Assert.That(waits.Overrides.Select(o => o.State), Is.EqualTo(new[] { OverrideState.Applied, OverrideState.Waiting }));
    }

    [Test]
    public void Hold_WorthOfAUnitIsNotKnown_Waits()
    {
        var plan = Make(1_000_000, Given("FREE", OverrideKind.Add, 1));
        Assert.That(plan.Overrides.Single(), Is.EqualTo(new OverrideEffect(plan.Overrides[0].Override, OverrideState.Waiting, plan.Overrides[0].Units, null)));
    }

    [Test]
    public void Score_IsHowMuchNearerTheyCameBucketByBucket()
    {
        var key = SmallFirm.Key("A");
        var monday = new DateOnly(2026, 2, 2);
        OverriddenBucket[] known =
        [
            new(key, monday, monday, Actual: 20, Mean: 18, Statistical: 10),
            new(key, monday.AddDays(7), monday, Actual: 10, Mean: 18, Statistical: 11),
            new(key, monday.AddDays(14), monday, Actual: 10, Mean: 12, Statistical: 10),
            new(SmallFirm.Key("A", "YORK"), monday, monday, Actual: 20, Mean: 18, Statistical: 10),
        ];
        var given = Given("A", OverrideKind.Set, 18) with { Days = new DateRange(monday.AddDays(3), monday.AddDays(13)) };
        Assert.That(OverrideScore.Of(given, known, TimeBucket.Week), Is.EqualTo(new OverrideScore(2, 10 - 2 + 1 - 8)));
        Assert.That(OverrideScore.Of(given with { Location = null }, known, TimeBucket.Week).Buckets, Is.EqualTo(3));
        Assert.That(OverrideScore.Of(given, known, TimeBucket.Week, from: monday.AddDays(1)), Is.EqualTo(OverrideScore.None), "the plan could not know it");
        Assert.That(OverrideScore.Of(given, known, TimeBucket.Week, until: monday.AddDays(-1)), Is.EqualTo(OverrideScore.None), "it was taken back");
        Assert.That(OverrideScore.Of(given with { Expires = monday }, known, TimeBucket.Week), Is.EqualTo(OverrideScore.None));
    }

    private static DemandOverride Given(string sku, OverrideKind kind, double value) =>
        new(new Sku(sku), new Location("LEEDS"), TwoWeeks, kind, value, "Fair", "Anna", null);

    private static double[] Mean(Plan plan) => [.. plan.Lines[0].Forecast.Mean];

    private static Plan Make(decimal limit, params DemandOverride[] overrides)
    {
        var settings = new PlanSettings { Publish = new PublicationSettings { OverrideMoney = limit } };
        var input = new SmallFirm()
            .Item("A", i => i with { Planning = new PlanningColumns { UnitCost = 2 } })
            .Sells("A", Enumerable.Repeat(10.0, 60)).SellsAt("YORK", "A", Enumerable.Repeat(10.0, 60)).Sells("FREE", Enumerable.Repeat(10.0, 60))
            .Input(settings);
        return Plan.Make(input with { Overrides = [.. overrides] }, 1, null, default);
    }
}
