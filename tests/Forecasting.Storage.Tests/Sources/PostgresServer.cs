using System.Globalization;
using Npgsql;

namespace Forecasting.Storage.Tests.Sources;

/// <summary>A PostgreSQL server with an empty database: the one that the environment names, or a cluster of its own that is gone when disposed.</summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>A connection string of a server that is ready.</summary>
    private const string Variable = "FORECASTING_POSTGRES";

    private readonly string folder;
    private readonly string binaries;
    private readonly string options;

    private PostgresServer(string connection, string folder, string binaries, string options) =>
        (Connection, this.folder, this.binaries, this.options) = (connection, folder, binaries, options);

    /// <summary>Connection string of the database.</summary>
    public string Connection { get; }

    /// <summary>Starts a server; the test is skipped where none is installed.</summary>
    public static PostgresServer Start() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ready ? new PostgresServer(ready, "", "", "") : Start("");

    /// <summary>Starts a server of its own that lets nobody in without a password; the test is skipped where none is installed.</summary>
    /// <param name="password">The password of its owner; empty for a server that trusts everybody.</param>
    public static PostgresServer Start(string password)
    {
        if (Binaries() is not { } binaries)
        {
            Server.Missing($"No PostgreSQL server is installed (Debian: postgresql), and {Variable} names none.");
            throw new InvalidOperationException("The test ends before.");
        }

        var folder = Directory.CreateTempSubdirectory("forecasting-postgres-").FullName;
        var secret = Path.Combine(folder, "password");
        File.WriteAllText(secret, password);
        if (Environment.IsPrivilegedProcess)
            Server.Run("chown", "-R", "postgres", folder);
        var port = Server.FreePort();
        string[] login = password.Length == 0 ? ["-A", "trust"] : ["-A", "scram-sha-256", $"--pwfile={secret}"];
        Do(Owner([$"{binaries}/initdb", "-D", $"{folder}/data", "-U", "postgres", .. login, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]));
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB -c max_connections=150");
        var connection = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" };
        if (password.Length > 0)
            connection.Password = password;
        var server = new PostgresServer(connection.ConnectionString, folder, binaries, options);
        server.StartAgain();
        return server;
    }

    /// <summary>Stops the server at once, as a crash would; the test is skipped where the server is not ours to stop.</summary>
    public void StopAtOnce()
    {
        if (folder.Length == 0)
            Server.Missing($"The server that {Variable} names is not stopped for a test.");
        Do(Owner($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop"));
    }

    /// <summary>Starts a stopped server with the same data on the same port.</summary>
    public void StartAgain() =>
        Do(Owner($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-t", "60", "-o", options, "start"));

    /// <summary>Executes a statement.</summary>
    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (folder.Length == 0)
            return;
        Server.Run(Owner($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop"));
        Directory.Delete(folder, recursive: true);
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>The server refuses to run as root.</summary>
    private static string[] Owner(params string[] command) => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;

    private static void Do(string[] command)
    {
        if (Server.Run(command) is var code and not 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}.");
    }
}
