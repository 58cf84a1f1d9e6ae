using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Trust;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary>How long one stage of a run took.</summary>
/// <param name="Stage">Name: <c>load</c>, <c>forecast</c>, …</param>
/// <param name="Elapsed">Time on the clock.</param>
public sealed record StageTiming(string Stage, TimeSpan Elapsed);

/// <summary><c>run.json</c>: for operations, what ran, on what, how long, and with what outcome.</summary>
/// <remarks>The one published file that is not the same bytes when the same run is done twice, because it holds timings.</remarks>
public static class RunFile
{
    /// <summary>File name.</summary>
    public const string Name = "run.json";

    /// <summary>Writes the record of a run. The outcome is <c>partial</c> when some SKU-location failed, otherwise <c>done</c>. The stream stays open.</summary>
    public static void Write(Stream stream, PlanReport report, ImmutableArray<StageTiming> timings)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        var identity = report.Identity;
        JsonText.Write(stream, json =>
        {
            json.WriteNumber("schema_version", 1);
            json.WriteString("run", identity.RunId);
            json.WriteString("outcome", report.Unplanned.Any(u => u.IsFailure) ? "partial" : "done");
            json.WriteString("as_of", Date(identity.AsOf));
            json.WriteString("scope", identity.Scope);
            json.WriteString("engine_version", identity.EngineVersion);
            json.WriteString("settings_hash", identity.SettingsHash);
            json.WriteNumber("sequence", report.Sequence);
            json.WriteString("cycle", Date(report.Cycle));
            json.WriteString("bucket", report.Bucket.ToString());
            json.WriteNumber("horizon", report.Horizon);
            WriteCounts(json, report);
            WriteGrades(json, report);
            json.WriteObjects("gate", report.Gate, finding =>
            {
                json.WriteString("feed", finding.Feed);
                json.WriteString("check", finding.Check);
                json.WriteString("level", finding.Level.ToString().ToLowerInvariant());
                json.WriteString("text", finding.Text);
            });
            WriteModels(json, report);
            json.WriteStrings("warnings", report.Warnings);
            json.WriteObjects("stages", timings, timing =>
            {
                json.WriteString("stage", timing.Stage);
                json.WriteExact("seconds", decimal.Round((decimal)timing.Elapsed.TotalSeconds, 3));
            });
            json.WriteObjects("inputs", identity.InputHashes, input =>
            {
                json.WriteString("name", input.Key);
                json.WriteString("sha256", input.Value);
            });
            WriteImports(json, report);
            json.WriteObjects("settings", report.Settings, setting =>
            {
                json.WriteString("name", setting.Name);
                json.WriteString("value", setting.Value);
                json.WriteString("source", setting.Source);
            });
        });
    }

    private static void WriteCounts(Utf8JsonWriter json, PlanReport report)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("rows_read", report.Imports.Sum(i => i.RowsRead));
        json.WriteNumber("rows_loaded", report.Imports.Sum(i => i.RowsLoaded));
        json.WriteNumber("rows_quarantined", report.Imports.Sum(i => i.RowsQuarantined));
        json.WriteNumber("rows_duplicate", report.Imports.Sum(i => i.RowsDuplicate));
        json.WriteNumber("rows_superseded", report.Imports.Sum(i => i.RowsSuperseded));
        json.WriteBoolean("rows_conserved", report.Imports.All(i => i.IsConserved));
        json.WriteNumber("files_rejected", report.Imports.Count(i => i.IsRejected));
        json.WriteNumber("findings", report.Quarantine.Length);
        json.WriteNumber("sku_locations_planned", report.Lines.Length);
        json.WriteNumber("sku_locations_skipped", report.Unplanned.Count(u => !u.IsFailure));
        json.WriteNumber("sku_locations_failed", report.Unplanned.Count(u => u.IsFailure));
        json.WriteNumber("sku_locations_held", report.Unplanned.Count(u => u.Trust.Grade == TrustGrade.D));
        json.WriteNumber("history_changes", report.Changes.Length);
        json.WriteNumber("corrections", report.Lines.Sum(l => (long)l.History.Corrections.Length));
        json.WriteNumber("corrections_vetoed", report.Lines.Sum(l => (long)l.History.Corrections.Count(c => c.Veto.Length > 0)));
        json.WriteNumber("order_lines", report.Orders.Length);
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, PlanReport report)
    {
        var models = report.Lines.GroupBy(l => l.Forecast.Model, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        json.WriteObjects("models", models, model =>
        {
            json.WriteString("model", model.Key);
            json.WriteNumber("sku_locations", model.Count());
            json.WriteNumber("fallbacks", model.Count(l => l.IsFallback));
        });
    }

    private static void WriteGrades(Utf8JsonWriter json, PlanReport report)
    {
        json.WriteStartObject("trust");
        foreach (var total in GradeTotal.Of(report))
            json.WriteNumber(total.Grade.ToString().ToLowerInvariant(), total.SkuLocations);
        json.WriteEndObject();
    }

    private static void WriteImports(Utf8JsonWriter json, PlanReport report) =>
        json.WriteObjects("imports", report.Imports, import => ImportFile.WriteReport(json, import));
}
