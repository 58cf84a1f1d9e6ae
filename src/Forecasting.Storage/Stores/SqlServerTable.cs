using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Microsoft.Data.SqlClient;

namespace Forecasting.Storage.Stores;

/// <summary>Writes a table of SQL Server by bulk copy, which asks for row after row.</summary>
/// <param name="copy">The copy into the table; disposed with this.</param>
/// <param name="shape">What the table looks like.</param>
internal sealed class SqlServerTable(SqlBulkCopy copy, BulkShape shape) : IBulkTable
{
    /// <inheritdoc/>
    public void Write(IEnumerable<BulkBatch> batches)
    {
        using var reader = new BatchReader(batches, shape);
        copy.WriteToServer(reader);
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)copy).Dispose();

    /// <summary>The rows of all batches, one after the other.</summary>
    private sealed class BatchReader(IEnumerable<BulkBatch> batches, BulkShape shape) : ForwardReader
    {
        private readonly IEnumerator<BulkBatch> rest = batches.GetEnumerator();
        private BulkBatch? batch;
        private int index;

        public override int FieldCount => 5 + shape.Numbers + (shape.HasFlag ? 1 : 0) + (shape.HasOrder ? 1 : 0);

        public override bool Read()
        {
            if (batch is not null && ++index < batch.Count)
                return true;
            do
            {
                if (!rest.MoveNext())
                    return false;
                batch = rest.Current;
                index = 0;
            }
            while (batch.Count == 0);
            return true;
        }

        // Asked before the first row is.
        public override Type GetFieldType(int ordinal) => ordinal switch
        {
            0 => typeof(long),
            1 => typeof(int),
            2 => typeof(DateTime),
            _ when ordinal < 3 + shape.Numbers => typeof(decimal),
            _ when ordinal == 3 + shape.Numbers && shape.HasFlag => typeof(bool),
            _ when ordinal == FieldCount - 1 && shape.HasOrder => typeof(Guid),
            _ => ordinal == 3 + shape.Numbers + (shape.HasFlag ? 1 : 0) ? typeof(int) : typeof(long),
        };

        public override object GetValue(int ordinal)
        {
            ref readonly var row = ref batch!.Rows[index];
            switch (ordinal)
            {
                case 0:
                    return shape.LoadId;
                case 1:
                    return row.Key;
                case 2:
                    return row.Day.ToDateTime(TimeOnly.MinValue);
            }

            var column = ordinal - 3;
            if (column < shape.Numbers)
                return (row.Given >> column & 1) == 0 ? DBNull.Value : (decimal)row.Numbers[column] / PlainField.One;
            column -= shape.Numbers;
            if (shape.HasFlag && column-- == 0)
                return row.Flag;
            return column switch
            {
                0 => row.File,
                1 => batch.FirstRow + index,
                _ => row.HasOrder ? HashValue.ToGuid(row.Order) : DBNull.Value,
            };
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
