using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using DuckDB.NET.Data;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Benchmarks;

/// <summary>A million rows of sales into a fresh database: what do checks, quarantine and conservation cost over DuckDB's own reader?</summary>
/// <remarks>Both write typed rows to a database file with the same threads and memory. DuckDB's reader checks only types, and stops at a fault.
/// Its numbers are 64-bit decimals, though ours are wider: it reads 128-bit ones ten times slower, which would flatter us.</remarks>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class ReadSalesBenchmark
{
    private string folder = "";
    private string database = "";

    [Params(1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void WriteSales()
    {
        folder = Directory.CreateTempSubdirectory("forecasting-benchmark-").FullName;
        var random = new Random(3);
        var first = new DateOnly(2023, 1, 2);
        using var file = new StreamWriter(Path.Combine(folder, "sales.csv"), append: false, new UTF8Encoding(false), 1 << 16);
        file.Write("date,sku,location,quantity,unit_price\n");
        for (var row = 0; row < Rows; row++)
        {
            // Every row has its own key: 1,000 SKU-locations a day.
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{first.AddDays(row / 1000):yyyy-MM-dd},{row % 250:00000},L{row / 250 % 4},{1 + random.Next(40)},{1 + random.Next(99)}.49\n"));
        }
    }

    [GlobalCleanup]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [IterationSetup]
    public void NameFreshDatabase() => database = Path.Combine(folder, Path.GetRandomFileName() + ".duckdb");

    [IterationCleanup]
    public void DeleteDatabase() => File.Delete(database);

    [Benchmark(Baseline = true)]
    public long ReadCsv()
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
        command.CommandText =
            """
            create table sales as
            select *
            from read_csv($file, header = true, columns = {
                'date': 'date', 'sku': 'varchar', 'location': 'varchar', 'quantity': 'decimal(18, 6)', 'unit_price': 'decimal(18, 6)' })
            """;
        command.Parameters.Add(new DuckDBParameter("file", Path.Combine(folder, "sales.csv")));
        command.ExecuteNonQuery();
        command.Parameters.Clear();
        command.CommandText = "select count(*) from sales";
        return Expect((long)command.ExecuteScalar()!);
    }

    [Benchmark]
    public long Import()
    {
        var settings = new InputSettings();
        using var opened = ForecastingDatabase.Open(database);
        var imported = new HistoryImport(opened).Import(DataFolder.Scan(folder, settings), settings);
        return Expect(imported.Reports.Sum(report => report.RowsLoaded));
    }

    // A reader that loses rows is fast and worthless.
    private long Expect(long loaded) =>
        loaded == Rows ? loaded : throw new InvalidOperationException($"{loaded} of {Rows} rows were loaded.");
}
