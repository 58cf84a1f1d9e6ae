using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Calendars;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>Brings the files of a data folder in: every row loaded, set aside with its faults, or counted as a repetition.</summary>
/// <param name="database">Where sales, stock and availability are kept.</param>
/// <remarks>
/// The big tables are written as they are read. All files of a feed are one load, known by their names, content and the settings that read them:
/// the same files again are not read again, and give the same reports and findings. The two newest loads of a feed are kept.
/// A sales row set aside for its quantity leaves its day behind: what was sold then is not all known, and unknown is not zero.
/// </remarks>
public sealed class HistoryImport(ForecastingDatabase database)
{
    /// <summary>Digits that the database keeps of a quantity or price: as many as are read.</summary>
    private const int Scale = NumberText.Scale;

    /// <summary>Imports a folder.</summary>
    /// <param name="folder">The folder, scanned.</param>
    /// <param name="settings">How its files are read; valid.</param>
    /// <param name="progress">Told the file being read and the share of all bytes done, 0..1; null = nobody asks.</param>
    /// <param name="cancellationToken">Stops between two rows; the feed being read then leaves nothing behind.</param>
    /// <exception cref="OperationCanceledException">The import was stopped.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public ImportedData Import(
        DataFolder folder, InputSettings settings, Action<string, double>? progress = null, CancellationToken cancellationToken = default)
    {
        var import = new FolderReading(folder, settings, progress ?? ((_, _) => { }), cancellationToken);
        try
        {
            var sales = Load(import, Feed.Sales, FeedRecords.Sales, "sales", line => line.Key, Write, UnknownDay);
            var stock = Load(import, Feed.Stock, FeedRecords.Stock, "stock", level => level.Key, Write, (_, _) => null);
            var availability = Load(import, Feed.Availability, FeedRecords.Availability, "availability", record => record.Key, Write, (_, _) => null);
            var items = import.Read(Feed.Items, FeedRecords.Item, item => $"sku \"{item.Sku}\"");
            var itemLocations = import.Read(Feed.ItemLocations, FeedRecords.ItemLocation, entry => $"sku \"{entry.Key.Sku}\" at location \"{entry.Key.Location}\"");
            var places = import.Read(Feed.Locations, FeedRecords.Place, place => $"location \"{place.Location}\"");
            var suppliers = import.Read(Feed.Suppliers, FeedRecords.Supplier, supplier => $"supplier \"{supplier.Code}\"");
            return new ImportedData
            {
                History = new HistoryKey(sales, stock, availability),
                Items = items.ToImmutableSortedDictionary(i => i.Sku, i => i),
                ItemLocations = itemLocations.ToImmutableSortedDictionary(),
                Places = places.ToImmutableSortedDictionary(p => p.Location, p => p),
                Suppliers = suppliers.ToImmutableSortedDictionary(s => s.Code, s => s, StringComparer.Ordinal),
                OpenOrders = [.. import.Read(Feed.OpenOrders, FeedRecords.OpenOrder, null)],
                Receipts = [.. import.Read(Feed.Receipts, FeedRecords.Receipt, null)],
                Events = [.. import.Read(Feed.Events, FeedRecords.Event, null), .. Holidays.Read(import, database, sales, places)],
                Overrides = [.. import.Read(Feed.Overrides, FeedRecords.Override, null)],
                Vetoes = [.. import.Read(Feed.Vetoes, FeedRecords.Veto, null)],
                Reports = [.. import.Reports.OrderBy(r => r.File, StringComparer.Ordinal)],
                Quarantine =
                [
                    .. import.Findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column, StringComparer.Ordinal),
                ],
                Ignored = folder.Ignored,
            };
        }
        catch (DuckDBException e)
        {
            throw new DatabaseException($"The database \"{database.Path}\" refused: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private long Load<T>(
        FolderReading import,
        Feed feed,
        Func<HeaderMatch, Func<RowReader, T>> record,
        string table,
        Func<T, SkuLocation> key,
        Action<IDuckDBAppenderRow, T> write,
        Func<T, IReadOnlyList<ValueFault>, DateOnly?> unknownDay)
    {
        var files = import.FilesOf(feed);
        if (files.Count == 0)
            return 0;
        var loads = new FeedLoads(database);
        var loadKey = LoadKey(feed, files, import.Settings);
        if (loads.Find(loadKey) is { } known)
        {
            import.Add(loads.Read(known));
            return known;
        }

        using var load = new FeedLoad<T>(database, feed, table, key, write, unknownDay);
        var outcome = import.Read(feed, record, null, load);
        import.Add(outcome);

        // A refused file may be readable the next time under the same hash: such a load is never taken again.
        load.Complete(outcome.Reports.Any(r => r.IsRejected) ? string.Create(CultureInfo.InvariantCulture, $"rejected:{load.Id}") : loadKey, outcome);
        return load.Id;
    }

    /// <summary>The same key, the same rows, reports and findings.</summary>
    private static string LoadKey(Feed feed, IReadOnlyList<InputFile> files, InputSettings settings)
    {
        // The build of this assembly stands for the rules of reading: other rules, another load.
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{typeof(HistoryImport).Module.ModuleVersionId}\n{feed}\n{settings.MaxFindingsPerFile}\n");
        text.Append(settings.For(feed).Fingerprint());
        foreach (var file in files)
            text.Append(CultureInfo.InvariantCulture, $"\n{file.File}\u001f{file.Sha256}\u001f{file.Fault}\u001f{file.Note}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The day of a row whose quantity cannot be read, where day, SKU and place can.</summary>
    private static DateOnly? UnknownDay(SalesLine line, IReadOnlyList<ValueFault> faults)
    {
        var columns = faults.Select(f => f.Column.Column.Name).ToList();
        return columns.Contains("quantity") && !columns.Exists(c => c is "date" or "sku" or "location") ? line.Date : null;
    }

    private static void Write(IDuckDBAppenderRow row, SalesLine line) =>
        row.AppendDate(line.Date).AppendDecimal(line.Quantity, Scale).AppendDecimal(line.UnitPrice, Scale).AppendValue((bool?)line.IsPromotion);

    private static void Write(IDuckDBAppenderRow row, StockLevel level) => row
        .AppendDate(level.Date)
        .AppendDecimal(level.OnHand, Scale)
        .AppendDecimal(level.Allocated, Scale)
        .AppendDecimal(level.Backordered, Scale);

    private static void Write(IDuckDBAppenderRow row, AvailabilityRecord record) =>
        row.AppendDate(record.Date).AppendDecimal((decimal)record.InStock, Scale);
}
