using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>The kinds of expressions and conditions.</summary>
/// <param name="walk">The file.</param>
/// <param name="scope">Columns that can be named.</param>
internal sealed class KindExpressions(KindWalk walk, KindScope scope)
{
    /// <summary>The kind of an expression.</summary>
    public Kind Of(ScalarExpression expression) => expression switch
    {
        ColumnReferenceExpression { MultiPartIdentifier: { } path } => scope.Of(path.Identifiers),
        VariableReference variable => walk.Parameter(variable.Name),
        IntegerLiteral or NumericLiteral or RealLiteral => Kind.Number,
        StringLiteral => Kind.Text,
        BinaryLiteral => Kind.Bytes,
        ParenthesisExpression inner => Of(inner.Expression),
        UnaryExpression unary => Number(unary, Of(unary.Expression)),
        BinaryExpression binary => Number(binary, Number(binary, Of(binary.FirstExpression)), Of(binary.SecondExpression)),
        CastCall cast => Cast(cast),
        CoalesceExpression coalesce => Same(coalesce, "coalesce", coalesce.Expressions.Select(Of)),
        NullIfExpression nullIf => walk.Same(nullIf, "nullif", Of(nullIf.FirstExpression), Of(nullIf.SecondExpression)),
        SearchedCaseExpression searched => Case(searched),
        SimpleCaseExpression simple => Case(simple),
        ScalarSubquery query => walk.Columns(query.QueryExpression, scope) is [var column, ..] ? column.Kind : Kind.Unknown,
        FunctionCall call => Function(call),
        _ => Kind.Unknown,
    };

    /// <summary>Looks into a condition.</summary>
    public void Condition(BooleanExpression? condition)
    {
        switch (condition)
        {
            case BooleanBinaryExpression both:
                Condition(both.FirstExpression);
                Condition(both.SecondExpression);
                break;
            case BooleanParenthesisExpression inner:
                Condition(inner.Expression);
                break;
            case BooleanNotExpression not:
                Condition(not.Expression);
                break;
            case BooleanComparisonExpression comparison:
                walk.Same(comparison, "compared", Of(comparison.FirstExpression), Of(comparison.SecondExpression));
                break;
            case BooleanTernaryExpression between:
                Same(between, "between", [Of(between.FirstExpression), Of(between.SecondExpression), Of(between.ThirdExpression)]);
                break;
            case BooleanIsNullExpression isNull:
                Of(isNull.Expression);
                break;
            case InPredicate { Subquery: { } query } within:
                walk.Same(within, "in", Of(within.Expression), Of(query));
                break;
            case InPredicate within:
                Same(within, "in", within.Values.Prepend(within.Expression).Select(Of));
                break;
            case ExistsPredicate exists:
                walk.Columns(exists.Subquery.QueryExpression, scope);
                break;
        }
    }

    private Kind Function(FunctionCall call)
    {
        var arguments = call.Parameters.Select(Of).ToList();
        foreach (var part in (call.OverClause?.Partitions ?? []).Concat((call.OverClause?.OrderByClause?.OrderByElements ?? []).Select(o => o.Expression)))
            Of(part);
        if (call.CallTarget is MultiPartIdentifierCallTarget { MultiPartIdentifier.Identifiers: [.., { Value: var schema }] })
            return Ours(call, $"{schema}.{call.FunctionName.Value}", arguments);
        return call.FunctionName.Value.ToLowerInvariant() switch
        {
            "count" or "row_number" or "datediff" => Kind.Number,
            "sum" or "abs" or "floor" => Number(call, [.. arguments]),
            "min" or "max" when arguments is [Kind.Flag] => Flagged(call),
            "min" or "max" when arguments is [var kind] => kind,
            "lower" => Same(call, "lower", [Kind.Text, .. arguments]),
            "sysutcdatetime" => Kind.Time,
            _ => Kind.Unknown,
        };
    }

    private Kind Ours(FunctionCall call, string name, List<Kind> arguments)
    {
        if (walk.Check.FunctionOf(name) is not { } function)
            return Kind.Unknown;
        if (arguments.Count != function.Takes.Length)
            walk.Report(call, $"{name} takes {function.Takes.Length} values and gets {arguments.Count}");
        foreach (var (takes, gets) in function.Takes.Zip(arguments))
            walk.Same(call, name, takes, gets);
        return function.Gives;
    }

    private Kind Case(CaseExpression expression)
    {
        var kinds = new List<Kind>();
        foreach (var when in (expression as SearchedCaseExpression)?.WhenClauses ?? [])
        {
            Condition(when.WhenExpression);
            kinds.Add(Of(when.ThenExpression));
        }

        foreach (var when in (expression as SimpleCaseExpression)?.WhenClauses ?? [])
        {
            walk.Same(when, "case", Of(((SimpleCaseExpression)expression).InputExpression), Of(when.WhenExpression));
            kinds.Add(Of(when.ThenExpression));
        }

        if (expression.ElseExpression is { } otherwise)
            kinds.Add(Of(otherwise));
        return Same(expression, "case", kinds);
    }

    private Kind Cast(CastCall cast)
    {
        Of(cast.Parameter);
        return Kinds.Of(cast.DataType);
    }

    private Kind Flagged(FunctionCall call)
    {
        walk.Report(call, $"{call.FunctionName.Value} of a flag: cast it as integer first");
        return Kind.Number;
    }

    // Days are counted, and texts joined, in .NET: the databases do it each in its own way.
    private Kind Number(ScalarExpression node, params Kind[] kinds)
    {
        foreach (var kind in kinds.Where(k => k is not (Kind.Number or Kind.Unknown)))
            walk.Report(node, $"arithmetic with a {kind}");
        return Kind.Number;
    }

    private Kind Same(TSqlFragment node, string where, IEnumerable<Kind> kinds) => kinds.Aggregate(Kind.Unknown, (a, b) => walk.Same(node, where, a, b));
}
