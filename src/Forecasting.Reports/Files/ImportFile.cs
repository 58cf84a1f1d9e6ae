using System.Text.Json;
using Forecasting.History;
using Forecasting.Reports.Decisions;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary>What an import found, as JSON: what <c>forecasting import --json</c> prints. Its list of files is that of <c>run.json</c>.</summary>
public static class ImportFile
{
    /// <summary>Writes one object. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="import">What was found; all its changes and findings by rule are written.</param>
    public static void Write(Stream stream, ImportSummary import)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(import);
        JsonText.Write(stream, json =>
        {
            json.WriteNumber("schema_version", 1);
            json.WriteBoolean("is_new", import.IsNew);
            WriteCounts(json, import);
            json.WriteObjects("imports", import.Files, file => WriteReport(json, file));
            json.WriteObjects("rules", RuleTotal.Of(import.Quarantine), rule =>
            {
                json.WriteString("feed", rule.First.Feed);
                json.WriteString("rule", rule.First.Rule);
                json.WriteNumber("findings", rule.Findings);
                json.WriteNumber("rows", rule.Rows);
                json.WriteString("example", rule.First.Message);
            });
            json.WriteObjects("changes", import.LargestChanges, change => WriteChange(json, change));
            json.WriteStrings("ignored", import.Ignored);
        });
    }

    /// <summary>The properties of one file.</summary>
    internal static void WriteReport(Utf8JsonWriter json, ImportReport import)
    {
        json.WriteString("file", import.File);
        json.WriteString("feed", import.Feed);
        json.WriteString("sha256", import.Sha256);
        json.WriteNumber("bytes", import.Bytes);
        json.WriteString("profile", import.Profile);
        json.WriteNumber("rows_read", import.RowsRead);
        json.WriteNumber("rows_loaded", import.RowsLoaded);
        json.WriteNumber("rows_superseded", import.RowsSuperseded);
        json.WriteNumber("rows_quarantined", import.RowsQuarantined);
        json.WriteNumber("rows_duplicate", import.RowsDuplicate);
        json.WriteExact("units_read", import.QuantityRead);
        json.WriteExact("units_loaded", import.QuantityLoaded);
        json.WriteExact("units_quarantined", import.QuantityQuarantined);
        json.WriteExact("units_duplicate", import.QuantityDuplicate);
        json.WriteBoolean("rows_conserved", import.IsConserved);
        json.WriteString("rejected_reason", import.RejectedReason);
        json.WriteStrings("notes", import.Notes);
    }

    private static void WriteCounts(Utf8JsonWriter json, ImportSummary import)
    {
        var rows = RowTotals.Of(import.Files);
        json.WriteStartObject("counts");
        json.WriteNumber("rows_read", rows.Read);
        json.WriteNumber("rows_loaded", rows.Loaded);
        json.WriteNumber("rows_superseded", rows.Superseded);
        json.WriteNumber("rows_quarantined", rows.SetAside);
        json.WriteNumber("rows_duplicate", rows.Repeated);
        json.WriteBoolean("rows_conserved", rows.IsConserved);
        json.WriteNumber("files_rejected", import.Files.Count(f => f.IsRejected));
        json.WriteNumber("findings", import.Quarantine.Length);
        json.WriteNumber("history_changes", import.Changes.Length);
        json.WriteExact("units_changed", import.NetChange);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, HistoryChange change)
    {
        json.WriteString("sku", change.Key.Sku.Code);
        json.WriteString("location", change.Key.Location.Code);
        json.WriteString("day", Date(change.Day));
        WriteUnits(json, "was", change.Was);
        WriteUnits(json, "now", change.Now);
        json.WriteString("source", change.Source);
        json.WriteString("file", change.File);
    }

    private static void WriteUnits(Utf8JsonWriter json, string name, decimal? units)
    {
        if (units is { } known)
            json.WriteExact(name, known);
        else
            json.WriteNull(name);
    }
}
