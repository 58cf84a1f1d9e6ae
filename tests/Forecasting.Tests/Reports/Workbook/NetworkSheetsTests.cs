using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>The workbook of a warehouse with 20 units and three stores that ask for more.</summary>
[TestFixture]
public sealed class NetworkSheetsTests
{
    private WorkbookReading workbook = null!;
    private Plan plan = null!;

    [OneTimeSetUp]
    public void WriteOnce()
    {
        var firm = new SmallFirm().Buys(new Supplier("ACME") { LeadTimeDays = 14 }).Holds("A", 20, "HUB")
            .Item("A", i => i with { Planning = new PlanningColumns { Supplier = "ACME", UnitCost = 10, UnitPrice = 15 } });
        foreach (var store in (string[])["S1", "S2", "S3"])
        {
            firm.At(new StockingPlace(new Location(store)) { SourceLocation = new Location("HUB"), TransferLeadTimeDays = 2 })
                .SellsAt(store, "A", Enumerable.Range(0, 60).Select(t => 4.0 + (t * 7) % 5)).Holds("A", 0, store);
        }

        plan = firm.Plan(new PlanSettings { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } });
        var report = SamplePlan.Of(plan.Lines) with
        {
            Advice = plan.Advice,
            Orders = OrderLines.Difference(plan.Lines, [], SmallFirm.AsOf, SmallFirm.AsOf),
        };
        using var stream = new MemoryStream();
        PlanWorkbook.Write(stream, report);
        workbook = new WorkbookReading(stream.ToArray());
    }

    [Test]
    public void Why_HasAColumnForTheCut_AndEveryRowAddsUp()
    {
        Assert.That(
            workbook.Below("Why", "− Cut: the source has not enough (units)").Select(c => c.Number),
            Is.EqualTo(plan.Lines.Select(l => -l.Recommendation.Explanation.SourceCut)));
        var checks = workbook.Below("Why", "Change (0 = as published)");
        Assert.That(checks.Select(c => c.Number), Is.All.Zero);
        Assert.That(checks[0].Formula, Is.EqualTo("ROUND(V6-W6,6)"));
    }

    [Test]
    public void Risk_NamesTheSource_ItsMissingUnitsAndTheirMoney()
    {
        var shortage = plan.Advice.Shortages.Single();
        var row = workbook.Below("Risk & excess", "What").FindIndex(c => c.Text == "source short");
        Assert.That(row, Is.Not.Negative);
        Assert.That(workbook.Below("Risk & excess", "Location")[row].Text, Is.EqualTo("HUB"));
        Assert.That(workbook.Below("Risk & excess", "Units")[row].Number, Is.EqualTo(shortage.Missing));
        Assert.That(workbook.Below("Risk & excess", "Money")[row].Number, Is.EqualTo(shortage.Money));
        Assert.That(workbook.Below("Risk & excess", "Why")[row].Text, Is.EqualTo(shortage.Reason));
    }

    [Test]
    public void Orders_TotalOfPurchases_StandsBesideTheGrandTotal()
    {
        var cells = workbook["Orders by supplier"];
        var row = cells.Single(c => c.Value.Text == "Purchases").Key[1..];
        var bought = plan.Lines.Single(l => l.Key.Location.Code == "HUB").Recommendation.Explanation.Quantity;
        Assert.That(cells["G" + row].Number, Is.EqualTo(bought));
        Assert.That(cells["K" + row].Number, Is.EqualTo(10 * bought));
    }

    [Test]
    public void ForecastTotals_SayThatOrdersBetweenPlacesAreNotCounted()
    {
        Assert.That(workbook["Forecast totals"].Values.Select(c => c.Text), Has.Some.EndsWith(
            "What places order from each other is not counted: it is the demand of customers once more."));
        Assert.That(workbook.Below("Forecast", "Model used").Select(c => c.Text), Does.Contain("planned_orders"));
    }
}
