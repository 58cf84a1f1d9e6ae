using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Numerics;
using System.Text;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Import;

/// <summary>Several files, and several imports, that speak of the same days.</summary>
[OnEveryStore]
public class CorrectionTest(StoreKind store)
{
    private const string Header = "date,sku,quantity\n";
    private const string OrderHeader = "date,sku,quantity,order_id\n";

    [Test]
    public void Import_NewerFileOfTheSameDays_CountsAndTheChangeIsOnRecord()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", Header + "2024-01-01,A,1\n2024-01-02,A,2\n2024-01-03,A,3\n"), ("sales-2.csv", Header + "2024-01-02,A,20\n2024-01-03,A,3\n2024-01-04,A,4\n"));
        var imported = directory.Import();
        Assert.That(Totals(directory, imported), Is.EqualTo(new[] { "2024-01-01 A 1", "2024-01-02 A 20", "2024-01-03 A 3", "2024-01-04 A 4" }));
        Assert.That(imported.Reports.Select(r => (r.RowsLoaded, r.RowsSuperseded, r.RowsDuplicate, r.IsConserved)), Is.EqualTo(new[] { (3L, 1L, 0L, true), (2L, 0L, 1L, true) }));
        Assert.That(imported.Changes, Is.EqualTo(new[] { Change("A", 2, 2, 20, "sales-1.csv", "sales-2.csv") }));
        Assert.That((directory.Import().Changes, imported.ChangeCount), Is.EqualTo((imported.Changes, 1L)));
    }

    [Test]
    public void Import_NewestRepeatsTheOldest_TheOneBetweenDoesNotCount()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", Header + "2024-01-01,A,5\n"), ("sales-2.csv", Header + "2024-01-01,A,7\n"), ("sales-3.csv", Header + "2024-01-01,A,5\n"));
        var imported = directory.Import();
        Assert.That(Totals(directory, imported), Is.EqualTo(new[] { "2024-01-01 A 5" }));
        Assert.That(imported.Changes, Is.EqualTo(new[] { Change("A", 1, 7, 5, "sales-2.csv", "sales-3.csv") }));
    }

    [Test]
    public void Import_LinesWithoutAKey_AddUpAndTheReportSaysSo()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", Header + "2024-01-01,A,1\n2024-01-01,A,2\n2024-01-05,A,2\n"), ("sales-2.csv", Header + "2024-01-04,A,3\n2024-01-01,A,4\n"));
        var imported = directory.Import();
        Assert.That(Totals(directory, imported)[0], Is.EqualTo("2024-01-01 A 7"));
        Assert.That(imported.Reports[1].Notes, Is.EqualTo(new[]
        {
            "Earlier files have days from 2024-01-01 to 2024-01-04 too, and nothing tells a correction from more sales: all rows count. "
                + "Send order numbers, or set input.sales.overlap to correct or add.",
        }.ToList()));
        Assert.That(imported.Reports[0].Notes, Is.Empty);
    }

    [TestCase(OverlapRule.Correct, "2024-01-01 A 4")]
    [TestCase(OverlapRule.Add, "2024-01-01 A 7")]
    public void Import_DeclaredOverlap_Decides(OverlapRule overlap, string expected)
    {
        using var directory = new DataDirectory(store, ("sales-1.csv", Header + "2024-01-01,A,1\n2024-01-01,A,2\n"), ("sales-2.csv", Header + "2024-01-01,A,4\n"));
        var settings = new InputSettings { Sales = new FeedSettings { Overlap = overlap } };
        var imported = directory.Import(settings);
        Assert.That(Totals(directory, imported).Single(), Is.EqualTo(expected));
        Assert.That(imported.Reports.SelectMany(r => r.Notes), Is.Empty);
    }

    [Test]
    public void Import_OrderNumbers_AreTheKeyAndAreNotStored()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", OrderHeader + "2024-01-01,A,1,O-1\n2024-01-01,A,2,O-2\n"), ("sales-2.csv", OrderHeader + "2024-01-01,A,5,O-2\n2024-01-01,A,3,O-3\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database, Pseudonym).Import(directory.Scan(), new());
        Assert.That(HistoryRows.Sales(database, imported.History.Sales).Select(l => l.Quantity), Is.EqualTo(new[] { 1m, 5m, 3m }));
        Assert.That(imported.Changes, Is.EqualTo(new[] { Change("A", 1, 6, 9, "sales-1.csv", "sales-2.csv") }));
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select distinct order_ref from history.sales";
        using var reader = command.ExecuteReader();
        var stored = new List<UInt128>();
        while (reader.Read())
            stored.Add(reader.GetValue(0) is Guid bytes ? BinaryPrimitives.ReadUInt128BigEndian(bytes.ToByteArray(bigEndian: true)) : (UInt128)(BigInteger)reader.GetValue(0));
        Assert.That(stored, Is.EquivalentTo(((string[])["O-1", "O-2", "O-3"]).Select(Pseudonym)));
    }

    [Test]
    public void Import_OrderLineUnderAnotherDate_IsCountedAndNoted()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", OrderHeader + "2024-01-01,A,1,O-1\n2024-01-01,B,1,O-1\n2024-02-01,B,1,O-1\n"), ("sales-2.csv", OrderHeader + "2024-01-03,A,1,O-1\n2024-01-03,A,1,O-2\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var imported = new HistoryImport(database, Pseudonym).Import(directory.Scan(), new());
        Assert.That(HistoryRows.Sales(database, imported.History.Sales), Has.Count.EqualTo(5));
        Assert.That(imported.Reports.Select(r => string.Join(' ', r.Notes)), Is.EqualTo(new[]
        {
            "", "1 order lines repeat an order number, SKU and quantity under another date; they are counted.",
        }));
    }

    [Test]
    public void Import_StockOfTheSameDay_CountsAsTheNewestFileSaysAndShelvesAddUp()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", Header),
            ("stock-1.csv", "date,sku,on_hand,allocated\n2024-01-01,A,1,0\n2024-01-01,A,2,0\n2024-01-01,B,9,0\n"),
            ("stock-2.csv", "date,sku,on_hand,allocated\n2024-01-01,A,10,0\n2024-01-01,A,20,0\n"));
        var imported = directory.Import();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "select on_hand from history.stock order by row_no";
        using (var reader = command.ExecuteReader())
        {
            var counted = new List<decimal>();
            while (reader.Read())
                counted.Add(reader.GetDecimal(0));
            Assert.That(counted, Is.EqualTo(new[] { 9m, 10m, 20m }));
        }

        Assert.That(imported.Reports.Select(r => r.RowsSuperseded), Is.EqualTo(new[] { 0L, 2L, 0L }));
        Assert.That(imported.Changes, Is.Empty);
    }

    [Test]
    public void Import_SmallTableCorrectedByALaterFile_LaterWins()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", Header),
            ("items-1.csv", "sku,unit_cost\nA,1\nB,1\n"),
            ("items-2.csv", "sku,unit_cost\nA,2\nA,3\n"),
            ("items-3.csv", "sku,unit_cost\nB,1\n"));
        var imported = directory.Import();
        Assert.That(imported.Items.Values.Select(i => (i.Sku.Code, i.Planning.UnitCost)), Is.EqualTo(new[] { ("A", (decimal?)2m), ("B", 1m) }));
        Assert.That(imported.Reports.Take(3).Select(r => (r.RowsLoaded, r.RowsSuperseded, r.RowsQuarantined, r.RowsDuplicate)), Is.EqualTo(
            new[] { (2L, 1L, 0L, 0L), (1L, 0L, 1L, 0L), (0L, 0L, 0L, 1L) }));
        Assert.That(imported.Reports[1].Notes.Single(), Is.EqualTo("1 rows correct what an earlier file says of the same key; this file counts."));
        Assert.That(imported.Quarantine.Single().Message, Is.EqualTo(
            "items-2.csv line 3: sku \"A\" is already given in items-2.csv line 2 with other values (keep one row for each). The row was set aside."));
    }

    [Test]
    public void Import_DaysThatThePreviousImportSaidOtherwise_AreChanges()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + "2024-01-01,A,1\n2024-01-01,B,1\n2024-01-02,A,2\n2024-01-03,C,3\n"));
        Assert.That(directory.Import().Changes, Is.Empty);
        directory.Write("sales.csv", Header + "2024-01-01,A,1\n2024-01-02,A,5\n2024-01-02,D,1\n2024-01-03,C,3\n2024-01-04,A,9\n");
        var changed = directory.Import();
        Assert.That(changed.Changes, Is.EqualTo(new[]
        {
            Change("A", 2, 2, 5, "previous import", "sales.csv"),
            Change("B", 1, 1, null, "previous import", ""),
            Change("D", 2, null, 1, "previous import", "sales.csv"),
        }));
        Assert.That(directory.Import().Changes, Is.EqualTo(changed.Changes));
    }

    [Test]
    public void Import_ThousandsOfChangedDays_AreCountedAndTheLargestListed()
    {
        using var directory = new DataDirectory(store, ("sales.csv", Header + string.Concat(Enumerable.Range(1, 1500).Select(i => $"2024-01-01,S{i},1\n"))));
        directory.Import();
        directory.Write("sales.csv", Header + string.Concat(Enumerable.Range(1, 1500).Select(i => $"2024-01-01,S{i},{i + 1}\n")));
        var changed = directory.Import();
        Assert.That((changed.Changes.Length, changed.ChangeCount, changed.Changes.Min(c => c.Now)), Is.EqualTo((1000, 1500L, (decimal?)502m)));
    }

    /// <summary>The same bytes twice, renamed, reordered, a row changed, days that overlap, in any order of names: the newest file of each day wins.</summary>
    [Test]
    public void Import_AnyFilesOfOneHistory_IsAsIfLoadedOnce([Values(false, true)] bool hasOrders)
    {
        using var directory = new DataDirectory(store);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var random = new Random(hasOrders ? 2 : 1);
        for (var permutation = 0; permutation < 50; permutation++)
        {
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var files = Files(random, hasOrders);
            for (var i = 0; i < files.Count; i++)
            {
                directory.Write($"sales-{i}.csv", (hasOrders ? OrderHeader : Header) + string.Concat(files[i].Select(r => r + "\n")));
                foreach (var row in files[i].Select(r => r.Split(',')))
                    expected[$"{row[0]} {row[1]} {row.ElementAtOrDefault(3)}"] = row[2];
            }

            var imported = new HistoryImport(database, Pseudonym).Import(directory.Scan(), new());
            var actual = HistoryRows.Sales(database, imported.History.Sales);
            Assert.That(actual.Sum(l => l.Quantity), Is.EqualTo(expected.Values.Sum(v => decimal.Parse(v, CultureInfo.InvariantCulture))), $"permutation {permutation}");
            Assert.That(
                actual.GroupBy(l => (l.Date, l.Key.Sku)).Select(g => (g.Key.Date, g.Key.Sku.Code, g.Sum(l => l.Quantity))).Order(),
                Is.EqualTo(expected.GroupBy(e => e.Key[..12]).Select(g => (
                    DateOnly.ParseExact(g.Key[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    g.Key[11..],
                    g.Sum(e => decimal.Parse(e.Value, CultureInfo.InvariantCulture)))).Order()),
                $"permutation {permutation}");
            Assert.That(imported.Reports.Select(r => r.IsConserved), Is.All.True);
            foreach (var report in imported.Reports)
                File.Delete(directory.PathOf(report.File));
        }
    }

    /// <summary>Two to four files cut from one history, each a copy, reordered, changed in a row, or of some days only.</summary>
    private static List<List<string>> Files(Random random, bool hasOrders)
    {
        var history = (
            from day in Enumerable.Range(1, 6)
            from sku in "ABC"
            from order in Enumerable.Range(1, hasOrders ? 2 : 1)
            select $"2024-01-{day:00},{sku},{random.Next(1, 9)}{(hasOrders ? $",O-{day}{sku}{order}" : "")}").ToList();
        var files = new List<List<string>>();
        for (var i = random.Next(2, 5); i > 0; i--)
        {
            var rows = history.ToList();
            if (random.Next(2) == 0)
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
            if (random.Next(2) == 0)
            {
                var (first, last) = (random.Next(1, 4), random.Next(3, 7));
                rows.RemoveAll(r => int.Parse(r[8..10], CultureInfo.InvariantCulture) is var day && (day < first || day > last));
            }

            if (random.Next(2) == 0)
            {
                var fields = rows[0].Split(',');
                fields[2] = random.Next(10, 99).ToString(CultureInfo.InvariantCulture);
                rows[0] = string.Join(',', fields);
            }

            files.Add(rows);
        }

        return files;
    }

    private static UInt128 Pseudonym(string order) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(order), seed: 7);

    private static HistoryChange Change(string sku, int day, decimal? was, decimal? now, string source, string file) =>
        new(new SkuLocation(new Sku(sku), Location.Only), new DateOnly(2024, 1, day), was, now, source, file);

    private static List<string> Totals(DataDirectory directory, ImportedData imported)
    {
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        return [.. HistoryRows.Sales(database, imported.History.Sales)
            .GroupBy(l => (l.Date, l.Key.Sku))
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key.Date:yyyy-MM-dd} {g.Key.Sku.Code} {g.Sum(l => l.Quantity):0.#########}"))
            .Order(StringComparer.Ordinal)];
    }
}
