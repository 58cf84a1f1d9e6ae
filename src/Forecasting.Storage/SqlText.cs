using System.Collections.Concurrent;

namespace Forecasting.Storage;

/// <summary>The SQL of this project: embedded files, one statement each, named as the method that runs it.</summary>
internal static class SqlText
{
    private const string Prefix = "Forecasting.Storage.Sql.";

    private static readonly ConcurrentDictionary<string, string> Statements = new(StringComparer.Ordinal);

    /// <summary>The statement <c>Sql/{name}.sql</c>.</summary>
    /// <exception cref="ArgumentException">There is no such statement.</exception>
    public static string Named(string name) => Statements.GetOrAdd(name, static n =>
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(Prefix + n.Replace('/', '.') + ".sql")
            ?? throw new ArgumentException($"There is no statement Sql/{n}.sql.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Names of the migrations, in order: <c>0001_first</c>, …</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        .. typeof(SqlText).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix + "Migrations.", StringComparison.Ordinal))
            .Select(n => n[(Prefix.Length + "Migrations.".Length)..^".sql".Length])
            .Order(StringComparer.Ordinal),
    ];
}
