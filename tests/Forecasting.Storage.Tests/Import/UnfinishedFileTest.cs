using System.Globalization;
using Forecasting.Storage.Import;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Import;

/// <summary>A file that is still being written, or replaced, is loaded whole or not at all.</summary>
public class UnfinishedFileTest
{
    private const int Tries = 50;
    private const int Rows = 2_000;

    private static readonly string Whole = "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, Rows).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"2024-01-01,S{i},1\n")));

    [Test]
    public void Import_WhileAWriterAppends_LoadsTheWholeFileOrNothing()
    {
        using var directory = new DataDirectory(("sales-1.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var random = new Random(8);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // The writer goes on between the scan and the end of the reading, as the first row of the second half shows.
            var cut = Whole.Length / 2 + random.Next(Whole.Length / 4);
            directory.Write("sales-2.csv", Whole[..cut]);
            var folder = directory.Scan();
            var hasStarted = false;
            var imported = new HistoryImport(database).Import(folder, new(), (file, _) =>
            {
                if (file != "sales-2.csv" || hasStarted)
                    return;
                hasStarted = true;
                File.AppendAllText(directory.PathOf("sales-2.csv"), Whole[cut..(cut + random.Next(1, Whole.Length - cut))]);
            });
            var report = imported.Reports.Single(r => r.File == "sales-2.csv");
            Assert.That((report.IsRejected, report.RowsLoaded, report.QuantityLoaded), Is.EqualTo((true, 0L, 0m)), $"try {attempt}");
            Assert.That(report.RejectedReason, Is.EqualTo("The file changed while it was being read. Was it still being written? Run again when it is complete."));
            Assert.That(imported.Reports.Single(r => r.File == "sales-1.csv").RowsLoaded, Is.EqualTo(1));
        }

        directory.Write("sales-2.csv", Whole);
        Assert.That(new HistoryImport(database).Import(directory.Scan(), new()).Reports.Sum(r => r.RowsLoaded), Is.EqualTo(Rows + 1));
    }

    [Test]
    public void Import_WhileAFileIsRenamedIn_SeesAllOfItOrNone()
    {
        using var directory = new DataDirectory(("sales-1.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                // A temporary name is passed over until the file is complete.
                File.WriteAllText(directory.PathOf("sales-2.csv.part"), Whole);
                File.Move(directory.PathOf("sales-2.csv.part"), directory.PathOf("sales-2.csv"), overwrite: true);
                File.Delete(directory.PathOf("sales-2.csv"));
            }
        });
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var loaded = new HistoryImport(database).Import(directory.Scan(), new()).Reports.Sum(r => r.RowsLoaded);
            Assert.That(loaded, Is.EqualTo(1L).Or.EqualTo(Rows + 1L), $"try {attempt}");
        }

        stop.Cancel();
        Assert.That(async () => await writer, Throws.Nothing);
    }
}
