using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Forecasting.Storage.Stores;

/// <summary>A row of DuckDB's bulk writer.</summary>
/// <param name="row">The row of the driver.</param>
internal sealed class DuckDbRowWriter(IDuckDBAppenderRow row) : IRowWriter
{
    public IRowWriter AppendValue(string? value) => With(row.AppendValue(value));

    public IRowWriter AppendValue(long? value) => With(row.AppendValue(value));

    public IRowWriter AppendValue(double? value) => With(row.AppendValue(value));

    public IRowWriter AppendValue(bool value) => With(row.AppendValue((bool?)value));

    public IRowWriter AppendValue(DateTime? value) => With(row.AppendValue(value));

    public IRowWriter AppendValue(IEnumerable<double> values) => With(row.AppendValue(values));

    public IRowWriter AppendValue(IEnumerable<string> values) => With(row.AppendValue(values));

    // A constant passed to AppendValue itself would bind to a shorter type and write garbage.
    public IRowWriter AppendInteger(int? value) => With(row.AppendValue(value));

    public IRowWriter AppendDate(DateOnly? day) =>
        With(day is { } value ? row.AppendValue((DuckDBDateOnly?)(DuckDBDateOnly)value) : row.AppendNullValue());

    // The driver itself would cut digits off.
    public IRowWriter AppendDecimal(decimal? value, int scale) => With(row.AppendValue(value is { } number ? Math.Round(number, scale) : null));

    public IRowWriter AppendHash(UInt128 value) => With(row.AppendValue((BigInteger?)(BigInteger)value));

    private DuckDbRowWriter With(IDuckDBAppenderRow _) => this;
}
