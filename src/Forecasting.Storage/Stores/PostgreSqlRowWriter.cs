using Npgsql;
using NpgsqlTypes;

namespace Forecasting.Storage.Stores;

/// <summary>A row of PostgreSQL's binary copy.</summary>
/// <param name="importer">The copy; stands at the begin of a row.</param>
internal sealed class PostgreSqlRowWriter(NpgsqlBinaryImporter importer) : IRowWriter
{
    public IRowWriter AppendValue(string? value) => value is null ? Null() : Write(value, NpgsqlDbType.Text);

    public IRowWriter AppendValue(long? value) => value is { } number ? Write(number, NpgsqlDbType.Bigint) : Null();

    public IRowWriter AppendValue(double? value) => value is { } number ? Write(number, NpgsqlDbType.Double) : Null();

    public IRowWriter AppendValue(bool value) => Write(value, NpgsqlDbType.Boolean);

    public IRowWriter AppendValue(DateTime? value) =>
        value is { } time ? Write(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp) : Null();

    public IRowWriter AppendValue(IEnumerable<double> values) => Write(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);

    public IRowWriter AppendValue(IEnumerable<string> values) => Write(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public IRowWriter AppendInteger(int? value) => value is { } number ? Write(number, NpgsqlDbType.Integer) : Null();

    public IRowWriter AppendDate(DateOnly? day) => day is { } value ? Write(value, NpgsqlDbType.Date) : Null();

    public IRowWriter AppendDecimal(decimal? value, int scale) =>
        value is { } number ? Write(Math.Round(number, scale), NpgsqlDbType.Numeric) : Null();

    public IRowWriter AppendHash(UInt128 value) => Write(HashValue.ToGuid(value), NpgsqlDbType.Uuid);

    private PostgreSqlRowWriter Write<T>(T value, NpgsqlDbType type)
    {
        importer.Write(value, type);
        return this;
    }

    private PostgreSqlRowWriter Null()
    {
        importer.WriteNull();
        return this;
    }
}
