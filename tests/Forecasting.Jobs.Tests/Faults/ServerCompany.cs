using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage.Tests.Sources;
using Npgsql;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>The small firm with an empty database on a PostgreSQL server; both are gone when disposed.</summary>
internal sealed class ServerCompany : IDisposable
{
    private static readonly Lazy<PostgresServer> Started = new(PostgresServer.Start);
    private static int databases;

    private readonly TemporaryFolder folder = new();
    private readonly NpgsqlConnectionStringBuilder connection;

    private ServerCompany(string name, IReadOnlyList<string> codes)
    {
        SmallCompany.Write(Data, codes, SmallCompany.AsOf);
        SmallCompany.PlanQuickly(Data);
        connection = new NpgsqlConnectionStringBuilder(Started.Value.Connection) { Pooling = false, Database = name };
    }

    /// <summary>The server of all these tests.</summary>
    public static PostgresServer Postgres => Started.Value;

    /// <summary>Folder of the input.</summary>
    public string Data => folder["data"];

    /// <summary>The owner of the database.</summary>
    public string User => connection.Username!;

    /// <summary>Folder of the reports.</summary>
    public string Output => folder["out"];

    /// <summary>Address of the database.</summary>
    public string Address => string.Create(
        CultureInfo.InvariantCulture, $"postgresql://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}");

    /// <summary>Command line of a run.</summary>
    public string[] Run => ["run", "--data", Data, "--out", Output, "--as-of", "2026-03-02", "--db", Address];

    /// <summary>A firm; the test is skipped where there is no server.</summary>
    /// <param name="codes">Its products; null = the usual ones.</param>
    public static ServerCompany Make(IReadOnlyList<string>? codes = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"forecasting_run_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        Postgres.Execute($"create database {name} template template0 strategy file_copy");
        return new ServerCompany(name, codes ?? SmallCompany.Codes);
    }

    /// <summary>A path in the folder of the test.</summary>
    public string PathOf(string name) => folder[name];

    /// <summary>The first column of a query, as text.</summary>
    public List<string> Query(string sql)
    {
        using var opened = new NpgsqlConnection(connection.ConnectionString);
        opened.Open();
        using var command = new NpgsqlCommand(sql, opened);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>All that is known of what went out, apart from times.</summary>
    public List<string> Ledger() => Query(
        """
        select t from (
          select (to_jsonb(r) - 'started_at' - 'finished_at')::text from run.run as r
          union all select (to_jsonb(p) - 'changed_at')::text from run.publication as p
          union all select to_jsonb(l)::text from run.published_line as l
        ) as everything (t)
        order by t
        """);

    /// <summary>Who works, as the database knows it; empty when nobody does, or the schema is not there yet.</summary>
    public string Owner() =>
        Query("select coalesce(to_regclass('run.lease')::text, '')") is [""] ? "" : Query("select owner from run.lease").SingleOrDefault("");

    /// <summary>State of the only run; empty when there is none.</summary>
    public string State() => Query("select state from run.run").SingleOrDefault("");

    /// <summary>Waits until a program has the lease.</summary>
    public void WaitForLease(ForecastingProgram program)
    {
        while (program.IsRunning && Owner().Length == 0)
            Thread.Sleep(5);
    }

    /// <summary>Asserts that the firm has what an undisturbed run leaves: once, the same bytes, and nothing else.</summary>
    public void AssertSameAs(Undisturbed undisturbed)
    {
        var published = PublishedRun.Only(Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(published.Hashes(), Is.EqualTo(undisturbed.Hashes));
            Assert.That(published.ManifestFaults(), Is.Empty);
            Assert.That(Ledger(), Is.EqualTo(undisturbed.Ledger));
            Assert.That(Directory.GetFiles(Output, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }
    }

    public void Dispose()
    {
        Postgres.Execute($"drop database if exists {connection.Database} with (force)");
        folder.Dispose();
    }

    /// <summary>Ends the server of these tests.</summary>
    public static void StopServer()
    {
        if (Started.IsValueCreated)
            Started.Value.Dispose();
    }
}

/// <summary>What a run leaves that nothing happened to.</summary>
/// <param name="Hashes">SHA-256 of the published files.</param>
/// <param name="Ledger">See <see cref="ServerCompany.Ledger"/>.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Working">How long of that it had the lease, milliseconds.</param>
internal sealed record Undisturbed(IReadOnlyDictionary<string, string> Hashes, IReadOnlyList<string> Ledger, int Milliseconds, int Working)
{
    private static readonly Lazy<Undisturbed> Once = new(Measure);

    /// <summary>The run, made once for all tests.</summary>
    public static Undisturbed Run => Once.Value;

    private static Undisturbed Measure()
    {
        using var company = ServerCompany.Make();
        var began = TimeProvider.System.GetTimestamp();
        using var program = ForecastingProgram.Start(new Dictionary<string, string>(), company.Run);
        company.WaitForLease(program);
        var leased = TimeProvider.System.GetTimestamp();
        var result = program.WaitForEnd();
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return new Undisturbed(
            PublishedRun.Only(company.Output).Hashes(),
            company.Ledger(),
            (int)TimeProvider.System.GetElapsedTime(began).TotalMilliseconds,
            (int)TimeProvider.System.GetElapsedTime(leased).TotalMilliseconds);
    }
}

/// <summary>What an operating system can do to a process, and how often a fixture does it.</summary>
internal static class Disturbance
{
    /// <summary>Ends it at once.</summary>
    public const int Kill = 9;

    /// <summary>Lets it go on.</summary>
    public const int Continue = 18;

    /// <summary>Freezes it.</summary>
    public const int Stop = 19;

    /// <summary>A number that the environment may raise.</summary>
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Sends a signal to a program.</summary>
    public static void Signal(ForecastingProgram program, int signal) =>
        Assert.That(Send(program.Id, signal), Is.Zero, "the signal was sent");

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}

/// <summary>Ends what the tests have started.</summary>
[SetUpFixture]
public sealed class ServerOfTheTests
{
    [OneTimeTearDown]
    public void Stop() => ServerCompany.StopServer();
}
