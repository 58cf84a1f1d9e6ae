using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Tests.Forecasters;
using NUnit.Framework;
using LifeCycle = Forecasting.Segmentation.LifeCycle;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class RelatedDemandTests
{
    private static readonly DateOnly Launch = SmallFirm.AsOf.AddDays(7);

    [Test]
    public void Plan_ItemsWithEnoughHistory_AreForecastFromItAlone()
    {
        var firm = Tea(4).Item("NEW", New);
        foreach (var line in firm.Plan().Lines.Where(l => l.Key.Sku.Code != "NEW"))
        {
            var alone = ((Outcome<SeriesForecast>.Done)SeriesForecast.Create(
                line.History.Quantities, 52, line.Forecast.Horizon, new ForecastSettings(), SkuLocationPlan.QuantileLevels.AsSpan())).Value.Forecast;
            Assert.That(line.Forecast.Mean, Is.EqualTo(alone.Mean), line.Key.ToString());
            Assert.That(line.Forecast.Quantiles, Is.EqualTo(alone.Quantiles), line.Key.ToString());
            Assert.That((line.Forecast.Model, line.Forecast.Parameters, line.Forecast.FallbackReason), Is.EqualTo((alone.Model, alone.Parameters, alone.FallbackReason)));
            Assert.That(line.Position, Is.EqualTo(firm.Input().Positions.Of(line.Key)));
        }
    }

    [Test]
    public void Plan_NewItem_IsPlannedFromProductsOfItsCategory()
    {
        var line = Tea(6).Item("NEW", New).Holds("NEW", 3).Plan().Lines.Single(l => l.Key.Sku.Code == "NEW");
        Assert.That(line.Forecast.Model, Is.EqualTo("analogue"));
        Assert.That(line.Forecast.FallbackReason, Is.EqualTo("No sale yet: forecast from 6 products of category Tea (T0, T1, T2, T3, T4, …)."));
        Assert.That(line.Recommendation.Notes, Does.Contain(line.Forecast.FallbackReason));
        Assert.That(line.Forecast.Mean[0], Is.Zero, "before its launch");
        Assert.That(line.Forecast.Mean[1], Is.EqualTo(22.5).Within(1.5));
        Assert.That(line.Forecast.Quantile(1, 4) / line.Forecast.Mean[1], Is.GreaterThan(1.5), "the level itself is uncertain");
        Assert.That((line.AbcClass, line.Segment.LifeCycle, line.Pattern), Is.EqualTo((' ', LifeCycle.New, DemandPattern.NoDemand)));
        Assert.That(line.Recommendation.Explanation.Quantity, Is.GreaterThan(0));
    }

    [Test]
    public void Plan_NewItemOfACategoryOfTwo_SaysWhyItIsNotPlanned() =>
        Assert.That(Tea(2).Item("NEW", New).Holds("NEW", 3).Plan().Unplanned.Single(),
            Is.EqualTo(new UnplannedLine(SmallFirm.Key("NEW"), false, "No sales history: there is nothing to learn from yet.")));

    [Test]
    public void Plan_StockWithoutLaunchDateOrLongAfterIt_IsNotTakenForNew()
    {
        var plan = Tea(6).Item("OLD", i => i with { Category = "Tea" }).Holds("OLD", 3)
            .Item("DEAD", i => New(i) with { Planning = new PlanningColumns { LaunchDate = SmallFirm.AsOf.AddDays(-200) } }).Holds("DEAD", 3)
            .Plan();
        Assert.That(plan.Unplanned.Select(u => (u.Key.Sku.Code, u.Reason)), Is.EqualTo(new[] { ("DEAD", RelatedDemand.NoHistory), ("OLD", RelatedDemand.NoHistory) }));
    }

    [Test]
    public void Plan_NewItem_PrefersNearerProducts()
    {
        var firm = Tea(3);
        foreach (var i in Enumerable.Range(0, 3))
        {
            firm.Item($"G{i}", x => x with { Category = "Tea", Subcategory = "Green", Brand = "Leaf", Planning = new PlanningColumns { UnitPrice = 4 } }).Sells($"G{i}", Enumerable.Repeat(2.0, 60))
                .Item($"D{i}", x => x with { Category = "Tea", Subcategory = "Green", Brand = "Leaf", Planning = new PlanningColumns { UnitPrice = 40 } }).Sells($"D{i}", Enumerable.Repeat(1.0, 60));
        }

        var line = firm.Item("NEW", i => New(i) with { Subcategory = "Green", Brand = "Leaf", Planning = new PlanningColumns { UnitPrice = 5, LaunchDate = SmallFirm.AsOf } })
            .Plan().Lines.Single(l => l.Key.Sku.Code == "NEW");
        Assert.That(line.Forecast.FallbackReason, Is.EqualTo(
            "No sale yet: forecast from 3 products of subcategory Green, brand Leaf and its price band (G0, G1, G2)."));
        Assert.That(line.Forecast.Mean, Has.All.EqualTo(2).Within(1e-9));
    }

    [Test]
    public void Plan_NewItem_FollowsTheFirstWeeksOfEarlierLaunches()
    {
        var firm = new SmallFirm().Item("OTHER").Sells("OTHER", Enumerable.Repeat(5.0, 100));
        foreach (var i in Enumerable.Range(0, 4))
            firm.Item($"L{i}", x => x with { Category = "Tea" }).Sells($"L{i}", Enumerable.Range(0, 40 + i).Select(age => 4.0 * Math.Min(age + 1, 8)));
        var line = firm.Item("NEW", i => New(i) with { Planning = new PlanningColumns { LaunchDate = SmallFirm.AsOf } }).Plan().Lines.Single(l => l.Key.Sku.Code == "NEW");
        Assert.That(line.Forecast.Parameters, Is.EqualTo("4 analogues, weeks since launch, variation 0.21"));
        Assert.That(line.Forecast.Mean[3], Is.EqualTo(16).Within(1e-9));
        Assert.That(line.Forecast.Mean[12], Is.EqualTo(32).Within(1e-9));
    }

    [Test]
    public void Plan_ItemNewAtAPlace_TakesItsOwnSalesElsewhere_ByWhatEachPlaceSells()
    {
        var firm = new SmallFirm().Item("T", i => i with { Category = "Tea" }).Item("X", i => i with { Category = "Tea" });
        foreach (var (place, own, beside) in ((string, double, double)[])[("LEEDS", 10, 100), ("YORK", 20, 200)])
            firm.SellsAt(place, "T", Enumerable.Repeat(own, 60)).SellsAt(place, "X", Enumerable.Repeat(beside, 60));
        var line = firm.SellsAt("BATH", "X", Enumerable.Repeat(50.0, 60)).Listed("T", "BATH", new PlanningColumns { LaunchDate = SmallFirm.AsOf })
            .Plan().Lines.Single(l => l.Key == SmallFirm.Key("T", "BATH"));
        Assert.That(line.Forecast.Mean, Has.All.EqualTo(5).Within(1e-9));
        Assert.That(line.Forecast.FallbackReason, Is.EqualTo(
            "No sale here yet: forecast from its sales at 2 other places, each scaled by what it sells beside (LEEDS, YORK)."));
    }

    [Test]
    public void Plan_ThinItem_BorrowsTheSeasonOfItsCategory()
    {
        var line = Seasonal().Plan().Lines.Single(l => l.Key.Sku.Code == "THIN");
        Assert.That(line.Forecast.Parameters, Does.EndWith("; season of category Ice"));
        Assert.That(line.Forecast.Mean.Max() / line.Forecast.Mean.Min(), Is.GreaterThan(1.3), "13 weeks of the rising part of the season");
    }

    [Test]
    public void Plan_ThinVariant_TakesItsShareOfTheStyle()
    {
        var line = Shirts().Plan().Lines.Single(l => l.Key.Sku.Code == "R7-L");
        Assert.That(line.Forecast.Model, Is.EqualTo("style_share"));
        Assert.That(line.Forecast.FallbackReason, Does.Match(
            @"^Too little history of its own: 4\d % of the demand of the 3 variants of style R7, by the size curve of category Shirts\.$"));
        Assert.That(line.Recommendation.Notes, Does.Contain(line.Forecast.FallbackReason));
        Assert.That(line.Forecast.Mean.Average(), Is.EqualTo(9).Within(3), "45 % of 20 a week");
        Assert.That(Shirts().Plan().Lines.Where(l => l.Item.Style == "R0").Select(l => l.Forecast.Model), Has.None.EqualTo("style_share"), "it has two years of its own");
    }

    [Test]
    public void Plan_AnyNumberOfThreads_IsTheSame()
    {
        var (one, four) = (Shirts().Plan(threads: 1), Shirts().Plan(threads: 4));
        Assert.That(four.Lines.Select(l => (l.Key, l.Recommendation.Explanation)), Is.EqualTo(one.Lines.Select(l => (l.Key, l.Recommendation.Explanation))));
        Assert.That(four.Lines.SelectMany(l => l.Forecast.Quantiles), Is.EqualTo(one.Lines.SelectMany(l => l.Forecast.Quantiles)));
    }

    private static Item New(Item item) => item with { Category = "Tea", Planning = new PlanningColumns { LaunchDate = Launch } };

    // Products that sell 10, 15, 20, … a week, a unit more or less.
    private static SmallFirm Tea(int products)
    {
        var firm = new SmallFirm();
        foreach (var i in Enumerable.Range(0, products))
            firm.Item($"T{i}", x => x with { Category = "Tea" }).Sells($"T{i}", Enumerable.Range(0, 110).Select(week => 10.0 + 5 * i + (week * 7 + i) % 3 - 1));
        return firm;
    }

    private static SmallFirm Seasonal()
    {
        var counts = new GeneratedCounts(4);
        var firm = new SmallFirm();
        foreach (var i in Enumerable.Range(0, 5))
            firm.Item($"I{i}", x => x with { Category = "Ice" }).Sells($"I{i}", Enumerable.Range(0, 156).Select(week => counts.Poisson(60 * (1 + 0.6 * Math.Sin(2 * Math.PI * week / 52)))).ToArray());
        return firm.Item("THIN", x => x with { Category = "Ice" }).Sells("THIN", Enumerable.Range(136, 20).Select(week => counts.Poisson(10 * (1 + 0.6 * Math.Sin(2 * Math.PI * week / 52)))).ToArray());
    }

    // Eight styles of three sizes, sold 25 : 30 : 45; the last style has been on sale for ten weeks.
    private static SmallFirm Shirts()
    {
        var counts = new GeneratedCounts(6);
        var firm = new SmallFirm();
        foreach (var style in Enumerable.Range(0, 8))
        {
            foreach (var (size, share) in ((string, double)[])[("S", 0.25), ("M", 0.30), ("L", 0.45)])
            {
                firm.Item($"R{style}-{size}", x => x with { Category = "Shirts", Style = $"R{style}", Size = size })
                    .Sells($"R{style}-{size}", Enumerable.Range(0, style == 7 ? 10 : 104).Select(_ => counts.Poisson(20 * share)).ToArray());
            }
        }

        return firm;
    }
}
