using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Deliveries;

/// <summary>A receiver who waits for marks in a folder, believes nothing else, and takes each file as soon as it can.</summary>
/// <param name="folder">The folder.</param>
internal sealed class PollingReader(string folder)
{
    private readonly List<(string Name, long Number)> taken = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>How often it has looked.</summary>
    public int Looks { get; private set; }

    /// <summary>Numbers in the order in which they were taken.</summary>
    public IReadOnlyList<long> Numbers => [.. taken.Select(t => t.Number)];

    /// <summary>Looks at everything once more, also at what was taken.</summary>
    public void LookAgain()
    {
        Look();
        foreach (var (name, _) in taken)
            Read(name);
    }

    /// <summary>Takes what is marked and not taken yet.</summary>
    public void Look()
    {
        Looks++;
        foreach (var mark in Directory.GetFiles(folder, "*.done").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(mark)[..^".done".Length];
            if (!known.Add(name))
                continue;
            var number = Read(name);

            // Not the order of this listing, which may miss what came while it was made: the one before must be there when this one is.
            if (number > 1)
                Assert.That(File.Exists(mark.Replace($"{number:D9}", $"{number - 1:D9}", StringComparison.Ordinal)), Is.True, $"{name} overtook the one before");
            taken.Add((name, number));
        }
    }

    private long Read(string name)
    {
        byte[] Bytes(string suffix) => File.ReadAllBytes(Path.Combine(folder, name + suffix));
        var manifest = Bytes(".manifest.json");
        Assert.That(Encoding.ASCII.GetString(Bytes(".done")), Is.EqualTo(Hash(manifest) + "\n"), $"the mark of {name} is not of its manifest");
        using var json = JsonDocument.Parse(manifest);
        var (root, bytes) = (json.RootElement, Bytes(""));
        Assert.That(
            (root.GetProperty("schema_version").GetInt32(), root.GetProperty("file").GetString(), root.GetProperty("sha256").GetString(), root.GetProperty("bytes").GetInt64()),
            Is.EqualTo((1, name, Hash(bytes), bytes.LongLength)), $"the manifest of {name} is of another file");
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(root.GetProperty("rows").GetInt64() + 2));
        Assert.That(JsonDocument.Parse(lines[0]).RootElement.GetProperty("number").GetInt64(), Is.EqualTo(root.GetProperty("number").GetInt64()));
        return root.GetProperty("number").GetInt64();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
