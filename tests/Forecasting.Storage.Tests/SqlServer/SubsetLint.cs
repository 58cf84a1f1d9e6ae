using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>Finds what SQL Server would take, and what another server that speaks its language, or another database of ours, would not.</summary>
internal sealed class SubsetLint : TSqlFragmentVisitor
{
    /// <summary>What all three databases call the same and count the same.</summary>
    private static readonly HashSet<string> CommonFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "abs", "count", "floor", "lower", "max", "min", "row_number", "sum",
    };

    private readonly List<string> faults = [];
    private readonly HashSet<string> steps = new(StringComparer.OrdinalIgnoreCase);
    private readonly string name;
    private readonly bool isCommon;

    private SubsetLint(string name, bool isCommon) => (this.name, this.isCommon) = (name, isCommon);

    /// <summary>What must be written otherwise; none when all is right.</summary>
    /// <param name="name">The file.</param>
    /// <param name="text">Its text, with parameters <c>@name</c>.</param>
    /// <param name="isCommon">True when the other databases run it too.</param>
    /// <exception cref="FormatException">It is no Transact-SQL.</exception>
    public static IReadOnlyList<string> Faults(string name, string text, bool isCommon)
    {
        var lint = new SubsetLint(name, isCommon);
        foreach (var statement in TransactSql.Parse(text))
            statement.Accept(lint);
        return lint.faults;
    }

    public override void Visit(MergeStatement node) => Report(node, "merge: use update, and insert where it changed no row");

    public override void Visit(TopRowFilter node)
    {
        if (node.Percent)
            Report(node, "top percent: count first");
        if (node.WithTies)
            Report(node, "with ties: use a window function");
        if (isCommon)
            Report(node, "top: use offset and fetch");
    }

    public override void Visit(CommonTableExpression node) => steps.Add(node.ExpressionName.Value);

    public override void Visit(UpdateSpecification node)
    {
        OfStep(node.Target, "update");
        foreach (var column in (node.OutputClause?.SelectColumns ?? []).OfType<SelectScalarExpression>().Select(c => c.Expression).OfType<ColumnReferenceExpression>())
        {
            if (column.MultiPartIdentifier.Identifiers is [{ Value: var table }, ..] && table.Equals("deleted", StringComparison.OrdinalIgnoreCase))
                Report(column, "output deleted of an update: read the old value first");
        }
    }

    public override void Visit(DeleteSpecification node) => OfStep(node.Target, "delete");

    public override void Visit(OutputClause node)
    {
        if (isCommon)
            Report(node, "output: query afterwards");
    }

    public override void Visit(WaitForStatement node) => Report(node, "waitfor: wait in the program");

    public override void Visit(UnpivotedTableReference node) => Report(node, "unpivot: use union all");

    public override void Visit(TableDefinition node)
    {
        if (node.Indexes.Count > 0)
            Report(node.Indexes[0], "an index inside create table: give it a statement of its own");
    }

    public override void Visit(ColumnDefinition node)
    {
        if (node.Index is not null)
            Report(node.Index, "an index inside create table: give it a statement of its own");
    }

    public override void Visit(AlterTableAlterColumnStatement node) => Report(node, "alter column: make a new column or a new table");

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        if (node.Definition.ColumnDefinitions.Count > 1)
            Report(node, "several columns in one alter table: one each");
    }

    public override void Visit(CreateOrAlterFunctionStatement node) => Report(node, "create or alter: drop if exists, and create");

    public override void Visit(CreateOrAlterViewStatement node) => Report(node, "create or alter: drop if exists, and create");

    public override void Visit(CreateOrAlterProcedureStatement node) => Report(node, "create or alter: drop if exists, and create");

    public override void Visit(SelectSetVariable node) => Report(node, "a variable set by a select: use an aggregate");

    public override void Visit(SqlDataTypeReference node)
    {
        if (node.SqlDataTypeOption is SqlDataTypeOption.DateTime or SqlDataTypeOption.SmallDateTime)
            Report(node, "datetime: datetime2(6) keeps microseconds");
    }

    public override void Visit(NamedTableReference node)
    {
        if (node.SchemaObject.BaseIdentifier.Value.StartsWith('#'))
            Report(node, "a temporary table: use a table with load_id");
    }

    public override void Visit(FunctionCall node)
    {
        if (isCommon && node.CallTarget is null && !CommonFunctions.Contains(node.FunctionName.Value))
            Report(node, $"{node.FunctionName.Value}: not all three databases have it");
    }

    private void OfStep(TableReference target, string verb)
    {
        if (target is NamedTableReference { SchemaObject: { SchemaIdentifier: null } table } && steps.Contains(table.BaseIdentifier.Value))
            Report(target, $"{verb} through a with step: {verb} the table itself");
    }

    private void Report(TSqlFragment node, string what) => faults.Add($"{name} line {node.StartLine}: {what}.");
}
