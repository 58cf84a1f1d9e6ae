using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class CorrectionVetoTests
{
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly SkuLocation Key = new(new Sku("A"), new Location("LEEDS"));

    [Test]
    public void Apply_Vetoed_LeavesTheBucketAndKeepsTheCorrectionOnRecord()
    {
        var cleansed = Apply(Outlier(), Veto(30, "outlier"));
        Assert.That(cleansed.Quantities[30], Is.EqualTo(400));
        var correction = cleansed.Corrections.Single();
        Assert.That((correction.Was, correction.Now, correction.Rule, correction.Veto), Is.EqualTo((400, 400, "outlier", "Festival every summer (purchasing)")));
    }

    [Test]
    public void Apply_VetoOfAnotherRuleOrBucket_ChangesNothing()
    {
        Assert.That(Apply(Outlier(), Veto(30, "stockout")).Quantities[30], Is.LessThan(400));
        Assert.That(Apply(Outlier(), Veto(29, "outlier")).Quantities[30], Is.LessThan(400));
    }

    [Test]
    public void Apply_VetoOfEveryRule_HoldsForEach() => Assert.That(Apply(Outlier(), Veto(30, "")).Quantities[30], Is.EqualTo(400));

    [Test]
    public void Apply_VetoedStockout_IsWhatWasSoldAndNoEstimate()
    {
        var raw = Outlier() with { Quantities = [.. Enumerable.Repeat(10.0, 60)], Availability = [.. Enumerable.Range(0, 60).Select(i => i == 30 ? 0.5 : 1)] };
        Assert.That(Apply(raw).Quantities[30], Is.GreaterThan(10), "without a veto");
        var cleansed = Apply(raw, Veto(30, "Stockout"));
        Assert.That(cleansed.Quantities[30], Is.EqualTo(10));
        Assert.That(cleansed.Deviations, Is.Empty);
    }

    [Test]
    public void Apply_VetoedReturn_CannotMakeDemandNegative()
    {
        var raw = Outlier() with { Quantities = [10, 8, -6, 5] };
        var cleansed = Apply(raw, Veto(1, "returns"), Veto(2, "returns"));
        Assert.That(cleansed.Quantities, Is.EqualTo(new double[] { 10, 8, 0, 5 }));
        Assert.That(cleansed.Corrections.Select(c => (c.Was, c.Now, c.Veto.Length > 0)), Is.EqualTo(new[] { (8.0, 8.0, true), (-6.0, 0.0, false) }));
    }

    [Test]
    public void Apply_BucketCorrectedTwiceByOneRule_GetsBackWhatItHad()
    {
        var raw = Outlier() with { Quantities = [10, -2, -3, 5] };
        Assert.That(Apply(raw).Quantities, Is.EqualTo(new double[] { 5, 0, 0, 5 }));
        Assert.That(Apply(raw, Veto(0, "returns")).Quantities, Is.EqualTo(new double[] { 10, 0, 0, 5 }));
    }

    [Test]
    public void StandingFor_WithdrawnOrOfOthers_DoesNotStand()
    {
        var veto = Veto(3, "outlier");
        var given = ImmutableArray.Create(veto, veto with { Sku = new Sku("B") }, veto with { Location = new Location("YORK") }, veto with { Rule = "bulk" });
        Assert.That(CorrectionVeto.StandingFor(given, Key), Is.EqualTo(new[] { veto, veto with { Rule = "bulk" } }));
        Assert.That(CorrectionVeto.StandingFor(given.Add(veto with { IsWithdrawn = true, Reason = "" }), Key), Is.EqualTo(new[] { veto with { Rule = "bulk" } }));
        var again = veto with { Author = "planning" };
        Assert.That(CorrectionVeto.StandingFor([.. given, veto with { IsWithdrawn = true }, again], Key), Is.EqualTo(new[] { veto with { Rule = "bulk" }, again }), "given anew");
    }

    [TestCase("Real", "planning", "Real (planning)")]
    [TestCase("Real", "", "Real")]
    [TestCase("", "planning", "planning")]
    public void InWords_AreWhyAndWho(string reason, string author, string expected) =>
        Assert.That((Veto(0, "") with { Reason = reason, Author = author }).InWords(), Is.EqualTo(expected));

    private static CleansedSeries Apply(DemandSeries raw, params CorrectionVeto[] vetoes) =>
        Cleanse.Apply(raw, Cleanse.HouseRules(new CleansingSettings(), null, null, []), [.. vetoes]);

    private static CorrectionVeto Veto(int bucket, string rule) => new(
        Key.Sku, null, new DateRange(Start.AddDays(7 * bucket), Start.AddDays(7 * bucket)), rule, "Festival every summer", "purchasing", false);

    private static DemandSeries Outlier() =>
        new(Key, TimeBucket.Week, Start, [.. Enumerable.Range(0, 60).Select(i => i == 30 ? 400 : 10.0 + i % 3)], [], []);
}
