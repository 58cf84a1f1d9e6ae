using System.IO.Hashing;
using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>What is wrong with a row before any value is looked at.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Text">What was found, and what to do; a clause without the full stop.</param>
internal sealed record RowFault(string Rule, string Text);

/// <summary>What is wrong with one field before anybody reads it as a value.</summary>
/// <param name="Index">The field, from 0.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="IsCodeFault">True when it matters only where a code or a name stands.</param>
internal readonly record struct FieldFault(int Index, RowFault Fault, bool IsCodeFault);

/// <summary>One row of a file as text. Valid until the next row is read: sources may give the same object again.</summary>
internal abstract class RawRow
{
    /// <summary>Line on which the row begins, from 1; in Parquet the row's number.</summary>
    public long Line { get; protected set; }

    /// <summary>Number of fields.</summary>
    public int FieldCount { get; protected set; }

    /// <summary>What is wrong with the row as a whole; null when its fields can be trusted.</summary>
    public RowFault? Fault { get; protected set; }

    /// <summary>128-bit hash of the row as it stands in the file.</summary>
    public virtual UInt128 Hash { get; protected set; }

    /// <summary>The row as it stands in the file.</summary>
    public abstract string Text { get; }

    /// <summary>Which part of the line it is, for messages, with a comma before it; empty when it is the whole.</summary>
    public virtual string Part => "";

    /// <summary>Fields that cannot be trusted, whatever their column.</summary>
    public virtual IEnumerable<FieldFault> FieldFaults => [];

    /// <summary>The value of a field, unquoted.</summary>
    public abstract string Field(int index);

    /// <summary>The number in a field of a file that holds numbers as such; null where it holds text, which the
    /// file's profile reads.</summary>
    public virtual decimal? Number(int index) => null;

    /// <summary>True when <see cref="Utf8"/> gives the fields: sources of many rows hold them as bytes.</summary>
    public virtual bool HasUtf8 => false;

    /// <summary>The value of a field, unquoted, as UTF-8; only where <see cref="HasUtf8"/>.</summary>
    public virtual ReadOnlySpan<byte> Utf8(int index) => throw new NotSupportedException("This row holds its fields as strings only.");

    /// <summary>The day in a field of a file that holds days as such, from 1900 to 2199.</summary>
    /// <returns>False where it holds text, or none.</returns>
    public virtual bool TryDay(int index, out DateOnly day)
    {
        day = default;
        return false;
    }

    /// <summary>The number in a field of a file that holds numbers as such, × <see cref="PlainField.One"/>, where that is exact.</summary>
    /// <returns>False where it holds text, or none.</returns>
    public virtual bool TryScaled(int index, out long scaled)
    {
        scaled = 0;
        return false;
    }

    /// <summary>True when no field holds anything but blanks.</summary>
    public bool IsBlank()
    {
        for (var i = 0; i < FieldCount; i++)
        {
            // Nearly every row: its first field begins with a letter or digit of ASCII, and no string is needed to see it.
            if (HasUtf8 && Utf8(i) is [> (byte)' ' and < 0x7F, ..])
                return false;
            if (!string.IsNullOrWhiteSpace(Field(i)))
                return false;
        }

        return true;
    }
}

/// <summary>A row whose fields are at hand as strings.</summary>
internal sealed class TextRow : RawRow
{
    private readonly string[] fields;

    /// <summary>A row.</summary>
    /// <param name="line">Line on which it begins.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="text">The row as it stands in the file.</param>
    /// <param name="fault">What is wrong with it.</param>
    public TextRow(long line, string[] fields, string text, RowFault? fault)
    {
        Line = line;
        FieldCount = fields.Length;
        Fault = fault;
        Hash = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text));
        this.fields = fields;
        Text = text;
    }

    /// <inheritdoc/>
    public override string Text { get; }

    /// <inheritdoc/>
    public override string Field(int index) => fields[index];
}
