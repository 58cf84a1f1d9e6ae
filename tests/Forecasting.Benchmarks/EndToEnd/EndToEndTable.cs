using System.Globalization;
using System.Runtime.InteropServices;

namespace Forecasting.Benchmarks.EndToEnd;

/// <summary>How long does the whole program take, and how much memory? A Markdown table for docs/benchmarks/end-to-end.md.</summary>
internal static class EndToEndTable
{
    private const int DefaultRuns = 3;

    /// <summary>Runs the program on each data set several times and prints a table.</summary>
    /// <param name="options"><c>--runs N</c>, and any number of <c>--data DIR [--as-of DATE]</c> for real sets; without them the two synthetic ones only.</param>
    /// <param name="output">The table.</param>
    /// <param name="messages">Progress.</param>
    /// <returns>0, or 1 when a run failed.</returns>
    public static int Print(string[] options, TextWriter output, TextWriter messages)
    {
        var temporary = Directory.CreateTempSubdirectory("forecasting-end-to-end-").FullName;
        try
        {
            var (runs, sets) = Read(options);
            var tables = new List<string>();
            foreach (var set in sets.Concat(Synthetic(temporary, messages)))
                tables.Add(Row(set, runs, Path.Combine(temporary, "out"), messages));
            output.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; median of {runs} runs (lowest–highest).\n");
            output.WriteLine("| data | SKU-locations | wall, s | processor, s | SKU-locations per second | peak memory, MiB |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|");
            tables.ForEach(output.WriteLine);
            output.WriteLine($"\n{MeasuredRun.Method}");
            return 0;
        }
        catch (InvalidOperationException fault)
        {
            messages.WriteLine(fault.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static (int Runs, List<DataSet> Sets) Read(string[] options)
    {
        var (runs, sets) = (DefaultRuns, new List<DataSet>());
        for (var i = 0; i + 1 < options.Length; i += 2)
        {
            var value = options[i + 1];
            switch (options[i])
            {
                case "--runs":
                    runs = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--data":
                    sets.Add(new DataSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(value))), value, AsOf: null));
                    break;
                case "--as-of" when sets.Count > 0:
                    sets[^1] = sets[^1] with { AsOf = value };
                    break;
                default:
                    throw new InvalidOperationException($"{options[i]} is not an option here; use --runs N and --data DIR [--as-of DATE].");
            }
        }

        return options.Length % 2 == 0 ? (runs, sets) : throw new InvalidOperationException($"{options[^1]} needs a value.");
    }

    // Written one at a time, so that the largest is not on the disk while the others run.
    private static IEnumerable<DataSet> Synthetic(string temporary, TextWriter messages)
    {
        foreach (var (name, skuLocations, buckets, daysPerBucket) in new[]
        {
            ("synthetic, 10,000 × 156 weeks", 10_000, 156, 7),
            ("synthetic, 1,000 × 1,095 days", 1_000, 1_095, 1),
        })
        {
            var folder = Path.Combine(temporary, "data");
            var rows = SyntheticRetailer.Write(folder, skuLocations, buckets, daysPerBucket);
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rows:N0} rows written"));
            yield return new DataSet(name, folder, AsOf: "2026-06-29");
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Row(DataSet set, int runs, string output, TextWriter messages)
    {
        var measured = new List<MeasuredRun>();
        var skuLocations = 0;
        for (var run = 0; run < runs; run++)
        {
            string[] asOf = set.AsOf is null ? [] : ["--as-of", set.AsOf];
            var result = MeasuredRun.Of(["run", "--data", set.Folder, "--out", output, .. asOf]);

            // 1 = done, some SKUs failed: real sets have such SKUs, and the time is that of the whole work.
            if (result.ExitCode is not (0 or 1))
                throw new InvalidOperationException($"{set.Name}: exit code {result.ExitCode}\n{result.Errors}");
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Name}: run {run + 1} of {runs}, {result.Wall.TotalSeconds:0.0} s"));
            measured.Add(result);
            skuLocations = CountForecast(output);
            Directory.Delete(output, recursive: true);
        }

        var wall = Spread(measured.Select(m => m.Wall.TotalSeconds), "0.0");
        var processor = Spread(measured.Select(m => m.Processor.TotalSeconds), "0.0");
        var peak = Spread(measured.Select(m => m.PeakBytes / 1048576.0), "0");
        var speed = Spread(measured.Select(m => skuLocations / m.Wall.TotalSeconds), "0");
        return string.Create(CultureInfo.InvariantCulture, $"| {set.Name} | {skuLocations:N0} | {wall} | {processor} | {speed} | {peak} |");
    }

    // What was really forecast, from the published file: location and SKU stand in its first columns.
    private static int CountForecast(string output)
    {
        var file = Directory.GetFiles(output, "forecast.csv", SearchOption.AllDirectories).Single();
        return File.ReadLines(file).Skip(1).Select(line => string.Join(',', line.Split(',')[..2])).Distinct(StringComparer.Ordinal).Count();
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])}–{Text(sorted[^1])})";
    }

    private sealed record DataSet(string Name, string Folder, string? AsOf);
}
