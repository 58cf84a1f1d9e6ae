using System.Data.Common;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>How a database comes to be open: found or made, and of the schema that this program knows.</summary>
internal static class DatabaseOpening
{
    private const string Unfinished = ".new";

    /// <summary>See <see cref="ForecastingDatabase.Open"/>.</summary>
    public static ForecastingDatabase Open(string address, DatabaseSettings settings, TimeProvider clock)
    {
        if (StoreAddress.IsServer(address))
            return Open(StoreAddress.Server(address, Environment.GetEnvironmentVariable), settings, clock);
        if (!Path.Exists(address))
            Make(address, settings, clock);
        RemoveUnfinished(address);
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

    /// <summary>Makes a database under a name of its own and moves it into place: whoever is killed meanwhile leaves no half of one behind,
    /// and of several that make it at once one is first.</summary>
    private static void Make(string path, DatabaseSettings settings, TimeProvider clock)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            Ready(new DuckDbStore(path, unfinished, settings), settings, clock).Dispose();
            File.Move(unfinished, path);
        }
        catch (Exception e) when (File.Exists(path) && e is IOException or DatabaseException)
        {
            // Another program was faster, and may have removed this one already.
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(unfinished + ".wal");
        }
    }

    /// <summary>Removes what others left when they were killed, or came second, while they made the database that is there now.</summary>
    private static void RemoveUnfinished(string path)
    {
        var prefix = Path.GetFileName(path) + ".";
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $"*{Unfinished}*"))
        {
            if (Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    private static ForecastingDatabase Ready(IStore store, DatabaseSettings settings, TimeProvider clock)
    {
        var database = new ForecastingDatabase(store, settings, clock);
        try
        {
            if (!store.IsServer && Path.GetDirectoryName(Path.GetFullPath(store.Name)) is { } folder)
                Directory.CreateDirectory(folder);
            database.Meet();
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
