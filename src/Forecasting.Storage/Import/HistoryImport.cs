using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Forecasting.Planning;
using Forecasting.Storage.Calendars;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>Brings the files of a data folder in: every row loaded, set aside with its faults, or counted as a repetition.</summary>
/// <param name="database">Where sales, stock and availability are kept.</param>
/// <param name="orderPseudonym">What is kept of an order number of sales, the same for the same number; null = order
/// numbers are not read.</param>
/// <remarks>
/// The big tables are written as they are read. All files of a feed are one load, known by their names, content and the settings that read
/// them: the same files again are not read again, and give the same reports and findings. The two newest loads of a feed are kept. A sales
/// row set aside for its quantity leaves its day behind: what was sold then is not all known, and unknown is not zero.
/// </remarks>
public sealed class HistoryImport(ForecastingDatabase database, Func<string, UInt128>? orderPseudonym = null)
{
    /// <summary>IANA time zone of places that name none; null = theirs is not known. See <see cref="TimeZones"/>.</summary>
    public string? TimeZone { get; init; }

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
        try
        {
            var import = new FolderReading(
                folder, settings, new FeedProfiles(database), new LocationZones(TimeZone), progress ?? ((_, _) => { }), cancellationToken);

            // Places first: on which day a sale falls is a matter of where it was made.
            var places = import.Read(Feed.Locations, FeedRecords.Place, place => $"location \"{place.Location}\"");
            import.Zones.Add(places);
            var sales = Load(import, BulkFeed.Sales);
            var stock = Load(import, BulkFeed.Stock);
            var availability = Load(import, BulkFeed.Availability);
            var items = import.Read(Feed.Items, FeedRecords.Item, item => $"sku \"{item.Sku}\"");
            var itemLocations = import.Read(
                Feed.ItemLocations, FeedRecords.ItemLocation, entry => $"sku \"{entry.Key.Sku}\" at location \"{entry.Key.Location}\"");
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
                    .. import.Findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)
                    .ThenBy(f => f.Column, StringComparer.Ordinal),
                ],
                Changes = [.. import.Changes.OrderBy(c => c.Key).ThenBy(c => c.Day).ThenBy(c => c.Source, StringComparer.Ordinal)],
                ChangeCount = import.ChangeCount,
                Ignored = folder.Ignored,
                Profiles = import.Profiles.Used,
            };
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    private long Load<T>(FolderReading import, BulkFeed<T> feed)
    {
        var files = import.FilesOf(feed.Feed);
        if (files.Count == 0)
            return 0;
        var loads = new FeedLoads(database);
        var loadKey = LoadKey(feed.Feed, files, import);
        foreach (var asked in ProfileParts.All)
        {
            if (loads.Find(loadKey(asked)) is not { } known)
                continue;
            import.Profiles.Use(feed.Feed, asked);
            import.Add(loads.Read(known));
            return known;
        }

        // Where the database goes away meanwhile, the feed is read again from its beginning.
        var comeBack = import.Profiles.Mark();
        return database.Repeatedly(() =>
        {
            comeBack();
            return Load(import, feed, files, loadKey);
        });
    }

    private long Load<T>(FolderReading import, BulkFeed<T> feed, IReadOnlyList<InputFile> files, Func<ProfileParts, string> loadKey)
    {
        using var load = new FeedLoad<T>(database, feed, files, import.Settings.For(feed.Feed).Overlap, orderPseudonym);
        var read = import.Read(feed.Feed, feed.Record, null, load);
        load.Finish();
        var consulted = import.Profiles.Learn(feed.Feed, read.Profile!);
        var outcome = load.Complete(loadKey(consulted), read);
        import.Add(outcome);
        return load.Id;
    }

    /// <summary>The same key, the same rows, reports and findings. It depends on what was asked of earlier imports, which is known
    /// only after reading.</summary>
    private Func<ProfileParts, string> LoadKey(Feed feed, IReadOnlyList<InputFile> files, FolderReading import)
    {
        // The build of this assembly stands for the rules of reading: other rules, another load.
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{typeof(HistoryImport).Module.ModuleVersionId}\n{feed}\n{import.Settings.MaxFindingsPerFile}\n"
            + $"{orderPseudonym is null}\n{import.Zones.Fingerprint}\n");
        text.Append(import.Settings.For(feed).Fingerprint());
        foreach (var file in files)
            text.Append(CultureInfo.InvariantCulture, $"\n{file.File}\u001f{file.Sha256}\u001f{file.Fault}\u001f{file.Note}");
        return asked => RunIdentity.HashOf($"{text}\n{import.Profiles.Answer(feed, asked)}");
    }
}
