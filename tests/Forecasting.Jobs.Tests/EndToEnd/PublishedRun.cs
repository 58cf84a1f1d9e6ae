using System.Security.Cryptography;
using System.Text.Json;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>One published folder, read as a machine would read it: by its manifest, with nothing of ours but the contract.</summary>
internal sealed class PublishedRun
{
    private PublishedRun(string folder) => Folder = folder;

    /// <summary>Path of <c>&lt;out&gt;/&lt;asOf&gt;_&lt;run&gt;</c>.</summary>
    public string Folder { get; }

    /// <summary>All published folders under <paramref name="output"/>, oldest first by name.</summary>
    public static IReadOnlyList<PublishedRun> All(string output) => !Directory.Exists(output) ? [] :
        [.. Directory.GetDirectories(output, "????-??-??_*").Order(StringComparer.Ordinal).Select(path => new PublishedRun(path))];

    /// <summary>The only published folder.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several.</exception>
    public static PublishedRun Only(string output) => All(output).Single();

    /// <summary>File names, ordered.</summary>
    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Path of one artefact.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>A JSON artefact.</summary>
    public JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(this[name])).RootElement;

    /// <summary>Rows of a CSV artefact, by column name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        var records = Rfc4180.Parse(File.ReadAllText(this[name]));
        return [.. records.Skip(1).Select(record =>
            records[0].Zip(record, (column, field) => (column, field)).ToDictionary(cell => cell.column, cell => cell.field))];
    }

    /// <summary>SHA-256 of every file, by name. <c>run.json</c> holds timings, so it is the one that may differ between two runs.</summary>
    public IReadOnlyDictionary<string, string> Hashes() =>
        Names.Where(name => name != "run.json").ToDictionary(name => name, name => Sha256(this[name]));

    /// <summary>What is wrong with the folder against its manifest; empty when nothing is.</summary>
    public IReadOnlyList<string> ManifestFaults()
    {
        var faults = new List<string>();
        var listed = new List<string>();
        foreach (var file in Json("manifest.json").GetProperty("files").EnumerateArray())
        {
            var name = file.GetProperty("name").GetString()!;
            listed.Add(name);
            if (!File.Exists(this[name]))
                faults.Add($"{name} is missing");
            else if (file.TryGetProperty("sha256", out var hash) && hash.ValueKind == JsonValueKind.String && hash.GetString() != Sha256(this[name]))
                faults.Add($"{name} has another hash");
            else if (file.TryGetProperty("bytes", out var bytes) && bytes.ValueKind == JsonValueKind.Number && bytes.GetInt64() != new FileInfo(this[name]).Length && name != "run.json")
                faults.Add($"{name} has another length");
        }

        faults.AddRange(Names.Except(listed).Where(name => name is not ("manifest.json" or ".done" or "run.json")).Select(name => $"{name} is not listed"));
        return faults;
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
