using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>The SQL of this project: embedded files, one statement each, named as the method that runs it.</summary>
internal static class SqlText
{
    private const string Prefix = "Forecasting.Storage.Sql.";

    private static readonly ConcurrentDictionary<string, string> Statements = new(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Resources = typeof(SqlText).Assembly.GetManifestResourceNames().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The statement <c>Sql/{name}.sql</c>.</summary>
    /// <exception cref="ArgumentException">There is no such statement.</exception>
    public static string Named(string name) => Statements.GetOrAdd(name, static n =>
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(ResourceOf(n))
            ?? throw new ArgumentException($"There is no statement Sql/{n}.sql.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The same for a store: its own statement <c>Sql/{dialect}/{name}.sql</c> where there is one, in its words.</summary>
    /// <exception cref="ArgumentException">There is no such statement.</exception>
    public static string Named(string name, IStore store)
    {
        var own = $"{store.Dialect}/{name}";
        return store.Translate(Named(Resources.Contains(ResourceOf(own)) ? own : name));
    }

    /// <summary>Names of the migrations of a store, in order: version 1 is <c>0001_first</c>.</summary>
    /// <param name="store">Folder of the store: <c>DuckDb</c>, <c>PostgreSql</c>, <c>SqlServer</c>.</param>
    public static IReadOnlyList<(int Version, string Name)> Migrations(string store)
    {
        var prefix = $"{Prefix}Migrations.{store}.";
        return
        [
            .. Resources.Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
                .Select(n => n[prefix.Length..^".sql".Length])
                .Order(StringComparer.Ordinal)
                .Select(n => (int.Parse(n.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), n)),
        ];
    }

    private static string ResourceOf(string name) => Prefix + name.Replace('/', '.') + ".sql";
}
