using Forecasting.Inventory.Clearance;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Clearance;

[TestFixture]
public sealed class PriceElasticityTests
{
    private static readonly ElasticitySettings Settings = new();

    // 1.6608 is Student's 95 % point at 98 degrees of freedom (Fisher and Yates' table: 1.661).
    [Test]
    public void Of_SureEstimate_IsBelievedWithItsInterval()
    {
        var known = Done(Own(-2, 0.3), null);
        Assert.That(known.Value, Is.EqualTo(-2));
        Assert.That((known.Weakest, known.Strongest), Is.EqualTo((-1.5018, -2.4982)).Within(2e-4));
        Assert.That((known.LowestPrice, known.Source), Is.EqualTo((8.0, "104 weeks at 4 prices")));
    }

    [Test]
    public void Of_WhatTellsNothing_SaysWhy()
    {
        Assert.That(Why(Own(-0.5, 0.4), null), Is.EqualTo("Not estimable: the effect of price, -0.50 within -1.16 and 0.16, cannot be told from none."));
        Assert.That(Why(Own(0.7, 0.1), null), Does.StartWith("Not estimable: the effect of price, 0.70 within"));
        Assert.That(Why(Own(-12, 0.3), null), Is.EqualTo("Not estimable: -12.0 per cent for one would be beyond anything seen in shops; look at the prices on record."));
        Assert.That(
            Why(Own(-2, 0.3) with { Prices = 2 }, null),
            Is.EqualTo("Not estimable: 2 different prices are on record, 3 are needed, and its category does not tell either."));
        Assert.That(
            PriceElasticity.Of(new Outcome<OwnElasticity>.Skipped("Not estimable: the price never changed (52 weeks at 4.99)."), Usual(), Settings),
            Is.EqualTo(new Outcome<PriceElasticity>.Skipped("Not estimable: the price never changed (52 weeks at 4.99).")), "whatever the category does");
    }

    [Test]
    public void Of_UnsureEstimate_LeansOnItsCategory()
    {
        var own = Own(-0.5, 0.8) with { Prices = 2 };
        var known = Done(own, Usual());
        Assert.That(known.Value, Is.InRange(-2.5, -1.5), "nearer to −2.5 than to its own −0.5");
        Assert.That(known.Source, Does.Match("^104 weeks at 2 prices, and by [6-9][0-9] % what is usual in its category, -2\\.5 of 9$"));
        var sure = Done(Own(-0.5, 0.05), Usual());
        Assert.That(sure.Value, Is.InRange(-0.55, -0.5));
    }

    private static CategoryElasticity Usual() =>
        CategoryElasticity.Of([.. Enumerable.Range(0, 9).Select(i => Own(-2.5 + 0.2 * (i - 4), 0.3))], Settings)!;

    private static OwnElasticity Own(double value, double error) => new(value, error, 98, 104, 4, 8, "week");

    private static PriceElasticity Done(OwnElasticity own, CategoryElasticity? usual) =>
        ((Outcome<PriceElasticity>.Done)PriceElasticity.Of(new Outcome<OwnElasticity>.Done(own), usual, Settings)).Value;

    private static string Why(OwnElasticity own, CategoryElasticity? usual) =>
        ((Outcome<PriceElasticity>.Skipped)PriceElasticity.Of(new Outcome<OwnElasticity>.Done(own), usual, Settings)).Reason;
}
