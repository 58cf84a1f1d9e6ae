using Forecasting.Accuracy;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Hierarchy;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class ForecastTotalsSheetTests
{
    [Test]
    public void Rows_AreTheLevelsInOrderWithTheirSpread()
    {
        var cells = Reading(HierarchyForecastTests.Report())["Forecast totals"];

        Assert.That((cells["D5"].Text, cells["G5"].Text), Is.EqualTo(("Next 4 weeks, 2024-04-15 to 2024-05-12", "Next 13 weeks, 2024-04-15 to 2024-07-14")));
        Assert.That(Enumerable.Range(7, 6).Select(row => (cells[$"A{row}"].Text, cells[$"B{row}"].Text)), Is.EqualTo(new[]
        {
            ("Total", "everything planned"), ("Category", "(not known)"), ("Category", "brakes"), ("Location", "LEEDS"), ("Location", "YORK"), ("SKU", "A  Part A"),
        }));
        for (var row = 7; row < 13; row++)
        {
            Assert.That(cells[$"E{row}"].Number, Is.LessThan(cells[$"D{row}"].Number), $"row {row}");
            Assert.That(cells[$"F{row}"].Number, Is.GreaterThan(cells[$"D{row}"].Number), $"row {row}");
            Assert.That(cells[$"G{row}"].Number, Is.GreaterThan(cells[$"D{row}"].Number), $"row {row}");
        }
    }

    [Test]
    public void Sentence_SaysWhatTheSpreadRestsOn()
    {
        var report = HierarchyForecastTests.Report();
        Assert.That(Reading(report)["Forecast totals"]["A3"].Text, Is.EqualTo(
            "How far products are wrong together is assumed (correlation 0.10): no forecast of an earlier plan has come due."));
        var later = report with
        {
            Past = new PastAccuracy(SamplePlan.AsOf, SamplePlan.AsOf, 1, [], []) { Correlation = new ErrorCorrelation(0.5, 13) },
        };
        Assert.That(Reading(later)["Forecast totals"]["A3"].Text, Is.EqualTo(
            "How far products are wrong together (correlation 0.30) is from what earlier plans promised for 13 weeks (0.50), drawn to 0.10 while they are few."));
    }

    [Test]
    public void Nothing_Planned_SaysSo() =>
        Assert.That(Reading(SamplePlan.Of([]))["Forecast totals"]["A6"].Text, Is.EqualTo("Nothing was planned."));

    private static WorkbookReading Reading(PlanReport report)
    {
        using var stream = new MemoryStream();
        PlanWorkbook.Write(stream, report);
        return new WorkbookReading(stream.ToArray());
    }
}
