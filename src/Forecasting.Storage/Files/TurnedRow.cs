namespace Forecasting.Storage.Files;

/// <summary>A row of a file seen in another form: all as in the file but what the form changes.</summary>
internal abstract class TurnedRow : RawRow
{
    private readonly RawRow row;

    /// <summary>The same row in another form.</summary>
    protected TurnedRow(RawRow row)
    {
        this.row = row;
        (Line, FieldCount, Fault, Hash) = (row.Line, row.FieldCount, row.Fault, row.Hash);
    }

    /// <inheritdoc/>
    public override string Text => row.Text;

    /// <inheritdoc/>
    public override IEnumerable<FieldFault> FieldFaults => row.FieldFaults;

    /// <inheritdoc/>
    public override string Field(int index) => row.Field(index);

    /// <inheritdoc/>
    public override decimal? Number(int index) => row.Number(index);
}
