using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SuccessionTests
{
    [Test]
    public void Plan_Successor_LearnsFromItsPredecessorAndItself_OnRecord()
    {
        var line = Replaced().Plan().Lines.Single();
        Assert.That(line.Key, Is.EqualTo(SmallFirm.Key("NEW")));
        Assert.That(line.History.Quantities, Is.EqualTo((double[])[.. Enumerable.Repeat(10.0, 48), 10, 7, 9, 9, 9]));
        Assert.That(line.History.Raw.Quantities, Is.EqualTo((double[])[.. Enumerable.Repeat(double.NaN, 48), 0, 3, 9, 9, 9]));
        Assert.That(line.History.Corrections, Has.Length.EqualTo(50).And.All.Property("Rule").EqualTo("predecessor"));
        Assert.That(line.History.Corrections[0], Is.EqualTo(
            new Correction(SmallFirm.AsOf.AddDays(-7 * 53), double.NaN, 10, "predecessor", "Demand of OLD, which NEW replaces.")));
        Assert.That(line.History.Corrections[^1], Is.EqualTo(
            new Correction(SmallFirm.AsOf.AddDays(-7 * 4), 3, 7, "predecessor", "With the 4 of OLD, sold beside it.")));
    }

    [Test]
    public void Plan_Successor_CountsThePredecessorsStock_AndThePredecessorIsNotOrdered()
    {
        var plan = Replaced().Holds("OLD", 12).Holds("NEW", 5).Plan();
        var line = plan.Lines.Single();
        Assert.That((line.Position.OnHand, line.Recommendation.Explanation.OnHand), Is.EqualTo((17m, 17m)));
        Assert.That(line.Recommendation.Notes[0], Is.EqualTo(
            "Replaces OLD: 50 buckets of its demand count as its own, and its 12 units in stock or on order as well."));
        Assert.That(plan.Unplanned.Single(), Is.EqualTo(new UnplannedLine(SmallFirm.Key("OLD"), false, "Replaced by NEW: its stock of 12 is used up first.")));
    }

    [Test]
    public void Plan_SuccessorWithoutASale_IsPlannedFromItsPredecessor()
    {
        var plan = new SmallFirm().Item("NEW", i => i with { Replaces = new Sku("OLD") }).Sells("OLD", Enumerable.Repeat(10.0, 60)).Holds("NEW", 0).Plan();
        Assert.That(plan.Lines.Single().Key.Sku.Code, Is.EqualTo("NEW"));
        Assert.That(plan.Lines.Single().Forecast.Mean, Has.All.EqualTo(10).Within(0.5));
        Assert.That(plan.Unplanned.Single().Reason, Is.EqualTo("Replaced by NEW."));
    }

    [Test]
    public void Plan_SuccessorStillToCome_SellsFromItsLaunch_AndThePredecessorUntilThen()
    {
        var launch = SmallFirm.AsOf.AddDays(28);
        var plan = new SmallFirm()
            .Item("NEW", i => i with { Replaces = new Sku("OLD"), Planning = new PlanningColumns { LaunchDate = launch } })
            .Sells("OLD", Enumerable.Repeat(10.0, 60)).Holds("OLD", 40)
            .Plan();
        var (fresh, old) = (plan.Lines.Single(l => l.Key.Sku.Code == "NEW"), plan.Lines.Single(l => l.Key.Sku.Code == "OLD"));
        Assert.That(fresh.Forecast.Mean.Take(4), Has.All.Zero);
        Assert.That(fresh.Forecast.Mean.Skip(4), Has.All.EqualTo(10).Within(0.5));
        Assert.That(old.Forecast.Mean.Take(4), Has.All.EqualTo(10).Within(0.5));
        Assert.That(old.Forecast.Mean.Skip(4), Has.All.Zero);
        Assert.That((fresh.Position.OnHand, old.Position.OnHand), Is.EqualTo((0m, 40m)), "the stock is still the old product's");
    }

    [Test]
    public void Plan_ChainOfThree_InheritsThroughTheMiddle()
    {
        var plan = new SmallFirm()
            .Item("B", i => i with { Replaces = new Sku("A") }).Item("C", i => i with { Replaces = new Sku("B") })
            .Sells("A", [.. Enumerable.Repeat(8.0, 30), .. new double[20]]).Sells("B", [.. Enumerable.Repeat(9.0, 12), .. new double[8]]).Sells("C", Enumerable.Repeat(7.0, 8))
            .Holds("A", 1).Holds("B", 2).Holds("C", 3)
            .Plan();
        var line = plan.Lines.Single();
        Assert.That(line.History.Quantities, Is.EqualTo((double[])[.. Enumerable.Repeat(8.0, 30), .. Enumerable.Repeat(9.0, 12), .. Enumerable.Repeat(7.0, 8)]));
        Assert.That(line.Position.OnHand, Is.EqualTo(6));
        Assert.That(plan.Unplanned.Select(u => u.Reason), Is.EqualTo(new[]
        {
            "Replaced by C: its stock of 1 is used up first.", "Replaced by C: its stock of 2 is used up first.",
        }));
    }

    [Test]
    public void Plan_SuccessorNotKeptAtAPlace_ReplacesNothingThere()
    {
        var plan = Replaced().SellsAt("YORK", "OLD", Enumerable.Repeat(4.0, 60)).Plan();
        Assert.That(plan.Lines.Select(l => l.Key), Is.EqualTo(new[] { SmallFirm.Key("NEW"), SmallFirm.Key("OLD", "YORK") }));
    }

    [Test]
    public void Plan_FaultyLinks_AreWarnedOf_AndChangeNothing()
    {
        var plan = new SmallFirm().Item("A", i => i with { Replaces = new Sku("B") }).Item("B", i => i with { Replaces = new Sku("A") })
            .Sells("A", Enumerable.Repeat(5.0, 60)).Sells("B", Enumerable.Repeat(6.0, 60))
            .Plan();
        Assert.That(plan.Lines.Select(l => l.Key.Sku.Code), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(plan.Warnings, Is.EqualTo(new[] { "items.replaces: 2 products replace each other in a circle; this was ignored (A for B, B for A)." }));
    }

    // The old product sold 10 a week, 4 and then nothing beside the new one.
    private static SmallFirm Replaced() => new SmallFirm()
        .Item("NEW", i => i with { Replaces = new Sku("OLD") })
        .Sells("OLD", [.. Enumerable.Repeat(10.0, 49), 4, 0, 0, 0])
        .Sells("NEW", 0, 3, 9, 9, 9);
}
