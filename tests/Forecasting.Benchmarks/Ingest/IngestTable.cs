using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Forecasting.Benchmarks.Ingest;

/// <summary>Sales into a fresh database: what do checks, quarantine, repetitions and conservation cost over DuckDB's own readers? A Markdown table.</summary>
/// <remarks>Each reading is a process of its own, so that its peak of memory is its own; both readers take turns, so that a busy machine meets both.</remarks>
internal static class IngestTable
{
    /// <summary>Option under which this program reads one file once.</summary>
    public const string Part = "--ingest-part";

    private const int DefaultRuns = 3;
    private const int DefaultRows = 10_000_000;

    /// <summary>Generates the files, has them read several times and prints a table.</summary>
    /// <param name="options"><c>--rows N</c> and <c>--runs N</c>.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    /// <returns>0.</returns>
    public static int Print(string[] options, TextWriter output, TextWriter messages)
    {
        var (rows, runs) = (Option(options, "--rows", DefaultRows), Option(options, "--runs", DefaultRuns));
        var temporary = Directory.CreateTempSubdirectory("forecasting-ingest-").FullName;
        try
        {
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows are written"));
            GeneratedSales.Write(Path.Combine(temporary, "sales.csv"), Path.Combine(temporary, "sales.parquet"), rows);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; {rows:N0} rows, median of {runs} runs (lowest–highest).\n"));
            output.WriteLine("| file | DuckDB alone, s | import, s | import, rows per second | speed of the import ÷ DuckDB alone | its processor time ÷ DuckDB's | peak memory of the import, MiB |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
            foreach (var file in (string[])["sales.csv", "sales.parquet"])
                output.WriteLine(Row(Path.Combine(temporary, file), rows, runs, messages));
            return 0;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static string Row(string file, int rows, int runs, TextWriter messages)
    {
        var measured = new List<(IngestPart.Measure Plain, IngestPart.Measure Import)>();
        for (var run = 1; run <= runs; run++)
        {
            measured.Add((Measured(IngestPart.Plain, file, rows), Measured(IngestPart.Import, file, rows)));
            messages.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: run {run} of {runs}, DuckDB {measured[^1].Plain.Seconds:0.0} s, import {measured[^1].Import.Seconds:0.0} s"));
        }

        string[] cells =
        [
            Path.GetExtension(file) == ".csv" ? "CSV" : "Parquet",
            Spread(measured.Select(m => m.Plain.Seconds), "0.0"),
            Spread(measured.Select(m => m.Import.Seconds), "0.0"),
            Spread(measured.Select(m => rows / m.Import.Seconds), "N0"),
            Spread(measured.Select(m => m.Plain.Seconds / m.Import.Seconds), "0.00"),
            Spread(measured.Select(m => m.Import.ProcessorSeconds / m.Plain.ProcessorSeconds), "0.00"),
            Spread(measured.Select(m => m.Import.PeakBytes / 1048576.0), "0"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static IngestPart.Measure Measured(string reader, string file, int rows)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(IngestTable).Assembly.Location, Part, reader, file, rows.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? IngestPart.Measure.Parse(line)
            : throw new InvalidOperationException($"Reading {Path.GetFileName(file)} with {reader} ended with exit code {process.ExitCode}.");
    }

    private static int Option(string[] options, string name, int missing) =>
        Array.IndexOf(options, name) is var at and >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : missing;

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])}–{Text(sorted[^1])})";
    }
}
