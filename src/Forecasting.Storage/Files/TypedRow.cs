using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>The row of a Parquet file that its chunks stand on: numbers and dates as such, and as text for whoever asks.</summary>
internal sealed class TypedRow : RawRow
{
    /// <summary>Doubles up to here are further apart than the digits that are kept: each has one decimal number.</summary>
    private const double LargestExact = 1e6;

    /// <summary>Doubles below, but for 0, are written with an exponent.</summary>
    private const double SmallestPlain = 1e-3;

    /// <summary>The plain form has nine digits before the mark.</summary>
    private const long LargestScaled = PlainField.One * PlainField.One;

    private const long MicrosecondsPerDay = 86_400_000_000;

    private static readonly RowFault NulFault = new("nul", "the row holds a NUL character (export the file again)");

    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, NumberText.Scale + 1).Select(i => (long)Math.Pow(10, i))];

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private static readonly (int First, int Last) Days = (new DateOnly(1900, 1, 1).DayNumber - Epoch, new DateOnly(2199, 12, 31).DayNumber - Epoch);

    private readonly ColumnChunks chunks;
    private readonly string?[] fields;
    private byte[] joined = new byte[256];

    /// <summary>The rows of some chunks.</summary>
    public TypedRow(ColumnChunks chunks)
    {
        this.chunks = chunks;
        FieldCount = chunks.Names.Length;
        fields = new string?[FieldCount];
    }

    /// <inheritdoc/>
    public override bool HasUtf8 => true;

    /// <inheritdoc/>
    public override string Text => CsvLine.Of(Enumerable.Range(0, FieldCount).Select(Field), ',');

    /// <summary>Goes to the row that the chunks stand on.</summary>
    public void Take(long number)
    {
        Line = number;
        Array.Clear(fields);
        var line = Join();
        Fault = chunks.Types.Contains(ColumnType.Text) && HasNul() ? NulFault : null;
        Hash = XxHash128.HashToUInt128(line);
    }

    /// <inheritdoc/>
    public override string Field(int index) => fields[index] ??= chunks.IsNull(index) ? "" : chunks.Types[index] switch
    {
        ColumnType.Text => Encoding.UTF8.GetString(chunks.Utf8(index)),
        ColumnType.Flag => chunks.Bits(index) == 0 ? "false" : "true",
        ColumnType.Double => Shown(BitConverter.Int64BitsToDouble(chunks.Bits(index))),
        ColumnType.Date => DayOf(chunks.Bits(index)) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Shown(chunks.Bits(index)),
        ColumnType.Time => DayOf(FloorDivide(chunks.Bits(index))) is not null
            ? DateTime.UnixEpoch.AddTicks(10 * chunks.Bits(index)).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            : Shown(chunks.Bits(index)),
        _ => ((decimal)chunks.Bits(index) / PowersOfTen[chunks.ScaleOf(index)]).ToString(CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8(int index) =>
        chunks.Types[index] == ColumnType.Text ? chunks.Utf8(index) : Encoding.UTF8.GetBytes(Field(index));

    /// <inheritdoc/>
    public override decimal? Number(int index) => TryScaled(index, out var scaled) ? (decimal)scaled / PlainField.One
        : chunks.Types[index] is ColumnType.Whole64 && !chunks.IsNull(index) ? (decimal)chunks.Bits(index) / PowersOfTen[chunks.ScaleOf(index)] : null;

    /// <inheritdoc/>
    public override bool TryDay(int index, out DateOnly day)
    {
        day = default;
        if (chunks.Types[index] is not (ColumnType.Date or ColumnType.Time) || chunks.IsNull(index))
            return false;
        var bits = chunks.Bits(index);
        if (DayOf(chunks.Types[index] == ColumnType.Date ? bits : FloorDivide(bits)) is not { } known)
            return false;
        day = known;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryScaled(int index, out long scaled)
    {
        scaled = 0;
        if (chunks.IsNull(index))
            return false;
        var type = chunks.Types[index];
        if (type is not (ColumnType.Whole8 or ColumnType.Whole16 or ColumnType.Whole32 or ColumnType.Whole64 or ColumnType.Double))
            return false;
        var bits = chunks.Bits(index);
        if (type != ColumnType.Double)
        {
            var one = PowersOfTen[NumberText.Scale - chunks.ScaleOf(index)];
            if (bits <= -LargestScaled / one || bits >= LargestScaled / one)
                return false;
            scaled = bits * one;
            return true;
        }

        // The decimal number with the fewest digits that is this double, where no more digits are needed than are kept: the division gives it back.
        var number = BitConverter.Int64BitsToDouble(bits);
        var size = Math.Abs(number);
        if (!(size <= LargestExact) || (size < SmallestPlain && number != 0))
            return false;
        scaled = (long)Math.Round(number * PlainField.One);
        return (double)scaled / PlainField.One == number;
    }

    private static DateOnly? DayOf(long day) => day >= Days.First && day <= Days.Last ? DateOnly.FromDayNumber((int)day + Epoch) : null;

    private static long FloorDivide(long microseconds) => Math.DivRem(microseconds, MicrosecondsPerDay) is var (days, rest) && rest < 0 ? days - 1 : days;

    private static string Shown(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(double number) => double.IsNaN(number) ? "nan" : number.ToString(CultureInfo.InvariantCulture);

    private bool HasNul()
    {
        for (var i = 0; i < FieldCount; i++)
        {
            if (chunks.Types[i] == ColumnType.Text && chunks.Utf8(i).Contains((byte)0))
                return true;
        }

        return false;
    }

    /// <summary>The values one after the other, each with its length or with whether there is one: two rows give the same bytes when they are the same.</summary>
    private Span<byte> Join()
    {
        var length = 0;
        for (var i = 0; i < FieldCount; i++)
        {
            var isText = chunks.Types[i] == ColumnType.Text;
            var text = isText ? chunks.Utf8(i) : default;
            var size = isText ? text.Length : sizeof(long);
            if (length + sizeof(int) + size > joined.Length)
                Array.Resize(ref joined, 2 * (length + sizeof(int) + size));
            var head = isText ? text.Length : chunks.IsNull(i) ? -1 : sizeof(long);
            MemoryMarshal.Write(joined.AsSpan(length), head);
            length += sizeof(int);
            if (isText)
                text.CopyTo(joined.AsSpan(length));
            else
                MemoryMarshal.Write(joined.AsSpan(length), chunks.Bits(i));
            length += size;
        }

        return joined.AsSpan(0, length);
    }
}
