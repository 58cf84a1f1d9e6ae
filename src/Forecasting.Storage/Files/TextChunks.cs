using System.Collections.Immutable;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Forecasting.Storage.Files;

/// <summary>A query whose columns are all text, row by row as bytes where the database holds them, a chunk at a time.</summary>
/// <remarks>The reader of the driver makes a string of every value, which costs more than reading the file.</remarks>
internal sealed unsafe class TextChunks : IDisposable
{
    /// <summary>Bytes of a text in a column: its length, and it or where it is.</summary>
    private const int TextSize = 16;

    /// <summary>Bytes of the longest text that stands in the column itself.</summary>
    private const int LongestInlined = 12;

    private readonly DuckDBPreparedStatement statement;
    private readonly byte*[] data;
    private readonly ulong*[] validity;
    private DuckDBResult result;
    private DuckDBDataChunk? chunk;
    private int row;
    private int rows;

    private TextChunks(DuckDBConnection connection, string sql, string parameter)
    {
        Check(NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out statement));
        Check(NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, 1, parameter));
        Check(NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result));
        var columns = (int)NativeMethods.Query.DuckDBColumnCount(ref result);
        Names = [.. Enumerable.Range(0, columns).Select(i => NativeMethods.Query.DuckDBColumnName(ref result, i))];
        data = new byte*[columns];
        validity = new ulong*[columns];
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Runs a query on a Parquet file.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The query; its columns are text, its one parameter is the file.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileRejectedException">The file cannot be read as Parquet.</exception>
    public static TextChunks Query(DuckDBConnection connection, string sql, string path) => new(connection, sql, path);

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

    /// <summary>The text of a column in this row, valid until the next; empty for none.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var bits = validity[column];
        if (bits is not null && (bits[row >> 6] >> (row & 63) & 1) == 0)
            return default;
        var text = data[column] + (long)row * TextSize;
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= LongestInlined ? text + sizeof(int) : *(byte**)(text + sizeof(ulong)), length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        statement.Dispose();
    }

    private static void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
            throw Damaged();
    }

    private static FileRejectedException Damaged() => new("The file is cut short, damaged, or no Parquet file. Copy or export it again.");
}
