using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>What values are compared with each other: within a kind always, across two never.</summary>
internal enum Kind
{
    /// <summary>Null, or what the check does not look into.</summary>
    Unknown,

    /// <summary>Whole, decimal or binary number.</summary>
    Number,

    /// <summary>A flag: boolean in the other databases, where it is no number.</summary>
    Flag,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment.</summary>
    Time,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>128 bits.</summary>
    Guid,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>The kind of a type.</summary>
internal static class Kinds
{
    /// <summary>The kind of a type as the parser has it.</summary>
    public static Kind Of(DataTypeReference? type) => (type as SqlDataTypeReference)?.SqlDataTypeOption switch
    {
        SqlDataTypeOption.Bit => Kind.Flag,
        SqlDataTypeOption.Date => Kind.Date,
        SqlDataTypeOption.DateTime2 or SqlDataTypeOption.DateTimeOffset => Kind.Time,
        SqlDataTypeOption.NVarChar or SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.NChar => Kind.Text,
        SqlDataTypeOption.UniqueIdentifier => Kind.Guid,
        SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => Kind.Bytes,
        SqlDataTypeOption.BigInt or SqlDataTypeOption.Int or SqlDataTypeOption.SmallInt or SqlDataTypeOption.TinyInt or SqlDataTypeOption.Decimal
            or SqlDataTypeOption.Numeric or SqlDataTypeOption.Float or SqlDataTypeOption.Real => Kind.Number,
        _ => Kind.Unknown,
    };

    /// <summary>The kind of a type by its name.</summary>
    public static Kind Of(string type) =>
        Of(((DeclareVariableStatement)TransactSql.Parse($"declare @value {type}").Single()).Declarations[0].DataType);
}
