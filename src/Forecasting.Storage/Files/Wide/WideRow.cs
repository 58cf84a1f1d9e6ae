using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;

namespace Forecasting.Storage.Files.Wide;

/// <summary>One cell of a wide table as a row: the columns that name the product, then the period, then the value.</summary>
/// <remarks>The same object stands for one cell of its row after another.</remarks>
internal sealed class WideRow : RawRow
{
    private readonly RawRow row;
    private readonly ImmutableArray<int> others;
    private readonly UInt128 key;
    private Period period = new(0, "", false);
    private string header = "";

    /// <summary>The cells of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="others">Its fields that are no periods.</param>
    public WideRow(RawRow row, ImmutableArray<int> others)
    {
        (this.row, this.others) = (row, others);
        Line = row.Line;
        FieldCount = others.Length + 2;
        key = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(string.Join('\u001f', others.Select(row.Field))));
    }

    /// <inheritdoc/>
    public override string Text => CsvLine.Of(Enumerable.Range(0, FieldCount).Select(Field), ',');

    /// <inheritdoc/>
    public override string Part => $", period \"{header}\"";

    /// <inheritdoc/>
    public override IEnumerable<FieldFault> FieldFaults =>
        row.FieldFaults
            .Select(f => f with { Index = f.Index == period.Index ? FieldCount - 1 : others.IndexOf(f.Index) }).Where(f => f.Index >= 0);

    /// <summary>Goes to the cell of a period.</summary>
    /// <param name="next">The period.</param>
    /// <param name="name">Its header.</param>
    public WideRow At(Period next, string name)
    {
        (period, header) = (next, name);

        // The row is a repetition when product, period and value are, whichever other periods the file has.
        var cell = Encoding.UTF8.GetBytes($"{next.Date}\u001f{Field(FieldCount - 1)}");
        Hash = XxHash128.HashToUInt128(cell, unchecked((long)(ulong)key)) ^ key;
        return this;
    }

    /// <inheritdoc/>
    public override string Field(int index) =>
        index < others.Length ? row.Field(others[index]) : index == others.Length ? period.Date : row.Field(period.Index);

    /// <inheritdoc/>
    public override decimal? Number(int index) =>
        index < others.Length ? row.Number(others[index]) : index == others.Length ? null : row.Number(period.Index);
}
