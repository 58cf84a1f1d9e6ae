using Microsoft.SqlServer.Dac.Model;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>A database of SQL Server without a server: definitions and statements, with every name resolved as the server does.</summary>
/// <remarks>Each statement becomes the body of a procedure. Types in expressions are not looked at here, see <see cref="KindCheck"/>.</remarks>
internal static class BoundModel
{
    // What the statements use of the server's own procedures: their names and parameters, from its documentation.
    private const string SystemProcedure =
        "create procedure dbo.sp_getapplock @Resource nvarchar(255), @LockMode varchar(32), @LockOwner varchar(32), @LockTimeout int as select 1";

    /// <summary>What cannot be resolved, each with the file that says it; none when all is right.</summary>
    /// <param name="schema">The tables.</param>
    /// <param name="statements">What is to be run on them.</param>
    public static IReadOnlyList<string> Faults(MigratedSchema schema, IEnumerable<ServerStatement> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        var faults = new List<string>();
        var number = 0;
        foreach (var definition in schema.Definitions)
            Add($"definition {++number}", TransactSql.Text(definition));
        Add("the schema of the procedures", "create schema statement");
        Add("a procedure of the server", SystemProcedure);
        foreach (var statement in statements)
        {
            if (statement.Parameters.FirstOrDefault(p => ParameterTypes.Of(statement.Name, p) is null) is { } unknown)
                faults.Add($"{statement.Name}: nobody says what type @{unknown} has (ParameterTypes).");
            else
                Add(statement.Name, Procedure(statement));
        }

        return [.. faults, .. model.Validate().Select(m => m.Message).Where(IsOurs)];

        // A model that was given something it cannot load takes nothing more.
        void Add(string name, string sql)
        {
            try
            {
                model.AddOrUpdateObjects(sql, name, new TSqlObjectOptions());
            }
            catch (DacModelException e)
            {
                faults.Add($"{name}: {e.Message}");
            }
        }
    }

    private static string Procedure(ServerStatement statement)
    {
        var parameters = string.Join(", ", statement.Parameters.Select(p => $"@{p} {ParameterTypes.Of(statement.Name, p)}"));
        return $"create procedure statement.[{statement.Name}] {parameters} as\n{statement.Text}";
    }

    // The model knows nothing of the server's own views.
    private static bool IsOurs(string message) =>
        !message.Contains("reference to object [information_schema].", StringComparison.OrdinalIgnoreCase)
        && !message.Contains("reference to object [sys].", StringComparison.OrdinalIgnoreCase);
}
