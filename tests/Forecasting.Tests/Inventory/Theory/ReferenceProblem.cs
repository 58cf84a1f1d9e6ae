using System.Globalization;
using System.Text.Json;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>One inventory problem with its answer, from a folder of reference files that is not part of this repository.</summary>
internal sealed class ReferenceProblem
{
    private readonly JsonElement _root;

    private ReferenceProblem(JsonElement root) => _root = root;

    public string Id => _root.GetProperty("id").GetString()!;

    public string Function => _root.GetProperty("function").GetString()!;

    public JsonElement Inputs => _root.GetProperty("inputs");

    public JsonElement Outputs => _root.GetProperty("outputs");

    public double Tolerance => _root.GetProperty("rel_tol").GetDouble();

    /// <summary>The topics of the folder; the test is skipped where the folder is not there.</summary>
    public static string[] Topics() =>
        [.. Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Every problem of a topic.</summary>
    public static IReadOnlyList<ReferenceProblem> OfTopic(string topic)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), topic + ".json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(root => new ReferenceProblem(root.Clone()))];
    }

    public bool Has(string name) => Inputs.TryGetProperty(name, out _);

    public double Number(string name) => Inputs.GetProperty(name).GetDouble();

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public double[] Numbers(string name) => [.. Inputs.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>One value for each period, given as one number or as a list.</summary>
    public double[] Numbers(string name, int count) =>
        Inputs.GetProperty(name).ValueKind == JsonValueKind.Array ? Numbers(name) : [.. Enumerable.Repeat(Number(name), count)];

    /// <summary>A value for each node: its name in the file is a number.</summary>
    public Dictionary<int, double> ByNode(string name) => Inputs.GetProperty(name).EnumerateObject()
        .ToDictionary(property => int.Parse(property.Name, CultureInfo.InvariantCulture), property => property.Value.GetDouble());

    /// <summary>Every number of the answer with its path, such as <c>trace.order_quantity[3]</c>.</summary>
    public Dictionary<string, double> Answer()
    {
        var flat = new Dictionary<string, double>(StringComparer.Ordinal);
        Flatten(Outputs, "", flat);
        return flat;
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, double> flat)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
                Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", flat);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var value in element.EnumerateArray())
                Flatten(value, $"{path}[{i++}]", flat);
        }
        else
        {
            flat.Add(path, element.GetDouble());
        }
    }

    private static string Folder()
    {
        var shared = Environment.GetEnvironmentVariable("FORECASTING_SHARED");
        var folder = Path.Combine(shared ?? "", "reference", "inventory");
        if (shared is null || !Directory.Exists(folder))
            Assert.Ignore("FORECASTING_SHARED does not name a folder with reference/inventory in it.");
        return folder;
    }
}
