using System.Buffers.Binary;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Npgsql;

namespace Forecasting.Storage.Stores;

/// <summary>Writes a table of PostgreSQL in the bytes of its binary copy.</summary>
/// <remarks>
/// PostgreSQL documentation, COPY, "Binary Format": a header, then for each row the number of fields and each field as its length and bytes,
/// the highest first; a trailer. The driver's own writer, value by value, costs several times as much.
/// </remarks>
internal sealed class PostgreSqlTable : IBulkTable
{
    private const int BufferBytes = 1 << 16;

    /// <summary>More than any row takes: its fixed fields, and three decimals of at most 24 bytes.</summary>
    private const int LongestRow = 256;

    /// <summary>Days are counted from here.</summary>
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    private readonly BulkShape shape;
    private readonly NpgsqlConnection connection;
    private readonly byte[] buffer = new byte[BufferBytes];
    private readonly int fields;
    private NpgsqlRawCopyStream? stream;
    private int used;

    /// <summary>A table; nothing happens before the first batch.</summary>
    public PostgreSqlTable(NpgsqlConnection connection, BulkShape shape)
    {
        (this.connection, this.shape) = (connection, shape);
        fields = 3 + shape.Numbers + (shape.HasFlag ? 1 : 0) + 2 + (shape.HasOrder ? 1 : 0);
    }

    /// <inheritdoc/>
    public void Write(IEnumerable<BulkBatch> batches)
    {
        stream = connection.BeginRawBinaryCopy($"copy history.\"{shape.Table}\" from stdin (format binary)");
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        signature.CopyTo(buffer);
        used = signature.Length;
        foreach (var batch in batches)
        {
            var rows = batch.Rows;
            for (var i = 0; i < rows.Length; i++)
            {
                if (used > BufferBytes - LongestRow)
                    Flush();
                Row(rows[i], batch.FirstRow + i);
            }
        }

        Short(-1);
        Flush();
        stream.Dispose();
        stream = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (stream is null)
            return;
        try
        {
            stream.Cancel();
        }
        catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException or IOException or InvalidOperationException
            or ArgumentOutOfRangeException)
        {
            // The connection is gone, and with it what was written.
        }
    }

    private void Row(in BulkRow row, long number)
    {
        Short((short)fields);
        Long(shape.LoadId);
        Integer(row.Key);
        Integer(row.Day.DayNumber - Epoch);
        for (var i = 0; i < shape.Numbers; i++)
        {
            if ((row.Given >> i & 1) == 0)
                Length(-1);
            else
                Scaled(row.Numbers[i]);
        }

        if (shape.HasFlag)
        {
            Length(1);
            buffer[used++] = row.Flag ? (byte)1 : (byte)0;
        }

        Integer(row.File);
        Long(number);
        if (!shape.HasOrder)
            return;
        if (!row.HasOrder)
        {
            Length(-1);
            return;
        }

        Length(16);
        BinaryPrimitives.WriteUInt128BigEndian(buffer.AsSpan(used), row.Order);
        used += 16;
    }

    /// <summary>A decimal: digits to the base 10,000, the power of the first of them, a sign, and the digits shown after the point.</summary>
    /// <param name="value">The number × 10⁹.</param>
    private void Scaled(Int128 value)
    {
        const long Base = 10_000;
        Span<short> digits = stackalloc short[16];
        var isNegative = value < 0;
        var (whole, part) = Int128.DivRem(isNegative ? -value : value, PlainField.One);

        // The digits after the point fill three places of four: 12 digits of which the last three are 0.
        var fraction = (long)part * 1000;
        var last = digits.Length;
        digits[--last] = (short)(fraction % Base);
        digits[--last] = (short)(fraction / Base % Base);
        digits[--last] = (short)(fraction / (Base * Base));
        var weight = -1;
        for (var rest = whole; rest != 0; rest /= Base)
        {
            digits[--last] = (short)(rest % Base);
            weight++;
        }

        // Neither leading nor trailing places of 0.
        var used16 = digits[last..];
        while (used16.Length > 0 && used16[0] == 0)
        {
            used16 = used16[1..];
            weight--;
        }

        while (used16.Length > 0 && used16[^1] == 0)
            used16 = used16[..^1];
        Length(8 + 2 * used16.Length);
        Short((short)used16.Length);
        Short((short)(used16.Length == 0 ? 0 : weight));
        Short((short)(isNegative ? 0x4000 : 0));
        Short(NumberText.Scale);
        foreach (var digit in used16)
            Short(digit);
    }

    private void Long(long value)
    {
        Length(8);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used), value);
        used += 8;
    }

    private void Integer(int value)
    {
        Length(4);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), value);
        used += 4;
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), length);
        used += 4;
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), value);
        used += 2;
    }

    private void Flush()
    {
        stream!.Write(buffer, 0, used);
        used = 0;
    }
}
