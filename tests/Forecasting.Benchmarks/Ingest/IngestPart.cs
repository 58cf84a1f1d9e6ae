using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Benchmarks.Ingest;

/// <summary>One file read once into a fresh database, and what that took.</summary>
internal static class IngestPart
{
    /// <summary>DuckDB alone: it takes the types that it finds, and stops at a fault.</summary>
    public const string Plain = "plain";

    /// <summary>Our import.</summary>
    public const string Import = "import";

    /// <summary>Reads, and prints a <see cref="Measure"/>.</summary>
    /// <param name="arguments">Reader, file, rows.</param>
    /// <param name="output">Where to.</param>
    /// <returns>0, or 1 when rows were lost: a reader that loses rows is fast and worthless.</returns>
    public static int Run(string[] arguments, TextWriter output)
    {
        var (reader, file, rows) = (arguments[0], arguments[1], long.Parse(arguments[2], CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("forecasting-ingest-").FullName;
        try
        {
            var database = Path.Combine(folder, "sales.duckdb");
            var watch = Stopwatch.StartNew();
            var loaded = reader == Plain ? Copy(file, database) : Load(file, folder, database);
            var process = Process.GetCurrentProcess();
            output.WriteLine(new Measure(watch.Elapsed.TotalSeconds, process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64).ToString());
            return loaded == rows ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Copy(string file, string database)
    {
        var limits = new DatabaseSettings();
        using var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder
        {
            DataSource = database,
            ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{limits.MemoryLimitMegabytes}MB"),
            ["threads"] = limits.Threads.ToString(CultureInfo.InvariantCulture),
        }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"create table sales as select * from {(file.EndsWith(".csv", StringComparison.Ordinal) ? "read_csv" : "read_parquet")}('{file}')";
        command.ExecuteNonQuery();
        command.CommandText = "select count(*) from sales";
        return (long)command.ExecuteScalar()!;
    }

    private static long Load(string file, string folder, string database)
    {
        // A link, for the generated file has neighbours.
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        File.CreateSymbolicLink(Path.Combine(data, Path.GetFileName(file)), file);
        var settings = new InputSettings();
        using var opened = ForecastingDatabase.Open(database);
        var imported = new HistoryImport(opened).Import(DataFolder.Scan(data, settings), settings);
        return imported.Reports.All(r => r.IsConserved) ? imported.Reports.Sum(r => r.RowsLoaded) : -1;
    }

    /// <summary>What a reading took, from the start of its work to the end; the process's processor time and peak memory.</summary>
    internal sealed record Measure(double Seconds, double ProcessorSeconds, long PeakBytes)
    {
        /// <summary>Reads what <see cref="ToString"/> writes.</summary>
        public static Measure Parse(string line)
        {
            var parts = line.Trim().Split(' ');
            return new Measure(
                double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds:R} {ProcessorSeconds:R} {PeakBytes}");
    }
}
