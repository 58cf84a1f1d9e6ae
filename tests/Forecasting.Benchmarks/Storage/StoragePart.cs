using System.Diagnostics;
using System.Globalization;
using Forecasting.History;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Benchmarks.Storage;

/// <summary>One file brought into a fresh database once and its series read again, and what that took.</summary>
internal static class StoragePart
{
    /// <summary>The database's own means alone.</summary>
    public const string Native = "native";

    /// <summary>Our import, and our reader of series.</summary>
    public const string Ours = "ours";

    /// <summary>Brings in and reads, and prints a <see cref="Measure"/>.</summary>
    /// <param name="arguments">Way, file, address of an empty database (<c>HOST:PORT/NAME</c>, or <c>-</c> for a DuckDB file).</param>
    /// <param name="output">Where to.</param>
    /// <returns>0, or 1 when the units read are not those by week and by day: whoever loses some is fast and worthless.</returns>
    public static int Run(string[] arguments, TextWriter output)
    {
        var (way, file, address) = (arguments[0], arguments[1], arguments[2]);
        var folder = Directory.CreateTempSubdirectory("forecasting-storage-").FullName;
        try
        {
            var (loaded, days, weeks) = way == Native ? RunNative(file, address, folder) : RunOurs(file, address, folder);
            var process = Process.GetCurrentProcess();
            output.WriteLine(new Measure(loaded, days.Seconds, weeks.Seconds, process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64, days.Units).ToString());
            return days.Units > 0 && days.Units == weeks.Units ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double In, (double Seconds, double Units) Days, (double Seconds, double Units) Weeks) RunNative(string file, string address, string folder)
    {
        using var path = address == "-" ? NativePath.DuckDb(Path.Combine(folder, "sales.duckdb")) : NativePath.PostgreSql(address);
        var watch = Stopwatch.StartNew();
        path.Load(file);
        return (watch.Elapsed.TotalSeconds, Timed(() => path.Read("day")), Timed(() => path.Read("week")));
    }

    private static (double In, (double Seconds, double Units) Days, (double Seconds, double Units) Weeks) RunOurs(string file, string address, string folder)
    {
        // A link, for the generated file has neighbours.
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        File.CreateSymbolicLink(Path.Combine(data, "sales.csv"), file);
        using var database = ForecastingDatabase.Open(address == "-" ? Path.Combine(folder, "sales.duckdb") : $"postgresql://postgres@{address}");
        var settings = new InputSettings();
        var watch = Stopwatch.StartNew();
        var imported = new HistoryImport(database).Import(DataFolder.Scan(data, settings), settings);
        var loaded = watch.Elapsed.TotalSeconds;
        if (!imported.Reports.All(r => r.IsConserved))
            throw new InvalidOperationException("The import lost rows.");
        var history = new DemandHistory(database);
        return (loaded, Timed(() => Read(TimeBucket.Day)), Timed(() => Read(TimeBucket.Week)));

        double Read(TimeBucket bucket)
        {
            // As of a Monday after the last day: no bucket is incomplete.
            var units = 0.0;
            foreach (var series in history.ReadSeries(imported.History, bucket, new DateOnly(2040, 1, 2)))
            {
                foreach (var quantity in series.Quantities)
                    units += quantity;
            }

            return units;
        }
    }

    private static (double Seconds, double Units) Timed(Func<double> read)
    {
        var watch = Stopwatch.StartNew();
        var units = read();
        return (watch.Elapsed.TotalSeconds, units);
    }

    /// <summary>Seconds to bring the file in and to read the series by day and by week; processor time and peak memory of the process, a server's not counted; units read.</summary>
    internal sealed record Measure(double In, double Days, double Weeks, double ProcessorSeconds, long PeakBytes, double Units)
    {
        /// <summary>Reads what <see cref="ToString"/> writes.</summary>
        public static Measure Parse(string line)
        {
            var parts = line.Trim().Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            return new Measure(parts[0], parts[1], parts[2], parts[3], (long)parts[4], parts[5]);
        }

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{In:R} {Days:R} {Weeks:R} {ProcessorSeconds:R} {PeakBytes} {Units:R}");
    }
}
