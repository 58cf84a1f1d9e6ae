using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class ShownLinesTests
{
    [Test]
    public void Of_MoreThanTheLimit_KeepsThoseWithMostMoneyAtRiskAndSaysSo()
    {
        var shown = ShownLines.Of(SamplePlan.Report(), 2);
        Assert.That(shown.Lines.Select(l => l.Key.Sku.Code), Is.EqualTo((string[])["00123", "1E5"]));
        Assert.That(shown.Note, Is.EqualTo(
            "The 2 SKU-locations with most money at risk, of 6; all are in plan.csv and forecast.csv beside this workbook, and \"forecasting explain SKU\" shows any of them."));
    }

    [Test]
    public void IndexOf_LineNotShown_IsNull()
    {
        var report = SamplePlan.Report();
        var shown = ShownLines.Of(report, 2);
        Assert.That(report.Lines.Select(l => shown.IndexOf(l.Key)), Is.EqualTo((int?[])[0, 1, null, null, null, null]));
    }

    [Test]
    public void Of_NoMoreThanTheLimit_KeepsAllInSilence()
    {
        var report = SamplePlan.Report();
        var shown = ShownLines.Of(report, 6);
        Assert.That((shown.Lines, shown.Note), Is.EqualTo((report.Lines, "")));
    }
}
