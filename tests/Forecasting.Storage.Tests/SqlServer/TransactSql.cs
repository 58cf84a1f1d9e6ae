using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>The grammar of SQL Server, as its own parser has it.</summary>
internal static class TransactSql
{
    /// <summary>The statements of a text.</summary>
    /// <exception cref="FormatException">It is no Transact-SQL; the message says where.</exception>
    public static IReadOnlyList<TSqlStatement> Parse(string text)
    {
        // Quoted names are names: that is what SqlClient asks for.
        var parsed = new TSql170Parser(initialQuotedIdentifiers: true, SqlEngineType.All).Parse(new StringReader(text), out var errors);
        if (errors.Count > 0)
            throw new FormatException(string.Join(' ', errors.Select(e => $"Line {e.Line}, column {e.Column}: {e.Message}")));
        return [.. ((TSqlScript)parsed).Batches.SelectMany(b => b.Statements)];
    }

    /// <summary>A part of a statement as text.</summary>
    public static string Text(TSqlFragment fragment)
    {
        new Sql170ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }

    /// <summary>The name of a table, view or function with its schema.</summary>
    public static string Name(SchemaObjectName name) => $"{name.SchemaIdentifier?.Value ?? "dbo"}.{name.BaseIdentifier.Value}";
}
