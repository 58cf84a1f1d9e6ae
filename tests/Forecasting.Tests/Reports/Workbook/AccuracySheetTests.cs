using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class AccuracySheetTests
{
    [Test]
    public void Past_NoPlanBefore_SaysSoAndTheBacktestStands()
    {
        var cells = Reading(SamplePlan.Report())["Accuracy"];

        Assert.That(cells["A4"].Text, Is.EqualTo("What earlier plans promised, and what came"));
        Assert.That(cells["A5"].Text, Is.EqualTo(
            "No forecast of an earlier plan has come due: this table begins with the first plan that is made a week after another. "
            + "Until then, the backtest below says how good the forecasts are."));
        Assert.That((cells["A7"].Text, cells["A8"].Text, cells["A9"].Text), Is.EqualTo(("In the backtest", "By", "All")));
        Assert.That(Reading(SamplePlan.Report()).Below("Accuracy", "Promised: WAPE").Select(c => c.Text), Is.All.Empty);
    }

    [Test]
    public void Past_IsTheLadderByDistanceAndGroup()
    {
        var workbook = Reading(WithPast());
        var cells = workbook["Accuracy"];

        Assert.That(cells["A5"].Text, Is.EqualTo(
            "The weeks of 2024-04-01 to 2024-04-08, as 2 earlier plans forecast them, against what was sold where there was stock all along. "
            + "Value added: the share of the error that the step did away with; naive = as last season."));
        Assert.That(
            Enumerable.Range(7, 6).Select(row => (cells[$"A{row}"].Text, cells[$"B{row}"].Text)),
            Is.EqualTo(new[]
            {
                ("All", "all"), ("Weeks ahead", "1"), ("Weeks ahead", "2"), ("Model", "ssa"), ("ABC class", "A"), ("Demand pattern", "smooth"),
            }));
        // One week ahead: the naive errs by 6 of 20 units, the model by 3, the planner by 2.
        var header = Enumerable.Range(0, 14).ToDictionary(i => cells[$"{(char)('A' + i)}6"].Text, i => (char)('A' + i));
        Assert.That(cells[$"{header["WAPE"]}8"].Number, Is.EqualTo(0.1m));
        Assert.That(cells[$"{header["WAPE of the naive"]}8"].Number, Is.EqualTo(0.3m));
        Assert.That(cells[$"{header["Value added by the model"]}8"].Number, Is.EqualTo(0.5m));
        Assert.That(cells[$"{header["Value added by planners"]}8"].Number, Is.EqualTo(0.333333m));
        Assert.That(cells[$"{header["Buckets they changed"]}8"].Number, Is.EqualTo(1));
        Assert.That(cells[$"{header["Value added by planners"]}9"].Text, Is.Empty, "two weeks ahead nobody changed anything");
    }

    [Test]
    public void Detail_HasWhatWasPromisedWhereThereWasAPromise()
    {
        var workbook = Reading(WithPast());

        Assert.That(workbook.Below("Accuracy", "Promised: buckets compared").Select(c => c.Text), Is.EqualTo(new[] { "3", "", "", "", "", "" }));
        Assert.That(workbook.Below("Accuracy", "Tracking signal (Trigg)")[0].Number, Is.EqualTo(0.2m).Within(0.05m));
    }

    private static PlanReport WithPast()
    {
        var monday = new DateOnly(2024, 4, 1);
        var key = new SkuLocation(new Sku("00123"), new Location("LEEDS"));
        ForecastOutcome[] outcomes =
        [
            Outcome(key, "a", monday, 1, mean: 11, statistical: 12, naive: 13),
            Outcome(key, "b", monday.AddDays(7), 1, mean: 11, statistical: 11, naive: 7),
            Outcome(key, "a", monday.AddDays(7), 2, mean: 14, statistical: 14, naive: 10),
        ];
        return SamplePlan.Report() with { Past = PastAccuracy.Of(outcomes) };
    }

    private static ForecastOutcome Outcome(SkuLocation key, string run, DateOnly start, int ahead, double mean, double statistical, double naive) => new(
        new PromisedBucket(run, start, key, start, ahead, new OutcomeGroup("ssa", "A", "Smooth", ""), mean, statistical, naive, new ErrorScales(2, 2, 4)),
        10, 0.5, 1, 1);

    private static WorkbookReading Reading(PlanReport report)
    {
        using var stream = new MemoryStream();
        PlanWorkbook.Write(stream, report);
        return new WorkbookReading(stream.ToArray());
    }
}
