using System.Text.RegularExpressions;

namespace Forecasting.Jobs.Tests.Documentation;

/// <summary>A Markdown page of the repository, and what a reader takes from it: code blocks, tables, links.</summary>
internal sealed partial class RepositoryPage
{
    private readonly string path;

    private RepositoryPage(string path)
    {
        this.path = path;
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The page as written.</summary>
    public string Text { get; }

    /// <summary>Path from the root, for messages.</summary>
    public string Name => Path.GetRelativePath(Root, path);

    /// <summary>Cells of every table row, header and rule left out; outer blanks removed.</summary>
    public IEnumerable<string[]> Rows => WithoutCode.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split(" |", StringSplitOptions.None)[..^1].Select(cell => cell.TrimStart('|').Trim()).ToArray());

    /// <summary>Headings of the second level, in order.</summary>
    public IEnumerable<string> Sections =>
        WithoutCode.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]);

    /// <summary>Headings below the title, of any level, in order.</summary>
    public IEnumerable<string> Headings =>
        WithoutCode.Split('\n').Where(line => line.StartsWith("##", StringComparison.Ordinal)).Select(line => line.TrimStart('#').Trim());

    /// <summary>Targets of links and images that stay in the repository.</summary>
    public IEnumerable<string> RelativeLinks => LinkPattern().Matches(WithoutCode)
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    private string WithoutCode => BlockPattern().Replace(Text, "");

    /// <summary>The page at a path from the root.</summary>
    public static RepositoryPage At(params string[] parts) => new(Path.Combine([Root, .. parts]));

    /// <summary>README and every page under docs.</summary>
    public static IEnumerable<RepositoryPage> All() =>
        Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "README.md"))
            .Order(StringComparer.Ordinal)
            .Select(path => new RepositoryPage(path));

    /// <summary>Code blocks of a language; an empty word for blocks that name none.</summary>
    public IEnumerable<string> Blocks(string language) => BlockPattern().Matches(Text)
        .Where(match => match.Groups["language"].Value == language)
        .Select(match => match.Groups["code"].Value);

    /// <summary>True when a relative link leads to a file, or to a folder with something in it.</summary>
    public bool Resolves(string link)
    {
        var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, link.Split('#')[0]));
        return File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any());
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Forecasting.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"Forecasting.sln is in no folder above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();
}
