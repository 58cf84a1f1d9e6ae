using Forecasting.Jobs.Tests.Documentation;
using YamlDotNet.RepresentationModel;

namespace Forecasting.Jobs.Tests.Infrastructure;

/// <summary>A YAML file, strictly read: a key that stands twice, or a tab, throws.</summary>
internal static class Yaml
{
    public static YamlMappingNode File(params string[] parts) => Parse(System.IO.File.ReadAllText(Path.Combine([RepositoryPage.Root, .. parts])));

    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>What stands under a key; null = nothing. What is merged by <c>&lt;&lt;</c> counts where the key itself is missing.</summary>
    public static YamlNode? Get(this YamlNode? node, string key)
    {
        if (node is not YamlMappingNode map)
            return null;
        if (map.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return value;
        return map.Children.TryGetValue(new YamlScalarNode("<<"), out var merged) ? merged.Get(key) : null;
    }

    /// <summary>The keys of a mapping with what stands under each; none where there is no mapping.</summary>
    public static IEnumerable<(string Key, YamlNode Value)> Pairs(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Select(pair => (pair.Key.Text() ?? "", pair.Value)) : [];

    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    /// <summary>The words of a list, or the one word that stands in its place.</summary>
    public static IEnumerable<string> Words(this YamlNode? node) => node switch
    {
        YamlSequenceNode list => list.Select(item => item.Text() ?? ""),
        YamlScalarNode { Value: { } word } => [word],
        _ => [],
    };

    /// <summary>Each node in it, itself first.</summary>
    public static IEnumerable<YamlNode> All(this YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => pair.Value.All()).Prepend(node),
        YamlSequenceNode list => list.SelectMany(item => item.All()).Prepend(node),
        _ => [node],
    };
}
