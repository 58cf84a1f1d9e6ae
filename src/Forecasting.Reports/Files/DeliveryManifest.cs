namespace Forecasting.Reports.Files;

/// <summary><c>&lt;file&gt;.manifest.json</c> beside a partner's file at its target: what the receiver checks before it imports. The same file, the same
/// bytes, however often it is sent.</summary>
public static class DeliveryManifest
{
    /// <summary>What follows the name of the file.</summary>
    public const string Suffix = ".manifest.json";

    /// <summary>Version of this layout; a receiver refuses one it does not know.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes it. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="publication">The publication that holds the file.</param>
    /// <param name="file">The file as the publication lists it; of a partner.</param>
    /// <param name="replaces">The partner's number before in the same plan cycle; null = none.</param>
    /// <exception cref="ArgumentException">The file is for no partner, or is listed without hash.</exception>
    public static void Write(Stream stream, Manifest publication, ManifestFile file, long? replaces)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(file);
        if (file is not { Partner: { } partner, Sha256: { } sha256, Bytes: { } bytes, Rows: { } rows })
            throw new ArgumentException($"{file.Name} is no partner's file.", nameof(file));
        JsonText.Write(stream, json =>
        {
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("file", file.Name);
            json.WriteString("sha256", sha256);
            json.WriteNumber("bytes", bytes);
            json.WriteNumber("rows", rows);
            json.WriteString("partner", partner.Name);
            json.WriteNumber("number", partner.Number.Value);
            if (replaces is { } earlier)
                json.WriteNumber("replaces", earlier);
            json.WriteBoolean("test", partner.IsTest);
            json.WriteString("format", partner.Format);
            json.WriteString("version", partner.Version);
            json.WriteString("run", publication.RunId);
            json.WriteString("as_of", CsvText.Date(publication.AsOf));
            json.WriteString("cycle", CsvText.Date(publication.Cycle));
            json.WriteNumber("sequence", publication.Sequence);
            if (partner.Totals is { } totals)
            {
                json.WriteStartObject("control_totals");
                Manifest.WriteTotals(json, totals);
                json.WriteEndObject();
            }
        });
    }
}
