using System.Data.Common;
using DuckDB.NET.Data;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>How a database comes to be open: found or made, and of the schema that this program knows.</summary>
internal static class DatabaseOpening
{
    /// <summary>See <see cref="ForecastingDatabase.Open"/>.</summary>
    public static ForecastingDatabase Open(string address, DatabaseSettings settings, TimeProvider clock)
    {
        if (StoreAddress.IsServer(address))
            return Open(StoreAddress.Server(address, Environment.GetEnvironmentVariable), settings, clock);
        if (!Path.Exists(address))
            Make(address, settings, clock);
        return Ready(new DuckDbStore(address, address, settings), settings, clock);
    }

    /// <summary>Opens a server's database.</summary>
    public static ForecastingDatabase Open(IStore store, DatabaseSettings settings, TimeProvider clock) => Ready(store, settings, clock);

    /// <summary>Brings an older database to the schema of this program.</summary>
    /// <returns>Names of the migrations that were applied, in order.</returns>
    public static IReadOnlyList<string> Migrate(string address, DatabaseSettings settings, TimeProvider clock)
    {
        if (StoreAddress.IsServer(address))
            return Migrate(StoreAddress.Server(address, Environment.GetEnvironmentVariable), settings, clock);
        if (Path.Exists(address))
            return Migrate(new DuckDbStore(address, address, settings), settings, clock);
        Make(address, settings, clock);
        return [.. SqlText.Migrations("DuckDb").Select(m => m.Name)];
    }

    private static IReadOnlyList<string> Migrate(IStore store, DatabaseSettings settings, TimeProvider clock)
    {
        using var database = new ForecastingDatabase(store, settings, clock);
        return SchemaMigration.Migrate(database);
    }

    /// <summary>Makes a database under another name and moves it into place: whoever is killed meanwhile leaves no half of one behind.</summary>
    private static void Make(string path, DatabaseSettings settings, TimeProvider clock)
    {
        var unfinished = path + ".new";
        try
        {
            Ready(new DuckDbStore(path, unfinished, settings), settings, clock).Dispose();
        }
        catch (DatabaseException e) when (e.InnerException is DuckDBException broken && DuckDbStore.IsNoDatabase(broken) && File.Exists(unfinished))
        {
            // Somebody was killed while making it; it holds nothing yet.
            File.Delete(unfinished);
            File.Delete(unfinished + ".wal");
            Ready(new DuckDbStore(path, unfinished, settings), settings, clock).Dispose();
        }

        // Where somebody was killed, or had no room, a log may be left that is not in the file. All it can hold is schema, which is made anew.
        File.Delete(unfinished + ".wal");
        try
        {
            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was faster.
            File.Delete(unfinished);
        }
    }

    private static ForecastingDatabase Ready(IStore store, DatabaseSettings settings, TimeProvider clock)
    {
        var database = new ForecastingDatabase(store, settings, clock);
        try
        {
            if (!store.IsServer && Path.GetDirectoryName(Path.GetFullPath(store.Name)) is { } folder)
                Directory.CreateDirectory(folder);
            SchemaMigration.Check(database);
            return database;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            database.Dispose();
            throw new DatabaseException(store.Explain(e), e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
