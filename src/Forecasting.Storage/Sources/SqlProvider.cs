namespace Forecasting.Storage.Sources;

/// <summary>Kind of database that queries are sent to.</summary>
public enum SqlProvider
{
    /// <summary>Microsoft SQL Server or Azure SQL.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}
