using System.Text.Json;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class RunFileTests
{
    [Test]
    public void Write_SamplePlan_CountsEverything()
    {
        var counts = Written(SamplePlan.Report()).GetProperty("counts");
        Assert.That(counts.EnumerateObject().Select(p => $"{p.Name}={p.Value}"), Is.EqualTo((string[])
        [
            "rows_read=10303", "rows_loaded=10200", "rows_quarantined=91", "rows_duplicate=12", "rows_superseded=3", "rows_conserved=True", "files_rejected=1",
            "findings=4", "sku_locations_planned=6", "sku_locations_skipped=2", "sku_locations_failed=1", "sku_locations_held=1", "history_changes=2",
            "corrections=6", "corrections_vetoed=0", "order_lines=6",
        ]));
    }

    [Test]
    public void Write_SamplePlan_NamesModelsAndFallbacks() =>
        Assert.That(
            Written(SamplePlan.Report()).GetProperty("models").EnumerateArray()
                .Select(m => (m.GetProperty("model").GetString(), m.GetProperty("sku_locations").GetInt32(), m.GetProperty("fallbacks").GetInt32())),
            Is.EqualTo(((string?, int, int)[])[("seasonal_naive", 1, 1), ("ssa", 5, 0)]));

    [Test]
    public void Write_Timings_InSecondsToTheMillisecond() =>
        Assert.That(Written(SamplePlan.Report()).GetProperty("stages")[0].GetRawText().ReplaceLineEndings(""), Does.Contain("\"seconds\": 1.235"));

    [TestCase(true, "partial")]
    [TestCase(false, "done")]
    public void Write_Outcome_IsPartialWhenSomethingFailed(bool isFailure, string outcome)
    {
        var report = SamplePlan.Report();
        report = report with { Unplanned = [report.Unplanned[0] with { IsFailure = isFailure }] };
        Assert.That(Written(report).GetProperty("outcome").GetString(), Is.EqualTo(outcome));
    }

    private static JsonElement Written(PlanReport report) => JsonDocument.Parse(
        Under.Bytes(stream => RunFile.Write(stream, report, [new StageTiming("forecast", TimeSpan.FromMilliseconds(1234.6))]))).RootElement;
}
