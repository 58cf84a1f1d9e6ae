using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Forecasting.Benchmarks.Storage;

/// <summary>A PostgreSQL cluster of its own, with the settings that <c>initdb</c> gives; gone when disposed.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string folder;
    private readonly string binaries;
    private readonly int port;
    private int databases;

    private PostgresCluster(string folder, string binaries, int port) => (this.folder, this.binaries, this.port) = (folder, binaries, port);

    /// <summary>Makes and starts a cluster.</summary>
    /// <exception cref="InvalidOperationException">No PostgreSQL server is installed, or it does not start.</exception>
    public static PostgresCluster Start()
    {
        const string Installed = "/usr/lib/postgresql";
        var binaries = (Directory.Exists(Installed) ? Directory.GetDirectories(Installed) : []).Select(d => Path.Combine(d, "bin"))
            .Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw new InvalidOperationException($"There is no PostgreSQL server below {Installed} (Debian: postgresql).");
        var folder = Directory.CreateTempSubdirectory("forecasting-postgres-").FullName;
        var cluster = new PostgresCluster(folder, binaries, FreePort());
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", folder);
        RunAsOwner($"{binaries}/initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {cluster.port} -k {folder} -c listen_addresses=127.0.0.1");
        RunAsOwner($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-t", "60", "-o", options, "start");
        return cluster;
    }

    /// <summary>Makes an empty database, and has the server write down what others left in its memory.</summary>
    /// <returns>Its address, without a user: <c>127.0.0.1:PORT/NAME</c>.</returns>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sales{++databases}");
        Execute($"create database {name}");
        Execute("checkpoint");
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}/{name}");
    }

    /// <summary>Drops a database.</summary>
    public void Drop(string address) => Execute($"drop database {address[(address.IndexOf('/', StringComparison.Ordinal) + 1)..]} with (force)");

    /// <inheritdoc/>
    public void Dispose()
    {
        RunAsOwner($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false;Command Timeout=0"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The server refuses to run as root.</summary>
    private static void RunAsOwner(params string[] command) => Run(Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command);

    private static void Run(params string[] command)
    {
        // Output goes nowhere: the server keeps these handles, and whoever reads them would wait for its end.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", .. command]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
