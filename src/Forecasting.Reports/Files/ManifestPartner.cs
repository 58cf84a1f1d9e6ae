using System.Text.Json;
using Forecasting.Planning;

namespace Forecasting.Reports.Files;

/// <summary>Whom a published file is for, and what it must add up to.</summary>
/// <param name="Name">The partner.</param>
/// <param name="Folder">Folder that the file is meant for.</param>
/// <param name="Format">Its format.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="Number">Number of the interchange: it stands in the file where the format has a place for it.</param>
/// <param name="IsTest">True when the partner must not act on it.</param>
/// <param name="Totals">Control totals of its order lines; null for a file of forecasts or rules.</param>
public sealed record ManifestPartner(
    string Name, string Folder, string Format, string Version, ControlNumber Number, bool IsTest, ControlTotals? Totals)
{
    /// <summary>Writes the property <c>partner</c> of a file.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("partner");
        json.WriteString("name", Name);
        json.WriteString("folder", Folder);
        json.WriteString("format", Format);
        json.WriteString("version", Version);
        json.WriteNumber("number", Number.Value);
        json.WriteBoolean("test", IsTest);
        if (Totals is { } totals)
        {
            json.WriteStartObject("control_totals");
            Manifest.WriteTotals(json, totals);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Reads it.</summary>
    internal static ManifestPartner Read(JsonElement partner) => new(
        Manifest.Text(partner, "name"),
        Manifest.Text(partner, "folder"),
        Manifest.Text(partner, "format"),
        Manifest.Text(partner, "version"),
        new ControlNumber(partner.GetProperty("number").GetInt64()),
        partner.GetProperty("test").GetBoolean(),
        partner.TryGetProperty("control_totals", out var totals) ? Manifest.ReadTotals(totals) : null);
}
