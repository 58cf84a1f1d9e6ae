using System.Data;
using System.Globalization;
using Dapper;
using DuckDB.NET.Data;

namespace Forecasting.Storage.Stores;

/// <summary>How days and times go to the databases and come back, the same for all of them.</summary>
internal static class StoreTypes
{
    /// <summary>Teaches Dapper; once for the process.</summary>
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTime));
        SqlMapper.RemoveTypeMap(typeof(DateTime?));
        SqlMapper.AddTypeHandler(new Times());
        SqlMapper.AddTypeHandler(new Days());
        SqlMapper.AddTypeHandler(new Lists());
    }

    /// <summary>Times are UTC, to the microsecond. The servers want to be told that they have no zone, and SQL Server that they are exact.</summary>
    private sealed class Times : SqlMapper.TypeHandler<DateTime>
    {
        public override void SetValue(IDbDataParameter parameter, DateTime value)
        {
            if (parameter is not DuckDBParameter)
                parameter.DbType = DbType.DateTime2;
            parameter.Value = new DateTime(value.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Unspecified);
        }

        public override DateTime Parse(object value) => Convert.ToDateTime(value, CultureInfo.InvariantCulture);
    }

    /// <summary>SQL Server gives a day as a time.</summary>
    private sealed class Days : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is not DuckDBParameter)
                parameter.DbType = DbType.Date;
            parameter.Value = value;
        }

        public override DateOnly Parse(object value) => value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);
    }

    /// <summary>Texts of one column, see <see cref="RowValues"/>.</summary>
    private sealed class Lists : SqlMapper.TypeHandler<List<string>>
    {
        public override void SetValue(IDbDataParameter parameter, List<string>? value) => throw new NotSupportedException("Lists are written in bulk.");

        public override List<string> Parse(object value) => [.. RowValues.Texts(value)];
    }
}
