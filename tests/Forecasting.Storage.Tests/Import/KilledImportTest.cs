using System.Diagnostics;
using System.Globalization;
using Forecasting.Storage.Import;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Import;

/// <summary>A process that is killed in the middle of an import leaves the load whole or not at all.</summary>
public class KilledImportTest
{
    private const int Rows = 100_000;
    private const int Kills = 20;

    [Test]
    public void Import_KilledAtAnyMoment_IsWholeOrAbsentAndTheNextOneIsRight()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, Rows).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(i / 1000):yyyy-MM-dd},S{i % 1000},{i % 7 + 1}\n")))));
        var expected = Enumerable.Range(0, Rows).Sum(i => (decimal)(i % 7 + 1));
        var watch = Stopwatch.StartNew();
        using (var whole = Start(directory))
            whole.WaitForExit();
        var duration = (int)watch.ElapsedMilliseconds;
        File.Delete(directory.DatabasePath);

        var random = new Random(5);
        var (wholeLoads, absentLoads) = (0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var process = Start(directory))
            {
                Thread.Sleep(random.Next(duration));
                process.Kill();
                process.WaitForExit();
            }

            using var database = ForecastingDatabase.Open(directory.DatabasePath);
            var (loads, sums) = (Count(database, "select count(*) from history.load"), Sum(database));
            Assert.That((loads, sums), Is.EqualTo((0L, 0m)).Or.EqualTo((1L, expected)), $"kill {kill}");
            Assert.That(Count(database, "select count(*) from history.load_report"), Is.EqualTo(loads), $"kill {kill}");
            if (loads == 0)
                absentLoads++;
            else
                wholeLoads++;

            var report = new HistoryImport(database).Import(directory.Scan(), new()).Reports.Single();
            Assert.That((report.RowsLoaded, report.QuantityLoaded, Sum(database)), Is.EqualTo(((long)Rows, expected, expected)), $"kill {kill}");
            database.Dispose();
            File.Delete(directory.DatabasePath);
        }

        TestContext.Out.WriteLine($"{wholeLoads} whole, {absentLoads} absent");
        Assert.That(absentLoads, Is.GreaterThan(0));
    }

    private static Process Start(DataDirectory directory) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!, [typeof(DatabaseHolder).Assembly.Location, DatabaseHolder.Import, directory.DatabasePath, directory.Data])
    {
        RedirectStandardOutput = true,
    })!;

    private static long Count(ForecastingDatabase database, string sql) => (long)Value(database, sql)!;

    private static decimal Sum(ForecastingDatabase database) => (decimal)Value(database, "select coalesce(sum(quantity), 0)::decimal(38, 9) from history.sales")!;

    private static object? Value(ForecastingDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
