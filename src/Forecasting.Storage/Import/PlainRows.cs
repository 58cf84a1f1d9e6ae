using System.Collections.Immutable;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>Reads the rows of one file of a big table straight from their bytes, where every field has its plain form.</summary>
/// <remarks>
/// What it reads is what <see cref="RowReader"/> would have read. All else, and everything that may be a fault, it leaves to that reader:
/// a code is taken only when the same bytes were read before.
/// </remarks>
internal sealed class PlainRows
{
    private readonly KeyNumbers keys;
    private readonly ImmutableArray<BulkNumber> numbers;
    private readonly ImmutableArray<MatchedColumn> columns;
    private readonly int date;
    private readonly int sku;
    private readonly int location;
    private readonly int flag;
    private readonly char? decimalMark;
    private readonly byte[] lastText = new byte[10];
    private DateOnly lastDate;

    /// <summary>A file.</summary>
    /// <param name="keys">The keys read so far.</param>
    /// <param name="numbers">The numbers of the table.</param>
    /// <param name="flagName">Column of the yes or no; null = none.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="profile">How the file is read.</param>
    public PlainRows(KeyNumbers keys, ImmutableArray<BulkNumber> numbers, string? flagName, HeaderMatch header, ReadingProfile profile)
    {
        this.keys = keys;
        this.numbers = numbers;
        columns = [.. numbers.Select(n => header[n.Name])];
        (date, sku, location) = (header["date"].Index, header["sku"].Index, header["location"].Index);
        flag = flagName is null ? -1 : header[flagName].Index;
        decimalMark = profile.DecimalMark;
    }

    /// <summary>Reads a row that is sound as a whole.</summary>
    /// <returns>False when it must be read as text.</returns>
    public bool TryRead(RawRow raw, ref BulkRow row)
    {
        if (!raw.HasUtf8
            || !keys.TryGet(raw.Utf8(sku), location < 0 ? default : raw.Utf8(location), out row.Key)
            || !TryDate(raw.Utf8(date), out row.Day))
            return false;
        row.Given = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (!TryNumber(raw, i, ref row))
                return false;
        }

        return TryFlag(raw, out row.Flag);
    }

    /// <summary>Remembers the key of a row that was read as text.</summary>
    public void Know(RawRow raw, int key)
    {
        if (raw.HasUtf8)
            keys.Know(raw.Utf8(sku), location < 0 ? default : raw.Utf8(location), key);
    }

    // Files are mostly in the order of their days.
    private bool TryDate(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = lastDate;
        if (text.SequenceEqual(lastText))
            return true;
        if (!PlainField.TryDate(text, out day))
            return false;
        text.CopyTo(lastText);
        lastDate = day;
        return true;
    }

    private bool TryNumber(RawRow raw, int index, ref BulkRow row)
    {
        var column = columns[index];
        var text = column.Index < 0 ? default : raw.Utf8(column.Index);
        if (text.IsEmpty)
        {
            if (column.Column.IsRequired)
                return false;
            if (!numbers[index].IsNullable)
                row.SetScaled(index, 0);
            return true;
        }

        if (!PlainField.TryNumber(text, decimalMark, out var scaled))
            return false;
        row.SetScaled(index, scaled);
        return column.Column.Range switch
        {
            NumberRange.NonNegative => scaled >= 0,
            NumberRange.Positive => scaled > 0,
            NumberRange.Share => scaled is >= 0 and <= PlainField.One,
            _ => true,
        };
    }

    private bool TryFlag(RawRow raw, out bool isYes)
    {
        var text = flag < 0 ? default : raw.Utf8(flag);
        isYes = text is [(byte)'1'];
        return text is [] or [(byte)'0' or (byte)'1'];
    }
}
