using System.Text.RegularExpressions;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>A statement as a server gets it.</summary>
/// <param name="Name">Its file, <c>Gate/ReadCodes</c>.</param>
/// <param name="Text">Its text, with parameters <c>@name</c>.</param>
internal sealed partial record ServerStatement(string Name, string Text)
{
    private const string Prefix = "Forecasting.Storage.Sql.";
    private const string Suffix = ".sql";

    private static readonly string[] Stores = ["DuckDb", "PostgreSql", "SqlServer"];

    // Files are read, and sources asked, by statements of DuckDB and of whatever the firm has; roles are given by hand.
    private static readonly string[] NotRun = ["Files", "Sources", "Migrations", "Roles"];

    /// <summary>Names of its parameters, each once.</summary>
    public IReadOnlyList<string> Parameters => [.. Parameter().Matches(Text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Every statement that is run on a kind of server.</summary>
    /// <param name="store">Folder of its own statements.</param>
    public static IReadOnlyList<ServerStatement> All(string store = "SqlServer")
    {
        var names = typeof(ForecastingDatabase).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Suffix.Length].Replace('.', '/'))
            .Where(n => n.Split('/')[0] is var folder && !NotRun.Contains(folder) && (folder == store || !Stores.Contains(folder)))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. names.Where(n => !names.Contains($"{store}/{n}"))
                .Order(StringComparer.Ordinal)
                .Select(n => new ServerStatement(n, ServerText.Parameters(SqlText.Named(n)))),
        ];
    }

    [GeneratedRegex("@([a-z_][a-z_0-9]*)")]
    private static partial Regex Parameter();
}
