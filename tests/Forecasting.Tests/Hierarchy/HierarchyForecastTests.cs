using Forecasting.Accuracy;
using Forecasting.Hierarchy;
using Forecasting.Planning;
using Forecasting.Statistics;
using Forecasting.Tests.Reports;
using NUnit.Framework;

namespace Forecasting.Tests.Hierarchy;

public sealed class HierarchyForecastTests
{
    [Test]
    public void Of_EveryLevel_AddsUpToTheTotalExactly()
    {
        var forecast = HierarchyForecast.Of(Report())!;

        Assert.That((forecast.First, forecast.Reaches.ToArray()), Is.EqualTo((SamplePlan.AsOf, new[] { 4, 13 })));
        Assert.That(forecast.Nodes.Select(n => (n.Level, n.Code, n.Sums[0].Members)), Is.EqualTo(new[]
        {
            (HierarchyLevel.Total, "", 4), (HierarchyLevel.Category, "", 1), (HierarchyLevel.Category, "brakes", 3),
            (HierarchyLevel.Location, "LEEDS", 2), (HierarchyLevel.Location, "YORK", 2), (HierarchyLevel.Sku, "A", 2),
        }), "a product at one place is a SKU-location");
        foreach (var level in (HierarchyLevel[])[HierarchyLevel.Category, HierarchyLevel.Location])
        {
            var all = new DemandSum();
            foreach (var node in forecast.Nodes.Where(n => n.Level == level))
                all.Add(node.Sums[1]);
            Assert.That(all.Mean, Is.EqualTo(forecast.Nodes[0].Sums[1].Mean), $"{level}");
        }

        var lines = new ExactSum();
        foreach (var mean in Report().Lines.SelectMany(l => l.Forecast.Mean.Take(13)))
            lines.Add(mean);
        Assert.That(forecast.Nodes[0].Sums[1].Mean, Is.EqualTo(lines.Value));
    }

    [Test]
    public void Of_NoCategories_HasNone()
    {
        var report = Report();
        var plain = report with { Lines = [.. report.Lines.Select(l => l with { Item = l.Item with { Category = "" } })] };
        Assert.That(HierarchyForecast.Of(plain)!.Nodes.Select(n => n.Level), Has.None.EqualTo(HierarchyLevel.Category));
    }

    [Test]
    public void Of_SeriesThatEndsEarlier_IsTakenFromTheSameDayOn()
    {
        var report = Report();
        var line = report.Lines[0];
        var raw = line.History.Raw;
        var early = line with { History = line.History with { Raw = raw with { Start = raw.Bucket.Add(raw.Start, -1) } } };
        var forecast = HierarchyForecast.Of(report with { Lines = [early, report.Lines[1]] })!;

        var expected = new ExactSum();
        foreach (var mean in line.Forecast.Mean.Skip(1).Take(4).Concat(report.Lines[1].Forecast.Mean.Take(4)))
            expected.Add(mean);
        Assert.That(forecast.Nodes[0].Sums[0].Mean, Is.EqualTo(expected.Value));
    }

    [Test]
    public void Of_ShortHorizonOrNothing_SumsWhatThereIs()
    {
        Assert.That(HierarchyForecast.Of(Report() with { Horizon = 3 })!.Reaches, Is.EqualTo(new[] { 3 }));
        Assert.That(HierarchyForecast.Of(Report() with { Horizon = 6 })!.Reaches, Is.EqualTo(new[] { 4, 6 }));
        Assert.That(HierarchyForecast.Of(Report() with { Lines = [] }), Is.Null);
    }

    [Test]
    public void Of_Correlation_IsThatOfThePast() =>
        Assert.That(HierarchyForecast.Of(Report())!.Correlation, Is.SameAs(ErrorCorrelation.Assumed));

    /// <summary>A at two places and B, of one category, and one product without; all with their spread.</summary>
    internal static PlanReport Report() => SamplePlan.Of(
    [
        Line("A", "LEEDS", 40, "brakes"), Line("A", "YORK", 0.1, "brakes"), Line("B", "YORK", 7, "brakes"), Line("C", "LEEDS", 1e9 / 3, ""),
    ]);

    private static PlanLine Line(string sku, string location, double weekly, string category)
    {
        var line = SamplePlan.Line(sku, location, weekly, 0);
        return line with
        {
            Item = line.Item with { Category = category },
            Spread = new ErrorSpread(
                [.. Enumerable.Repeat(weekly / 4, line.Forecast.Horizon)], 0, 1, [], [.. Enumerable.Repeat(0.2, line.Forecast.Horizon)], true, 8),
        };
    }
}
