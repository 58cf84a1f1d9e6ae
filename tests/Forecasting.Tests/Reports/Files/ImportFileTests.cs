using System.Text.Json;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class ImportFileTests
{
    [Test]
    public void Write_SampleFiles_CountsEverything() =>
        Assert.That(Written().GetProperty("counts").EnumerateObject().Select(p => $"{p.Name}={p.Value}"), Is.EqualTo((string[])
        [
            "rows_read=10303", "rows_loaded=10200", "rows_superseded=3", "rows_quarantined=91", "rows_duplicate=12", "rows_conserved=True",
            "files_rejected=1", "findings=4", "history_changes=2", "units_changed=-6",
        ]));

    [Test]
    public void Write_EachFile_HasItsRowsAndUnits()
    {
        var sales = Written().GetProperty("imports").EnumerateArray().Single(i => i.GetProperty("file").GetString() == "sales.csv");
        Assert.That(
            sales.EnumerateObject().Where(p => p.Name.StartsWith("units", StringComparison.Ordinal)).Select(p => $"{p.Name}={p.Value}"),
            Is.EqualTo((string[])["units_read=48120.5", "units_loaded=48000", "units_quarantined=100.5", "units_duplicate=20"]));
    }

    [Test]
    public void Write_Changes_LargestFirstAndADayWithoutARowIsNull()
    {
        var changes = Written().GetProperty("changes").EnumerateArray().ToList();
        Assert.That(changes.Select(c => c.GetProperty("sku").GetString()), Is.EqualTo(new[] { "MARCH1", "00123" }));
        Assert.That(changes[0].GetProperty("now").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(changes[1].GetProperty("now").GetDecimal(), Is.EqualTo(5));
    }

    [Test]
    public void Write_Rules_MostFrequentFirstWithAnExample()
    {
        var rules = Written().GetProperty("rules").EnumerateArray().Select(r => $"{r.GetProperty("feed")} {r.GetProperty("rule")} {r.GetProperty("findings")}");
        Assert.That(rules, Is.EqualTo((string[])["items range 1", "sales date 1", "sales number 1", "sales required 1"]));
    }

    private static JsonElement Written()
    {
        var report = SamplePlan.Report();
        var import = new ImportSummary(report.Imports, report.Quarantine, report.Changes, ["photos.csv"], IsNew: true);
        return JsonDocument.Parse(Under.Bytes(stream => ImportFile.Write(stream, import))).RootElement;
    }
}
