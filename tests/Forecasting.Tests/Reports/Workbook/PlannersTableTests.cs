using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class PlannersTableTests
{
    [Test]
    public void Accuracy_WithScoredOverrides_TellsThemByPlanner()
    {
        var report = SamplePlan.Report() with
        {
            Overrides = [Override("Anna", "fair", 4, 12.5), Override("Anna", "older reason", 2, -3, daysAgo: 60), Override("Bob", "guess", 10, -40), Override("Cleo", "not due", 0, 0)],
        };
        var workbook = new WorkbookReading(Under.Bytes(stream => PlanWorkbook.Write(stream, report)));
        Assert.That(workbook.Below("Accuracy", "Planner").Select(c => c.Text), Is.EqualTo(new[] { "Bob", "Anna" }));
        Assert.That(workbook.Below("Accuracy", "Latest reason").Select(c => c.Text), Is.EqualTo(new[] { "guess", "fair" }));
        Assert.That(workbook.Below("Accuracy", "Nearer by (units)").Select(c => c.Number), Is.EqualTo(new[] { -40m, 9.5m }));
        Assert.That(workbook.Below("Accuracy", "of them nearer").Select(c => c.Number), Is.EqualTo(new[] { 0m, 0.5m }));
        Assert.That(workbook.Below("Accuracy", "SKU").Select(c => c.Text), Is.EqualTo(report.Lines.Select(l => l.Key.Sku.Code)));
    }

    private static OverrideLine Override(string author, string reason, int buckets, double gain, int daysAgo = 30)
    {
        var day = SamplePlan.AsOf.AddDays(-daysAgo);
        return new OverrideLine(
            new OverrideEffect(
                new DemandOverride(new Sku("00123"), null, new DateRange(day, day.AddDays(13)), OverrideKind.Add, 3, reason, author, null), OverrideState.Expired, 0, 0),
            new OverrideScore(buckets, gain), "", null);
    }
}
