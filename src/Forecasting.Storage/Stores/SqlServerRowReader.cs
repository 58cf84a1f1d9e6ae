namespace Forecasting.Storage.Stores;

/// <summary>Rows on their way to SQL Server: each is written into one array of values when it is asked for.</summary>
/// <remarks>SQL Server knows no lists (<see cref="RowValues"/>), and no NaN: that becomes null.</remarks>
internal sealed class SqlServerRowReader<T> : ForwardReader, IRowWriter
{
    private readonly IEnumerator<T> rows;
    private readonly Action<IRowWriter, T> write;
    private readonly List<object> values = [];
    private bool isFirstReady;

    /// <summary>Takes the first row, which tells how many columns there are.</summary>
    public SqlServerRowReader(IEnumerable<T> rows, Action<IRowWriter, T> write)
    {
        (this.rows, this.write) = (rows.GetEnumerator(), write);
        isFirstReady = Next();
        HasRows = isFirstReady;
    }

    public override bool HasRows { get; }

    public override int FieldCount => values.Count;

    public override bool Read()
    {
        if (!isFirstReady)
            return Next();
        isFirstReady = false;
        return true;
    }

    public override object GetValue(int ordinal) => values[ordinal];

    public IRowWriter AppendValue(string? value) => Add(value);

    public IRowWriter AppendValue(long? value) => Add(value);

    public IRowWriter AppendValue(double? value) => Add(value is { } number && double.IsNaN(number) ? null : value);

    public IRowWriter AppendValue(bool value) => Add(value);

    public IRowWriter AppendValue(DateTime? value) => Add(value);

    public IRowWriter AppendValue(IEnumerable<double> values) => Add(RowValues.Packed([.. values]));

    public IRowWriter AppendValue(IEnumerable<string> values) => Add(RowValues.Json([.. values]));

    public IRowWriter AppendInteger(int? value) => Add(value);

    public IRowWriter AppendDate(DateOnly? day) => Add(day?.ToDateTime(TimeOnly.MinValue));

    public IRowWriter AppendDecimal(decimal? value, int scale) => Add(value is { } number ? Math.Round(number, scale) : null);

    public IRowWriter AppendHash(UInt128 value) => Add(HashValue.ToGuid(value));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rows.Dispose();
        base.Dispose(disposing);
    }

    private bool Next()
    {
        values.Clear();
        if (!rows.MoveNext())
            return false;
        write(this, rows.Current);
        return true;
    }

    private SqlServerRowReader<T> Add(object? value)
    {
        values.Add(value ?? DBNull.Value);
        return this;
    }
}
