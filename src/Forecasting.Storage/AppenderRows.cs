using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Forecasting.Storage;

/// <summary>Values that the bulk writer takes only in its own types.</summary>
internal static class AppenderRows
{
    /// <summary>Adds a date.</summary>
    public static IDuckDBAppenderRow AppendDate(this IDuckDBAppenderRow row, DateOnly? day) =>
        day is { } value ? row.AppendValue((DuckDBDateOnly?)(DuckDBDateOnly)value) : row.AppendNullValue();

    /// <summary>Adds a whole number. A constant passed to <c>AppendValue</c> itself would bind to a shorter type and write garbage.</summary>
    public static IDuckDBAppenderRow AppendInteger(this IDuckDBAppenderRow row, int value) => row.AppendValue((int?)value);

    /// <summary>Adds a decimal, rounded half to even to the digits that its column keeps; the writer itself would cut them off.</summary>
    public static IDuckDBAppenderRow AppendDecimal(this IDuckDBAppenderRow row, decimal? value, int scale) =>
        row.AppendValue(value is { } number ? Math.Round(number, scale) : null);
}
