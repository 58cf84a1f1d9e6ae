using System.Globalization;

namespace Forecasting.Storage;

/// <summary>Brings a database to the schema of this program: forward only, in order, each migration whole or not at all.</summary>
internal static class SchemaMigration
{
    /// <summary>Applies what is missing.</summary>
    /// <exception cref="DatabaseException">The database has a newer schema than this program knows.</exception>
    public static void Migrate(ForecastingDatabase database)
    {
        var migrations = SqlText.Migrations("DuckDb");
        database.Execute("Schema/CreateVersionTable");
        var version = database.Scalar<int>("Schema/ReadVersion");
        if (version > migrations[^1].Version)
        {
            throw new DatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database \"{database.Path}\" has schema version {version}, and this program knows versions up to {migrations[^1].Version}. "
                + $"Use the newer program, or give another --db."));
        }

        foreach (var (number, name) in migrations.Where(m => m.Version > version))
        {
            database.InTransaction(() =>
            {
                database.Execute($"Migrations/DuckDb/{name}");
                database.Execute("Schema/RecordVersion", new { version = number, name });
            });
        }
    }
}
