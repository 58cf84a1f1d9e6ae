using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Benchmarks.Ingest;

namespace Forecasting.Benchmarks.Storage;

/// <summary>Sales into a database and the series out again: how far are we from the database's own bulk path? A Markdown table.</summary>
/// <remarks>Each measurement is a process of its own on a fresh database; both ways take turns, so that a busy machine meets both.</remarks>
internal static class StorageTable
{
    /// <summary>Option under which this program goes one way once.</summary>
    public const string Part = "--storage-part";

    private const int DefaultRuns = 3;
    private const int DefaultRows = 10_000_000;

    /// <summary>Generates the file, has it brought in and read several times and prints a table.</summary>
    /// <param name="options"><c>--rows N</c>, <c>--runs N</c>, <c>--only duckdb</c> or <c>--only postgresql</c>.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    /// <returns>0.</returns>
    public static int Print(string[] options, TextWriter output, TextWriter messages)
    {
        var (rows, runs) = (Number(options, "--rows", DefaultRows), Number(options, "--runs", DefaultRuns));
        var only = Array.IndexOf(options, "--only") is var at and >= 0 ? options[at + 1] : "";
        var temporary = Directory.CreateTempSubdirectory("forecasting-storage-").FullName;
        try
        {
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows are written"));
            var file = Path.Combine(temporary, "sales.csv");
            GeneratedSales.Write(file, Path.Combine(temporary, "sales.parquet"), rows);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; {rows:N0} rows, median of {runs} runs (lowest–highest).\n"));
            output.WriteLine("| database | step | native, s | ours, s | ours ÷ native | peak memory of our process, MiB |");
            output.WriteLine("|---|---|--:|--:|--:|--:|");
            if (only != "postgresql")
                Print("DuckDB", Measured("DuckDB", file, runs, () => "-", _ => { }, messages), output);
            if (only != "duckdb")
            {
                using var cluster = PostgresCluster.Start();
                Print("PostgreSQL", Measured("PostgreSQL", file, runs, cluster.NewDatabase, cluster.Drop, messages), output);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static List<(StoragePart.Measure Native, StoragePart.Measure Ours)> Measured(
        string database, string file, int runs, Func<string> begin, Action<string> end, TextWriter messages)
    {
        var measured = new List<(StoragePart.Measure Native, StoragePart.Measure Ours)>();
        for (var run = 1; run <= runs; run++)
        {
            var (native, ours) = (Once(StoragePart.Native), Once(StoragePart.Ours));
            if (native.Units != ours.Units)
                throw new InvalidOperationException($"{database}: the ways read different units.");
            measured.Add((native, ours));
            messages.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{database}: run {run} of {runs}; native {native.In:0.0} + {native.Days:0.0} or {native.Weeks:0.0} s, ours {ours.In:0.0} + {ours.Days:0.0} or {ours.Weeks:0.0} s"));
        }

        return measured;

        StoragePart.Measure Once(string way)
        {
            var address = begin();
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", [typeof(StorageTable).Assembly.Location, Part, way, file, address]) { RedirectStandardOutput = true })!;
            var line = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            end(address);
            return process.ExitCode == 0
                ? StoragePart.Measure.Parse(line)
                : throw new InvalidOperationException($"{database}, {way}: ended with exit code {process.ExitCode}.");
        }
    }

    private static void Print(string database, List<(StoragePart.Measure Native, StoragePart.Measure Ours)> measured, TextWriter output)
    {
        Row("in", m => m.In);
        Row("out, by day", m => m.Days);
        Row("in and out, by day", m => m.In + m.Days);
        Row("out, by week", m => m.Weeks);
        Row("in and out, by week", m => m.In + m.Weeks);

        // Whoever waits on a busy machine still works as long. Of a server the work is done elsewhere.
        if (database == "DuckDB")
            Row("in and both out, processor time", m => m.ProcessorSeconds);

        void Row(string step, Func<StoragePart.Measure, double> seconds)
        {
            string[] cells =
            [
                database,
                step,
                Spread(measured.Select(m => seconds(m.Native)), "0.0"),
                Spread(measured.Select(m => seconds(m.Ours)), "0.0"),
                Spread(measured.Select(m => seconds(m.Ours) / seconds(m.Native)), "0.00"),
                step.StartsWith("in and", StringComparison.Ordinal) ? Spread(measured.Select(m => m.Ours.PeakBytes / 1048576.0), "0") : "",
            ];
            output.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static int Number(string[] options, string name, int missing) =>
        Array.IndexOf(options, name) is var at and >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : missing;

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])}–{Text(sorted[^1])})";
    }
}
