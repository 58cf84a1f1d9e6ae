using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>Columns that a part of a statement can name.</summary>
/// <param name="outer">Those of the statement around it.</param>
internal sealed class KindScope(KindScope? outer)
{
    /// <summary>Columns of the statement around it.</summary>
    public KindScope? Outer => outer;

    /// <summary>Its tables by the names they go by.</summary>
    public List<(string Name, IReadOnlyDictionary<string, Kind> Columns)> Tables { get; } = [];

    /// <summary>The kind of a column.</summary>
    public Kind Of(IList<Identifier> path)
    {
        var (column, table) = (path[^1].Value, path.Count > 1 ? path[^2].Value : null);
        foreach (var (name, columns) in Tables)
        {
            if ((table is null || name.Equals(table, StringComparison.OrdinalIgnoreCase)) && columns.TryGetValue(column, out var kind))
                return kind;
        }

        return outer?.Of(path) ?? Kind.Unknown;
    }
}

/// <summary>Follows kinds through the statements and queries of one file.</summary>
/// <param name="check">The schema.</param>
/// <param name="file">The file.</param>
/// <param name="parameters">Kinds of its parameters, by name with @.</param>
internal sealed class KindWalk(KindCheck check, string file, Func<string, Kind> parameters)
{
    private readonly List<string> faults = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, Kind>> steps = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was found.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>The schema.</summary>
    public KindCheck Check => check;

    /// <summary>Follows a statement.</summary>
    public void Statement(TSqlStatement statement)
    {
        foreach (var step in (statement as StatementWithCtesAndXmlNamespaces)?.WithCtesAndXmlNamespaces?.CommonTableExpressions ?? [])
            steps[step.ExpressionName.Value] = Named(Columns(step.QueryExpression, null));
        switch (statement)
        {
            case SelectStatement select:
                Columns(select.QueryExpression, null);
                break;
            case InsertStatement insert:
                Insert(insert.InsertSpecification);
                break;
            case UpdateStatement update:
                Change(update.UpdateSpecification, update.UpdateSpecification.FromClause, update.UpdateSpecification.WhereClause);
                break;
            case DeleteStatement delete:
                Change(delete.DeleteSpecification, delete.DeleteSpecification.FromClause, delete.DeleteSpecification.WhereClause);
                break;
        }
    }

    /// <summary>The columns of a query.</summary>
    public IReadOnlyList<(string Name, Kind Kind)> Columns(QueryExpression query, KindScope? outer)
    {
        switch (query)
        {
            case QueryParenthesisExpression inner:
                return Columns(inner.QueryExpression, outer);
            case BinaryQueryExpression both:
                var (first, second) = (Columns(both.FirstQueryExpression, outer), Columns(both.SecondQueryExpression, outer));
                if (first.Count != second.Count)
                    Report(both, $"a union of {first.Count} and {second.Count} columns");
                return [.. first.Zip(second, (a, b) => (a.Name, Same(both, $"column {a.Name} of a union", a.Kind, b.Kind)))];
            case QuerySpecification specification:
                return Columns(specification, new KindScope(outer));
            default:
                return [];
        }
    }

    /// <summary>Two kinds that must be one.</summary>
    /// <returns>The kind.</returns>
    public Kind Same(TSqlFragment node, string where, Kind a, Kind b)
    {
        if (a != Kind.Unknown && b != Kind.Unknown && a != b)
            Report(node, $"{where}: {a} and {b}");
        return a == Kind.Unknown ? b : a;
    }

    /// <summary>Records a fault.</summary>
    public void Report(TSqlFragment node, string what) => faults.Add($"{file} line {node.StartLine}: {what}.");

    /// <summary>The kind of a parameter.</summary>
    public Kind Parameter(string name) => parameters(name);

    private List<(string Name, Kind Kind)> Columns(QuerySpecification query, KindScope scope)
    {
        var expressions = new KindExpressions(this, scope);
        foreach (var table in query.FromClause?.TableReferences ?? [])
            Add(table, scope, expressions);
        expressions.Condition(query.WhereClause?.SearchCondition);
        expressions.Condition(query.HavingClause?.SearchCondition);
        foreach (var group in (query.GroupByClause?.GroupingSpecifications ?? []).OfType<ExpressionGroupingSpecification>())
            expressions.Of(group.Expression);
        var columns = new List<(string, Kind)>();
        foreach (var element in query.SelectElements.OfType<SelectScalarExpression>())
        {
            var name = element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value ?? "";
            columns.Add((name, expressions.Of(element.Expression)));
        }

        foreach (var order in query.OrderByClause?.OrderByElements ?? [])
            expressions.Of(order.Expression);
        return columns;
    }

    private void Add(TableReference table, KindScope scope, KindExpressions expressions)
    {
        switch (table)
        {
            case NamedTableReference named:
                scope.Tables.Add((named.Alias?.Value ?? named.SchemaObject.BaseIdentifier.Value, ColumnsOf(named.SchemaObject)));
                break;
            case QueryDerivedTable derived:
                scope.Tables.Add((derived.Alias.Value, Named(Columns(derived.QueryExpression, scope.Outer))));
                break;
            case QualifiedJoin join:
                Add(join.FirstTableReference, scope, expressions);
                Add(join.SecondTableReference, scope, expressions);
                expressions.Condition(join.SearchCondition);
                break;
            case UnqualifiedJoin join:
                Add(join.FirstTableReference, scope, expressions);
                Add(join.SecondTableReference, scope, expressions);
                break;
        }
    }

    private void Insert(InsertSpecification insert)
    {
        if (insert.Target is not NamedTableReference { SchemaObject: var target })
            return;
        var columns = ColumnsOf(target);
        var names = insert.Columns.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).ToList();
        var missing = check.RequiredOf(TransactSql.Name(target)).Except(names, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            Report(insert, $"a new row gives no {string.Join(", ", missing)}");
        var rows = insert.InsertSource switch
        {
            SelectInsertSource select => [[.. Columns(select.Select, null).Select(c => c.Kind)]],
            ValuesInsertSource values => values.RowValues.Select(r => r.ColumnValues.Select(new KindExpressions(this, new KindScope(null)).Of).ToList()).ToList(),
            _ => new List<List<Kind>>(),
        };
        foreach (var row in rows)
        {
            if (row.Count != names.Count)
                Report(insert, $"{row.Count} values for {names.Count} columns");
            foreach (var (name, kind) in names.Zip(row))
                Same(insert, $"column {name}", columns.GetValueOrDefault(name), kind);
        }
    }

    private void Change(UpdateDeleteSpecificationBase change, FromClause? from, WhereClause? where)
    {
        var scope = new KindScope(null);
        var expressions = new KindExpressions(this, scope);
        Add(change.Target, scope, expressions);
        foreach (var table in from?.TableReferences ?? [])
            Add(table, scope, expressions);
        foreach (var set in ((change as UpdateSpecification)?.SetClauses ?? []).OfType<AssignmentSetClause>())
            Same(set, $"column {set.Column.MultiPartIdentifier.Identifiers[^1].Value}", expressions.Of(set.Column), expressions.Of(set.NewValue));
        expressions.Condition(where?.SearchCondition);
    }

    private IReadOnlyDictionary<string, Kind> ColumnsOf(SchemaObjectName name) =>
        name.SchemaIdentifier is null && steps.TryGetValue(name.BaseIdentifier.Value, out var step) ? step : check.ColumnsOf(TransactSql.Name(name));

    private static Dictionary<string, Kind> Named(IReadOnlyList<(string Name, Kind Kind)> columns)
    {
        var named = new Dictionary<string, Kind>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, kind) in columns)
            named[name] = kind;
        return named;
    }
}
