using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>What the owner of a database does to it: bring it to the schema of this program, and give its roles their rights.</summary>
public static class DatabaseSchema
{
    /// <summary>Brings a database to the schema of this program; an empty one is given it.</summary>
    /// <param name="address">A file, created with its folder when there is none; or the address of a server, see docs/operations.md.</param>
    /// <param name="settings">What it may use of the machine; null = the defaults.</param>
    /// <param name="clock">Whose time passes while a server is waited for; null = the system's.</param>
    /// <returns>Names of the migrations that were applied, in order; empty when the database had all of them.</returns>
    /// <exception cref="DatabaseException">The database cannot be reached, its schema is newer, or it refuses a change.</exception>
    public static IReadOnlyList<string> Migrate(string address, DatabaseSettings? settings = null, TimeProvider? clock = null) =>
        DatabaseOpening.Migrate(address, settings ?? new DatabaseSettings(), clock ?? TimeProvider.System);

    /// <summary>The script that makes the roles of a server's database and gives them their rights; the database is not asked.</summary>
    /// <param name="address">The address of the database.</param>
    /// <returns>SQL for <c>psql</c> or <c>sqlcmd</c>, to be run by the owner of the database, as often as one likes.</returns>
    /// <exception cref="DatabaseException">It is no address of a server: a file has no roles, its permissions are those of the file system.</exception>
    public static string RolesScript(string address) => StoreAddress.IsServer(address)
        ? SqlText.Named($"Roles/{StoreAddress.Server(address, Environment.GetEnvironmentVariable).Dialect}")
        : throw new DatabaseException($"The database \"{address}\" is a file and has no roles: who may read and write it is a matter of the file's permissions.");
}
