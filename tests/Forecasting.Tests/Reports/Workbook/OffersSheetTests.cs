using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>The workbook of an item whose order is raised for a better price.</summary>
[TestFixture]
public sealed class OffersSheetTests
{
    [Test]
    public void Why_HasAColumnForTheBetterPrice_AndEveryRowAddsUp_AndOrdersShowThePricePaid()
    {
        var plan = new SmallFirm().Buys(new Supplier("ACME") { LeadTimeDays = 7 })
            .Item("A", i => i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, HoldingCost = 0.05m, PriceBreaks = new PriceList([new(40, 9)]) } })
            .Sells("A", Enumerable.Range(0, 60).Select(t => 4.0 + t * 7 % 5))
            .Holds("A", 2)
            .Plan(new PlanSettings { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } });
        var report = SamplePlan.Of(plan.Lines) with { Orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf) };
        using var stream = new MemoryStream();
        PlanWorkbook.Write(stream, report);
        var workbook = new WorkbookReading(stream.ToArray());
        var added = plan.Lines.Single().Recommendation.Explanation.OfferRounding;
        Assert.That(added, Is.GreaterThan(0));
        Assert.That(workbook.Below("Why", "+ For a better price, full layers or pallets (units)").Single().Number, Is.EqualTo(added));
        var check = workbook.Below("Why", "Change (0 = as published)").Single();
        Assert.That((check.Number, check.Formula), Is.EqualTo((0m, "ROUND(V6-W6,6)")));
        Assert.That(workbook["Orders by supplier"].Values.Select(c => c.Text), Does.Contain("9").And.Contain("360"));
    }
}
