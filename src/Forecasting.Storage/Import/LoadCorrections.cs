using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>Which rows of a load count: repetitions go, the newest file corrects the others, and every changed day is on record.</summary>
/// <param name="database">Where the rows are, in the open transaction.</param>
/// <param name="loadId">The load.</param>
/// <param name="feed">Its feed.</param>
internal sealed class LoadCorrections(ForecastingDatabase database, long loadId, Feed feed)
{
    private readonly string table = feed.FileName();

    private object Load => new { feed = table, load_id = loadId };

    private object OfLoad => new { load_id = loadId };

    /// <summary>Takes out what does not count.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="files">What each file speaks of, in the order of the reports.</param>
    /// <param name="mayRepeat">False when no two rows can be the same.</param>
    /// <param name="overlap">What counts where files overlap.</param>
    public FeedOutcome Settle(FeedOutcome read, IReadOnlyList<LoadedFile> files, bool mayRepeat, OverlapRule overlap)
    {
        var reports = read.Reports.ToArray();
        if (mayRepeat)
            RemoveRepeats(reports);
        CountLoaded(reports);
        if (IsOverlapping(files, out _))
            Correct(reports, files, overlap);
        if (feed == Feed.Sales)
        {
            if (files.Any(f => f.HasOrders))
                NoteRepeatedOrders(reports);
            if (new FeedLoads(database).Newest(feed) is { } previous)
                database.Execute("Import/FindDaysChangedSinceLoad", new { feed = table, load_id = loadId, previous });
        }

        var changes = database.Query<ChangedDay>("Import/ReadLargestChanges", OfLoad);
        var outcome = new FeedOutcome([.. reports], read.Findings)
        {
            Changes = [.. changes.Select(c => c.ToChange(reports))],
            ChangeCount = database.Scalar<long>("Import/CountChangedDays", OfLoad),
        };
        foreach (var table in (string[])["RowHashes", "RepeatedRows", "StatedAgain", "RemovedRows", "Statements", "ChangedDays"])
            database.Execute($"Import/Forget{table}", OfLoad);
        return outcome;
    }

    private static bool IsOverlapping(IReadOnlyList<LoadedFile> files, out List<(int File, DateOnly First, DateOnly Last)> overlaps)
    {
        overlaps = [];
        for (var i = 0; i < files.Count; i++)
        {
            var earlier = files.Take(i).Where(f => !f.IsEmpty && !files[i].IsEmpty && f.Overlaps(files[i])).ToList();
            if (earlier.Count > 0)
                overlaps.Add((i, Later(earlier.Min(f => f.First), files[i].First), Earlier(earlier.Max(f => f.Last), files[i].Last)));
        }

        return overlaps.Count > 0;

        static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
        static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
    }

    private void RemoveRepeats(ImportReport[] reports)
    {
        database.Execute("Import/FindRepeats", OfLoad);
        var counts = database.Query<FileCount>("Import/CountRepeats", Load);
        if (counts.Count == 0)
            return;
        foreach (var count in counts)
            reports[count.FileNo] = reports[count.FileNo] with { RowsDuplicate = count.Rows, QuantityDuplicate = Quantity(count) };
        database.Execute("Import/StateAgain", Load);
        database.Execute("Import/RemoveRepeats", OfLoad);
        Remove();
    }

    /// <summary>Rows loaded are those in the table: the law of conservation then compares what was read with what is there.</summary>
    private void CountLoaded(ImportReport[] reports)
    {
        var counts = database.Query<FileCount>("Import/CountLoaded", Load).ToDictionary(c => c.FileNo);
        for (var i = 0; i < reports.Length; i++)
        {
            var count = counts.GetValueOrDefault(i) ?? new FileCount();
            reports[i] = reports[i] with { RowsLoaded = count.Rows, QuantityLoaded = Quantity(count) };
        }
    }

    private void Correct(ImportReport[] reports, IReadOnlyList<LoadedFile> files, OverlapRule overlap)
    {
        if (overlap == OverlapRule.Add)
            return;
        var byOrder = overlap == OverlapRule.Automatic && feed == Feed.Sales && files.All(f => f.IsEmpty || f.HasOrders);
        if (overlap == OverlapRule.Automatic
            && feed == Feed.Sales
            && !byOrder
            && database.Scalar<int>("Import/HasSeveralRowsOfADay", Load) == 1)
        {
            NoteOverlaps(reports, files);
            return;
        }

        database.Execute("Import/FindStatements", new { feed = table, load_id = loadId, by_order = byOrder ? 1 : 0 });
        database.Execute("Import/ForgetRemovedRows", OfLoad);
        database.Execute("Import/RemoveSuperseded", OfLoad);
        var counts = database.Query<FileCount>("Import/CountSuperseded", Load);
        if (counts.Count == 0)
            return;
        foreach (var count in counts)
            reports[count.FileNo] = reports[count.FileNo] with { RowsSuperseded = count.Rows };
        if (feed == Feed.Sales)
            database.Execute("Import/KeepSupersededSales", OfLoad);
        Remove();
        if (feed == Feed.Sales)
            database.Execute("Import/FindCorrectedDays", Load);
    }

    private void Remove() => database.Execute($"Import/Remove{char.ToUpperInvariant(table[0])}{table[1..]}", OfLoad);

    private static void NoteOverlaps(ImportReport[] reports, IReadOnlyList<LoadedFile> files)
    {
        IsOverlapping(files, out var overlaps);
        foreach (var (file, first, last) in overlaps)
        {
            AddNote(reports, file, string.Create(
                CultureInfo.InvariantCulture,
                $"Earlier files have days from {first:yyyy-MM-dd} to {last:yyyy-MM-dd} too, and nothing tells a correction from more "
                + $"sales: all rows count. "
                + $"Send order numbers, or set input.sales.overlap to correct or add."));
        }
    }

    private void NoteRepeatedOrders(ImportReport[] reports)
    {
        foreach (var count in database.Query<FileCount>("Import/CountRepeatedOrderLines", OfLoad))
        {
            AddNote(reports, count.FileNo, string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Rows} order lines repeat an order number, SKU and quantity under another date; they are counted."));
        }
    }

    private static void AddNote(ImportReport[] reports, int file, string note) =>
        reports[file] = reports[file] with { Notes = reports[file].Notes.Add(note) };

    /// <summary>Units of rows; the feed of availability has shares instead.</summary>
    private decimal Quantity(FileCount count) => feed == Feed.Availability ? 0 : count.Units;

    /// <summary>Rows and units of a file.</summary>
    private sealed record FileCount
    {
        public int FileNo { get; init; }

        public long Rows { get; init; }

        public decimal Units { get; init; }
    }

    /// <summary>A changed day as the database finds it.</summary>
    private sealed record ChangedDay
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public DateOnly Day { get; init; }

        public decimal? Was { get; init; }

        public decimal? Now { get; init; }

        public int? SourceNo { get; init; }

        public int? FileNo { get; init; }

        public HistoryChange ToChange(ImportReport[] reports) => new(
            new SkuLocation(new Sku(Sku), new Location(Location)),
            Day,
            Was,
            Now,
            SourceNo is { } source ? reports[source].File : "previous import",
            FileNo is { } file ? reports[file].File : "");
    }
}
