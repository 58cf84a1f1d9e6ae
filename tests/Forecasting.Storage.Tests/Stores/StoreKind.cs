namespace Forecasting.Storage.Tests.Stores;

/// <summary>The databases that a contract is tested on.</summary>
public enum StoreKind
{
    /// <summary>A file; always there.</summary>
    DuckDb,

    /// <summary>A server that the tests start, or the one that <c>FORECASTING_POSTGRES</c> names.</summary>
    PostgreSql,

    /// <summary>The server that <c>FORECASTING_SQLSERVER</c> names; skipped without.</summary>
    SqlServer,
}

/// <summary>Fixtures of a contract that every kind of database keeps.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryStoreAttribute : NUnit.Framework.TestFixtureSourceAttribute
{
    public OnEveryStoreAttribute()
        : base(typeof(OnEveryStoreAttribute), nameof(Kinds))
    {
    }

    private static IEnumerable<StoreKind> Kinds => Enum.GetValues<StoreKind>();
}
