using System.Collections.Immutable;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Forecasting.Storage.Files;

/// <summary>The result of a query row by row, its values where the database holds them, a chunk at a time.</summary>
/// <remarks>The reader of the driver makes an object of every value, which costs more than reading the file.</remarks>
internal sealed unsafe class ColumnChunks : IDisposable
{
    /// <summary>Bytes of a text in a column: its length, and it or where it is.</summary>
    private const int TextSize = 16;

    /// <summary>Bytes of the longest text that stands in the column itself.</summary>
    private const int LongestInlined = 12;

    private readonly DuckDBPreparedStatement statement;
    private readonly int[] scales;
    private readonly byte*[] data;
    private readonly ulong*[] validity;
    private DuckDBResult result;
    private DuckDBDataChunk? chunk;
    private int row;
    private int rows;

    private ColumnChunks(DuckDBConnection connection, string sql, string parameter)
    {
        Check(NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out statement));
        Check(NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, 1, parameter));
        Check(NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result));
        var columns = Enumerable.Range(0, (int)NativeMethods.Query.DuckDBColumnCount(ref result)).ToArray();
        Names = [.. columns.Select(i => NativeMethods.Query.DuckDBColumnName(ref result, i))];
        scales = new int[columns.Length];
        Types = [.. columns.Select(TypeOf)];
        data = new byte*[columns.Length];
        validity = new ulong*[columns.Length];
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Types of the columns; <see cref="ColumnType.Other"/> where the values can only be read as text.</summary>
    public ImmutableArray<ColumnType> Types { get; }

    /// <summary>Digits after the mark that the bits of a column hold; 0 but for decimal numbers.</summary>
    public int ScaleOf(int column) => scales[column];

    /// <summary>Runs a query on a Parquet file.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The query; its one parameter is the file.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileRejectedException">The file cannot be read as Parquet.</exception>
    public static ColumnChunks Query(DuckDBConnection connection, string sql, string path) => new(connection, sql, path);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="FileRejectedException">The file is damaged.</exception>
    public bool Read()
    {
        while (++row >= rows)
        {
            chunk?.Dispose();
            chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            if (chunk.IsInvalid)
            {
                (row, rows) = (0, 0);
                if (!string.IsNullOrEmpty(NativeMethods.Query.DuckDBResultError(ref result)))
                    throw Damaged();
                return false;
            }

            (row, rows) = (-1, (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk));
            for (var i = 0; i < data.Length; i++)
            {
                var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
                data[i] = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
                validity[i] = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
            }
        }

        return true;
    }

    /// <summary>True when the column has no value in this row.</summary>
    public bool IsNull(int column)
    {
        var bits = validity[column];
        return bits is not null && (bits[row >> 6] >> (row & 63) & 1) == 0;
    }

    /// <summary>The text of a column of type <see cref="ColumnType.Text"/>, valid until the next row; empty for none.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        if (IsNull(column))
            return default;
        var text = data[column] + (long)row * TextSize;
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= LongestInlined ? text + sizeof(int) : *(byte**)(text + sizeof(ulong)), length);
    }

    /// <summary>The bits of a value of a fixed size: a whole number, a decimal one × 10 to the power of its scale, days since 1970-01-01, microseconds since then, a double's bits, 0 or 1; 0 for none.</summary>
    public long Bits(int column)
    {
        if (IsNull(column))
            return 0;
        var at = data[column];
        return Types[column] switch
        {
            ColumnType.Flag => at[row],
            ColumnType.Whole8 => ((sbyte*)at)[row],
            ColumnType.Whole16 => ((short*)at)[row],
            ColumnType.Whole32 or ColumnType.Date => ((int*)at)[row],
            ColumnType.Whole64 or ColumnType.Double or ColumnType.Time => ((long*)at)[row],
            _ => throw new InvalidOperationException($"A value of type {Types[column]} has no bits of its own."),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        statement.Dispose();
    }

    private ColumnType TypeOf(int column) => NativeMethods.Query.DuckDBColumnType(ref result, column) switch
    {
        DuckDBType.Varchar => ColumnType.Text,
        DuckDBType.Boolean => ColumnType.Flag,
        DuckDBType.TinyInt => ColumnType.Whole8,
        DuckDBType.SmallInt => ColumnType.Whole16,
        DuckDBType.Integer => ColumnType.Whole32,
        DuckDBType.BigInt => ColumnType.Whole64,
        DuckDBType.Double => ColumnType.Double,
        DuckDBType.Date => ColumnType.Date,
        DuckDBType.Timestamp => ColumnType.Time,
        DuckDBType.Decimal => DecimalTypeOf(column),
        _ => ColumnType.Other,
    };

    private ColumnType DecimalTypeOf(int column)
    {
        using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);
        scales[column] = NativeMethods.LogicalType.DuckDBDecimalScale(type);
        return scales[column] > NumberText.Scale ? ColumnType.Other : NativeMethods.LogicalType.DuckDBDecimalInternalType(type) switch
        {
            DuckDBType.SmallInt => ColumnType.Whole16,
            DuckDBType.Integer => ColumnType.Whole32,
            DuckDBType.BigInt => ColumnType.Whole64,
            _ => ColumnType.Other,
        };
    }

    private static void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
            throw Damaged();
    }

    private static FileRejectedException Damaged() => new("The file is cut short, damaged, or no Parquet file. Copy or export it again.");
}

/// <summary>What a column of a query holds.</summary>
internal enum ColumnType
{
    Other,
    Text,
    Flag,
    Whole8,
    Whole16,
    Whole32,
    Whole64,
    Double,
    Date,
    Time,
}
