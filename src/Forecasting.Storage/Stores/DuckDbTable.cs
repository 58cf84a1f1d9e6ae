using DuckDB.NET.Data;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Stores;

/// <summary>Writes a table of DuckDB in its own chunks: columns filled in place.</summary>
internal sealed class DuckDbTable : IBulkTable
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly BulkShape shape;
    private readonly ChunkAppender table;

    /// <summary>Opens the table.</summary>
    /// <exception cref="DatabaseException">There is no such table.</exception>
    public DuckDbTable(DuckDBConnection connection, BulkShape shape)
    {
        this.shape = shape;
        table = new ChunkAppender(connection, null, "history", shape.Table);
    }

    /// <inheritdoc/>
    public void Write(IEnumerable<BulkBatch> batches)
    {
        foreach (var batch in batches)
        {
            for (var first = 0; first < batch.Count; first += ChunkAppender.ChunkRows)
                Write(batch.Rows[first..Math.Min(first + ChunkAppender.ChunkRows, batch.Count)], batch.FirstRow + first);
        }

        table.Close();
    }

    /// <inheritdoc/>
    public void Dispose() => table.Dispose();

    private void Write(ReadOnlySpan<BulkRow> rows, long firstRow)
    {
        table.Column<long>(0)[..rows.Length].Fill(shape.LoadId);
        var keys = table.Column<int>(1);
        var days = table.Column<int>(2);
        for (var i = 0; i < rows.Length; i++)
        {
            keys[i] = rows[i].Key;
            days[i] = rows[i].Day.DayNumber - Epoch.DayNumber;
        }

        var column = 3;
        for (var number = 0; number < shape.Numbers; number++)
            WriteNumber(rows, number, column++);
        if (shape.HasFlag)
        {
            var flags = table.Column<bool>(column++);
            for (var i = 0; i < rows.Length; i++)
                flags[i] = rows[i].Flag;
        }

        var files = table.Column<int>(column++);
        var rowNumbers = table.Column<long>(column++);
        for (var i = 0; i < rows.Length; i++)
        {
            files[i] = rows[i].File;
            rowNumbers[i] = firstRow + i;
        }

        if (shape.HasOrder)
            WriteOrders(rows, column);
        table.Append(rows.Length);
    }

    private void WriteNumber(ReadOnlySpan<BulkRow> rows, int number, int column)
    {
        var given = -1;
        if (shape.IsNarrow)
        {
            var values = table.Column<long>(column);
            for (var i = 0; i < rows.Length; i++)
            {
                values[i] = (long)rows[i].Numbers[number];
                given &= rows[i].Given;
            }
        }
        else
        {
            var values = table.Column<Int128>(column);
            for (var i = 0; i < rows.Length; i++)
            {
                values[i] = rows[i].Numbers[number];
                given &= rows[i].Given;
            }
        }

        if ((given >> number & 1) == 0)
            SetNulls(column, rows, number);
    }

    private void SetNulls(int column, ReadOnlySpan<BulkRow> rows, int number)
    {
        var validity = table.Validity(column);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((rows[i].Given >> number & 1) == 0)
                validity[i >> 6] &= ~(1UL << (i & 63));
        }
    }

    private void WriteOrders(ReadOnlySpan<BulkRow> rows, int column)
    {
        var orders = table.Column<UInt128>(column);
        var validity = table.Validity(column);
        for (var i = 0; i < rows.Length; i++)
        {
            orders[i] = rows[i].Order;
            if (!rows[i].HasOrder)
                validity[i >> 6] &= ~(1UL << (i & 63));
        }
    }
}
