using Forecasting.Reports.Decisions;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class KeyFiguresTests
{
    [Test]
    public void Of_SamplePlan_AddsUpByHand()
    {
        var figures = KeyFigures.Of(SamplePlan.Report());
        Assert.That((figures.Planned, figures.NotPlanned), Is.EqualTo((6, 3)));
        Assert.That(figures.Orders.ValueByCurrency, Is.EqualTo(new Dictionary<string, decimal> { ["EUR"] = 2067, ["USD"] = 255 }));

        // 12 × 7.50 + 3 × 5.50 + 2 × 6.50 + 300 × 8.50 + 0; 4 × 8.50
        Assert.That(figures.StockValue, Is.EqualTo(new Dictionary<string, decimal> { ["EUR"] = 2669.5m, ["USD"] = 34 }));
        Assert.That(figures.ExcessValue["EUR"], Is.EqualTo(180 * 8.5m));
        Assert.That(figures.StockoutShare, Is.EqualTo(1 / 6.0));
        Assert.That(figures.FallbackShare, Is.EqualTo(1 / 6.0));
        Assert.That(figures.ExpectedFillRate, Is.EqualTo(0.962).Within(1e-12));
    }

    [Test]
    public void Of_EmptyPlan_KnowsNothing()
    {
        var figures = KeyFigures.Of(SamplePlan.Of([]));
        Assert.That(figures.MedianDaysOfCover, Is.NaN);
        Assert.That(figures.StockoutShare, Is.NaN);
        Assert.That(figures.Accuracy.Wape, Is.NaN);
        Assert.That(figures.StockValue, Is.Empty);
    }

    [Test]
    public void Of_StockWithoutRecord_IsNoStockout()
    {
        var line = SamplePlan.Line("A", "X", 10, onHand: 0);
        line = line with { Position = line.Position with { IsKnown = false } };
        Assert.That(KeyFigures.Of(SamplePlan.Of([line])).StockoutShare, Is.NaN);
    }
}
