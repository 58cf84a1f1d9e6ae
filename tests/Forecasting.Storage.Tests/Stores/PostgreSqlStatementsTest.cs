using System.Data.Common;
using System.Globalization;
using Dapper;
using Forecasting.Storage.Tests.SqlServer;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>Every statement against the schema of a real PostgreSQL: prepared, and planned without a value.</summary>
public class PostgreSqlStatementsTest
{
    [Test]
    public void Statements_OfTheProduct_ArePlanned()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var statements = ServerStatement.All("PostgreSql").Where(s => s.Name is not ("Schema/CreateVersionTable" or "PostgreSql/Schema/SetSession")).ToList();
        Assert.That(statements.Select(s => s.Name), Does.Contain("Demand/ReadSeries").And.Contain("Import/FindStatements"));
        Assert.That(statements.Select(s => Fault(database.Connection, s)).OfType<string>(), Is.Empty);
    }

    [TestCase("select lod_id from history.sales", "column \"lod_id\" does not exist")]
    [TestCase("select load_id from history.sales where day = @load_id", "operator does not exist: date = bigint")]
    [TestCase("select load_id from history.sales where is_promotion = 1", "operator does not exist: boolean = integer")]
    public void Fault_OfAStatementThatIsWrong_IsFound(string sql, string what)
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(Fault(database.Connection, new ServerStatement("Planted/Fault", sql)), Does.StartWith("Planted/Fault: ").And.Contain(what));
    }

    /// <summary>What the server says against a statement; null when nothing.</summary>
    private static string? Fault(DbConnection connection, ServerStatement statement)
    {
        var (text, parameters) = (statement.Text, statement.Parameters);
        for (var i = 0; i < parameters.Count; i++)
            text = System.Text.RegularExpressions.Regex.Replace(text, $@"@{parameters[i]}\b", string.Create(CultureInfo.InvariantCulture, $"$${i + 1}"));
        var types = parameters.Count == 0 ? "" : $" ({string.Join(", ", parameters.Select(p => TypeOf(statement.Name, p)))})";
        var values = parameters.Count == 0 ? "" : $" ({string.Join(", ", parameters.Select(_ => "null"))})";
        try
        {
            connection.Execute($"prepare checked{types} as\n{text}");
            connection.Execute($"explain execute checked{values}");
            connection.Execute("deallocate checked");
            return null;
        }
        catch (DbException e)
        {
            connection.Execute("deallocate all");
            return $"{statement.Name}: {e.Message}";
        }
    }

    private static string TypeOf(string statement, string parameter) => ParameterTypes.Of(statement, parameter) switch
    {
        { } text when text.StartsWith("nvarchar", StringComparison.Ordinal) => "text",
        "datetime2(6)" => "timestamp",
        "varbinary(max)" => "bytea",
        "uniqueidentifier" => "uuid",
        { } other => other,
        null => "unknown",
    };
}
