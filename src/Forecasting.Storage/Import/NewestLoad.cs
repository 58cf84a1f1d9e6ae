namespace Forecasting.Storage.Import;

/// <summary>How far the loads of a database have come: an import that leaves it as it was found nothing new.</summary>
public static class NewestLoad
{
    /// <summary>Number of the newest load; 0 when there is none.</summary>
    /// <param name="database">The database.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static long Id(ForecastingDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Scalar<long>("Import/NextLoadId") - 1;
    }
}
