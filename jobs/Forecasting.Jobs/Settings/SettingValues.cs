using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Forecasting.Planning;

namespace Forecasting.Jobs.Settings;

/// <summary>Settings written out: a line for each value.</summary>
internal static class SettingValues
{
    /// <summary>The source of a value that nothing set.</summary>
    public const string Default = "default";

    /// <summary>Every value by dotted name, ordered.</summary>
    /// <param name="settings">The settings as JSON.</param>
    /// <param name="sources">Where the values that something set come from, by dotted name.</param>
    public static ImmutableArray<SettingValue> Of(JsonNode settings, Dictionary<string, string> sources)
    {
        var values = new List<SettingValue>();
        Flatten(settings, "", sources, values);
        return [.. values.OrderBy(v => v.Name, StringComparer.Ordinal)];
    }

    private static void Flatten(JsonNode node, string path, Dictionary<string, string> sources, List<SettingValue> values)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } inner:
                foreach (var (name, value) in inner)
                {
                    if (value is not null)
                        Flatten(value, path.Length == 0 ? name : path + "." + name, sources, values);
                    else
                        values.Add(new SettingValue(path.Length == 0 ? name : path + "." + name, "automatic", Default));
                }

                break;
            default:
                var text = node is JsonValue leaf && leaf.TryGetValue<string>(out var s) ? s : node.ToJsonString();
                values.Add(new SettingValue(path, text, sources.GetValueOrDefault(path, Default)));
                break;
        }
    }
}
