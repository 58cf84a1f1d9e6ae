using DuckDB.NET.Data;
using DuckDB.NET.Native;
using NativeAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Forecasting.Storage.Stores;

/// <summary>Writes a table in the database's own chunks: columns filled in place, 2,048 rows at a time.</summary>
/// <remarks>
/// The row-by-row writer of the driver costs more than reading the file. Rows belong to the transaction that is open on the connection.
/// After <see cref="Append"/> the columns are empty again, and spans taken before are void.
/// </remarks>
internal sealed unsafe class ChunkAppender : IDisposable
{
    /// <summary>Rows of a chunk; the database's vector size.</summary>
    public const int ChunkRows = 2048;

    private readonly NativeAppender appender;
    private readonly DuckDBDataChunk chunk;
    private readonly DuckDBLogicalType[] types;

    /// <summary>Opens a table.</summary>
    /// <param name="connection">The connection, open.</param>
    /// <param name="catalog"><c>temp</c> for a temporary table; null for the database itself.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="table">Its name.</param>
    /// <exception cref="DatabaseException">There is no such table.</exception>
    public ChunkAppender(DuckDBConnection connection, string? catalog, string schema, string table)
    {
        var state = NativeMethods.Appender.DuckDBAppenderCreateExt(connection.NativeConnection, catalog!, schema, table, out appender);
        if (state != DuckDBState.Success)
            throw Failure("opened");
        var columns = (int)NativeMethods.Appender.DuckDBAppenderColumnCount(appender);
        types = [.. Enumerable.Range(0, columns).Select(i => NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)i))];
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)columns);
    }

    /// <summary>The values of a column, by row. The type must be that of the column's storage.</summary>
    public Span<T> Column<T>(int index)
        where T : unmanaged => new(NativeMethods.Vectors.DuckDBVectorGetData(Vector(index)), ChunkRows);

    /// <summary>One bit for each row of a column, 1 = it has a value; all 1 until changed.</summary>
    public Span<ulong> Validity(int index)
    {
        var vector = Vector(index);
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        return new Span<ulong>(NativeMethods.Vectors.DuckDBVectorGetValidity(vector), ChunkRows / 64);
    }

    /// <summary>Writes the first <paramref name="rows"/> rows of the columns.</summary>
    /// <exception cref="DatabaseException">The database refused them.</exception>
    public void Append(int rows)
    {
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success)
            throw Failure("written");
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
    }

    /// <summary>Hands what was written to the transaction.</summary>
    /// <exception cref="DatabaseException">The database refused it.</exception>
    public void Close()
    {
        if (NativeMethods.Appender.DuckDBAppenderClose(appender) != DuckDBState.Success)
            throw Failure("written");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Rows that were not handed over are dropped: whoever disposes without closing takes the transaction back.
        NativeMethods.Appender.DuckDBAppenderClear(appender);
        chunk.Dispose();
        foreach (var type in types)
            type.Dispose();
        appender.Dispose();
    }

    private IntPtr Vector(int index) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, index);

    private DatabaseException Failure(string step)
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        var text = NativeMethods.ErrorData.DuckDBErrorDataMessage(error);
        return new DatabaseException($"Rows could not be {step}: {text.ReplaceLineEndings(" ")}");
    }
}
