using System.Globalization;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Forecasting.Storage.Stores;

/// <summary>Which database is meant: a DuckDB file, or <c>postgresql://USER@HOST:PORT/DATABASE</c>, or <c>sqlserver://…</c>.</summary>
/// <remarks>
/// Everybody on a machine can read a command line, so an address never holds a password. PostgreSQL's comes from <c>PGPASSWORD</c> or the
/// password file (<c>PGPASSFILE</c>), SQL Server's from <see cref="PasswordVariable"/>; without a user SQL Server is asked as the account or
/// managed identity that the program runs under. What else a driver is to know stands behind <c>?</c>, as <c>name=value</c> with <c>&amp;</c> between.
/// </remarks>
internal static class StoreAddress
{
    /// <summary>Environment variable with the password for SQL Server.</summary>
    public const string PasswordVariable = "FORECASTING_DB_PASSWORD";

    private const string PostgreSql = "postgresql";
    private const string SqlServer = "sqlserver";

    /// <summary>True when the text is the address of a server and not a file.</summary>
    public static bool IsServer(string address) => address.Contains("://", StringComparison.Ordinal);

    /// <summary>The server's database.</summary>
    /// <param name="address">The address.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <exception cref="DatabaseException">It is no address, or holds a password.</exception>
    public static IStore Server(string address, Func<string, string?> environment)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Trim('/').Length == 0)
            throw new DatabaseException($"\"{Shown(address)}\" is no address of a database. Write {PostgreSql}://USER@HOST:PORT/DATABASE or {SqlServer}://USER@HOST:PORT/DATABASE.");
        var user = Uri.UnescapeDataString(uri.UserInfo);
        if (user.Contains(':', StringComparison.Ordinal) || HoldsPassword(Uri.UnescapeDataString(uri.Query)))
            throw new DatabaseException($"The address \"{Shown(address)}\" holds a password, which everybody on this machine can read. Leave it out, and set PGPASSWORD (PostgreSQL) or {PasswordVariable} (SQL Server).");
        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        try
        {
            return uri.Scheme switch
            {
                PostgreSql or "postgres" => OfPostgreSql(uri, user, database),
                SqlServer or "mssql" => OfSqlServer(uri, user, database, environment),
                _ => throw new DatabaseException($"\"{Shown(address)}\" is no address of a database: {uri.Scheme} is not known. Write {PostgreSql}://… or {SqlServer}://…."),
            };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new DatabaseException($"The address \"{Shown(address)}\" asks for something that its driver does not know: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>A database by its connection string: for tests, and where the environment holds one.</summary>
    /// <param name="dialect"><c>PostgreSql</c> or <c>SqlServer</c>.</param>
    /// <param name="connectionString">The connection string.</param>
    public static IStore Connection(string dialect, string connectionString) => dialect == "PostgreSql"
        ? new PostgreSqlStore(new NpgsqlConnectionStringBuilder(connectionString))
        : new SqlServerStore(new SqlConnectionStringBuilder(connectionString));

    private static PostgreSqlStore OfPostgreSql(Uri uri, string user, string database)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = database };
        if (uri.Port > 0)
            settings.Port = uri.Port;
        if (user.Length > 0)
            settings.Username = user;
        foreach (var (name, value) in Options(uri))
        {
            if (name == "sslmode")
                settings["SSL Mode"] = value.Replace("-", "", StringComparison.Ordinal); // verify-full, as PostgreSQL itself writes it
            else
                settings[name] = value;
        }

        return new PostgreSqlStore(settings);
    }

    private static SqlServerStore OfSqlServer(Uri uri, string user, string database, Func<string, string?> environment)
    {
        var settings = new SqlConnectionStringBuilder
        {
            DataSource = uri.Port > 0 ? string.Create(CultureInfo.InvariantCulture, $"{uri.Host},{uri.Port}") : uri.Host,
            InitialCatalog = database,
            Encrypt = SqlConnectionEncryptOption.Mandatory,
        };
        if (user.Length > 0)
        {
            settings.UserID = user;
            settings.Password = environment(PasswordVariable) ?? "";
        }

        foreach (var (name, value) in Options(uri))
            settings[name] = value;
        if (user.Length == 0 && settings.Authentication == SqlAuthenticationMethod.NotSpecified)
            settings.IntegratedSecurity = true;
        return new SqlServerStore(settings);
    }

    private static IEnumerable<(string Name, string Value)> Options(Uri uri)
    {
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            yield return at < 0
                ? throw new ArgumentException("one option has no value.")
                : (Uri.UnescapeDataString(part[..at]), Uri.UnescapeDataString(part[(at + 1)..]));
        }
    }

    private static bool HoldsPassword(string options) =>
        options.Contains("password", StringComparison.OrdinalIgnoreCase) || options.Contains("pwd", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address as it may stand in a message: only what is surely no secret, the scheme, and the host with its path.</summary>
    private static string Shown(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var at = address.LastIndexOf('@');
        var place = address[Math.Max(scheme, at + 1)..].Split('?', '#')[0];

        // What stands behind a colon is a port; anything else there belongs to a user whose @ was forgotten.
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !place[(colon + 1)..].Split('/')[0].All(char.IsAsciiDigit))
            place = "…";
        return address[..scheme] + (at > scheme ? "…@" : "") + place;
    }
}
