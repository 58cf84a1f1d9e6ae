using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>The schema that all migrations of SQL Server leave, and what they do besides.</summary>
/// <remarks>A migration is a batch that is run; a model of a database is made of definitions. So additions are worked into the tables they
/// add to, and what is made by <c>exec</c> is taken out of its text. Whatever a migration does that is not known here is an error: nothing
/// is passed over.</remarks>
internal sealed class MigratedSchema
{
    private readonly Dictionary<string, CreateTableStatement> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TSqlStatement> others = [];
    private readonly List<ServerStatement> changes = [];

    /// <summary>Tables by schema and name.</summary>
    public IReadOnlyDictionary<string, CreateTableStatement> Tables => tables;

    /// <summary>Definitions of schemas, functions, views and indexes.</summary>
    public IReadOnlyList<TSqlStatement> Others => others;

    /// <summary>Statements that change rows.</summary>
    public IReadOnlyList<ServerStatement> Changes => changes;

    /// <summary>All definitions in an order in which they can be made.</summary>
    public IEnumerable<TSqlStatement> Definitions => others.Where(o => o is CreateSchemaStatement).Concat(tables.Values).Concat(others.Where(o => o is not CreateSchemaStatement));

    /// <summary>The schema of the product: all its migrations, and the table of versions.</summary>
    public static MigratedSchema OfProduct()
    {
        var schema = new MigratedSchema();
        schema.Apply("SqlServer/Schema/CreateVersionTable", SqlText.Named("SqlServer/Schema/CreateVersionTable"));
        foreach (var (_, name) in SqlText.Migrations("SqlServer"))
            schema.Apply(name, SqlText.Named($"Migrations/SqlServer/{name}"));
        return schema;
    }

    /// <summary>Adds what a migration does.</summary>
    /// <param name="name">Its file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="FormatException">It is no Transact-SQL.</exception>
    /// <exception cref="NotSupportedException">It does something that is not known here.</exception>
    public void Apply(string name, string text)
    {
        foreach (var statement in TransactSql.Parse(text))
            Apply(name, statement);
    }

    private void Apply(string name, TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                tables.Add(TransactSql.Name(table.SchemaObjectName), table);
                break;
            case AlterTableAddTableElementStatement addition:
                Add(tables[TransactSql.Name(addition.SchemaObjectName)].Definition, addition.Definition);
                break;
            case CreateSchemaStatement or CreateFunctionStatement or CreateViewStatement or CreateIndexStatement:
                others.Add(statement);
                break;
            case InsertStatement or UpdateStatement or DeleteStatement:
                changes.Add(new ServerStatement($"{name} line {statement.StartLine}", TransactSql.Text(statement)));
                break;
            case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral text] } }:
                Apply(name, text.Value);
                break;
            case IfStatement { ElseStatement: null, ThenStatement: CreateTableStatement table }:
                Apply(name, table);
                break;
            default:
                throw new NotSupportedException($"{name}: this test does not know what {statement.GetType().Name} leaves behind. Teach it.");
        }
    }

    private static void Add(TableDefinition table, TableDefinition addition)
    {
        foreach (var column in addition.ColumnDefinitions)
            table.ColumnDefinitions.Add(column);
        foreach (var constraint in addition.TableConstraints)
            table.TableConstraints.Add(constraint);
    }
}
