using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>Finds kinds that do not go together: a day compared with a number, a text inserted into a day, a flag added up.</summary>
/// <remarks>The model of <see cref="BoundModel"/> resolves names, and looks at no type. This looks at kinds of types, as far as it understands
/// an expression; it takes no notice of lengths and digits.</remarks>
internal sealed class KindCheck
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, Kind>> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Kind[] Takes, Kind Gives)> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> required = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A check against a schema.</summary>
    public KindCheck(MigratedSchema schema)
    {
        foreach (var (name, table) in schema.Tables)
        {
            var columns = table.Definition.ColumnDefinitions;
            tables.Add(name, columns.ToDictionary(c => c.ColumnIdentifier.Value, c => Kinds.Of(c.DataType), StringComparer.OrdinalIgnoreCase));
            required.Add(name, columns.Where(IsRequired).Select(c => c.ColumnIdentifier.Value).ToHashSet(StringComparer.OrdinalIgnoreCase));
        }

        foreach (var function in schema.Others.OfType<CreateFunctionStatement>())
        {
            var gives = Kinds.Of(((ScalarFunctionReturnType)function.ReturnType).DataType);
            functions.Add(TransactSql.Name(function.Name), ([.. function.Parameters.Select(p => Kinds.Of(p.DataType))], gives));
        }

        foreach (var view in schema.Others.OfType<CreateViewStatement>())
        {
            var name = TransactSql.Name(view.SchemaObjectName);
            var columns = new KindWalk(this, name, _ => Kind.Unknown).Columns(view.SelectStatement.QueryExpression, null);
            tables.Add(name, columns.ToDictionary(c => c.Name, c => c.Kind, StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>What does not go together; none when all is right.</summary>
    public IReadOnlyList<string> Faults(ServerStatement statement)
    {
        var parameters = statement.Parameters.ToDictionary(
            p => "@" + p,
            p => ParameterTypes.Of(statement.Name, p) is { } type ? Kinds.Of(type) : Kind.Unknown,
            StringComparer.OrdinalIgnoreCase);
        var walk = new KindWalk(this, statement.Name, parameters.GetValueOrDefault);
        foreach (var part in TransactSql.Parse(statement.Text))
            walk.Statement(part);
        return walk.Faults;
    }

    /// <summary>Columns of a table or view; none when there is no such.</summary>
    public IReadOnlyDictionary<string, Kind> ColumnsOf(string table) => tables.GetValueOrDefault(table) ?? new Dictionary<string, Kind>();

    /// <summary>Columns that every new row must give.</summary>
    public IReadOnlySet<string> RequiredOf(string table) => required.GetValueOrDefault(table) ?? [];

    /// <summary>What a function of ours takes and gives; null when it is none of ours.</summary>
    public (Kind[] Takes, Kind Gives)? FunctionOf(string name) => functions.TryGetValue(name, out var function) ? function : null;

    private static bool IsRequired(ColumnDefinition column) =>
        column.DefaultConstraint is null
        && (column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable) || column.Constraints.OfType<UniqueConstraintDefinition>().Any(c => c.IsPrimaryKey));
}
