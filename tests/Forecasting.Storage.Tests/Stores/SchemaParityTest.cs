using System.Globalization;
using Dapper;
using Forecasting.Storage.Tests.SqlServer;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>The same tables with the same columns in the same order, whatever the database: rows are written in bulk by their place.</summary>
public class SchemaParityTest
{
    // Only a server can leave one in doubt whether it has committed.
    private const string CommitMarks = "run.commit_mark";

    private const string Columns =
        """
        select c.table_schema as TableSchema, c.table_name as TableName, c.column_name as ColumnName, lower(c.data_type) as DataType
        from information_schema.columns as c
        where c.table_schema in ('history', 'demand', 'forecast', 'inventory', 'run')
          and c.table_name <> 'commit_mark'
        order by c.table_schema, c.table_name, c.ordinal_position
        """;

    [Test]
    public void Tables_OfPostgreSql_AreThoseOfDuckDb() => Assert.That(Tables(StoreKind.PostgreSql), Is.EqualTo(Tables(StoreKind.DuckDb)));

    [Test]
    public void Tables_OfSqlServer_AreThoseOfDuckDb()
    {
        var schema = MigratedSchema.OfProduct();
        var check = new KindCheck(schema);
        var names = schema.Tables.Keys.Append("history.loaded_row").Where(n => n != CommitMarks && !n.StartsWith("dbo.", StringComparison.Ordinal));
        var tables = names.Order(StringComparer.Ordinal)
            .Select(n => $"{n} ({string.Join(", ", check.ColumnsOf(n).Select(c => $"{c.Key} {Kept(c.Value)}"))})");
        Assert.That(tables, Is.EqualTo(Tables(StoreKind.DuckDb)));
    }

    private static List<string> Tables(StoreKind kind)
    {
        using var directory = new DataDirectory(kind);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        return
        [
            .. database.Connection.Query<Column>(Columns)
                .GroupBy(c => $"{c.TableSchema}.{c.TableName}")
                .Select(t => $"{t.Key} ({string.Join(", ", t.Select(c => $"{c.ColumnName} {c.Kept}"))})")
                .Order(StringComparer.Ordinal),
        ];
    }

    // SQL Server keeps lists of numbers as bytes, and others as texts.
    private static string Kept(Kind kind) => kind == Kind.Bytes ? "bytes" : kind.ToString();

    private sealed record Column
    {
        public string TableSchema { get; init; } = "";

        public string TableName { get; init; } = "";

        public string ColumnName { get; init; } = "";

        public string DataType { get; init; } = "";

        public string Kept => DataType.Split('(')[0] switch
        {
            "boolean" => nameof(Kind.Flag),
            "date" => nameof(Kind.Date),
            "timestamp" or "timestamp without time zone" => nameof(Kind.Time),
            "uhugeint" or "uuid" => nameof(Kind.Guid),
            "double[]" or "blob" or "bytea" => "bytes",
            "array" when ColumnName is "assumptions" or "notes" or "concern_skus" or "concern_locations" => nameof(Kind.Text),
            "array" => "bytes",
            "varchar" or "varchar[]" or "text" => nameof(Kind.Text),
            "bigint" or "integer" or "decimal" or "numeric" or "double" or "double precision" => nameof(Kind.Number),
            var other => string.Create(CultureInfo.InvariantCulture, $"unknown {other}"),
        };
    }
}
