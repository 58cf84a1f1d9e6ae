using System.Collections.Immutable;
using System.IO.Enumeration;
using Forecasting.Storage.Calendars;
using Forecasting.Storage.Files.Spreadsheets;

namespace Forecasting.Storage.Files;

/// <summary>The files of a data folder, each with the feed it belongs to.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Files">Files of a feed, ordered by name.</param>
/// <param name="Ignored">Names of files that belong to no feed, in order, without those that hold no data:
/// <c>settings.json</c>, README*, LICENSE*.</param>
public sealed record DataFolder(string Path, ImmutableArray<InputFile> Files, ImmutableArray<string> Ignored)
{
    /// <summary>Names of workbooks, and of web pages and texts that pretend to be: what a file is, its content tells.</summary>
    private static readonly ImmutableArray<string> WorkbookEndings = [".xlsx", ".xlsm", ".xls"];

    private static readonly ImmutableArray<string> Endings = [".csv", ".csv.gz", ".parquet", .. WorkbookEndings];

    /// <summary>Beginnings of names under which benchmarks and shops keep their sales, when several files look like sales.</summary>
    private static readonly ImmutableArray<string> SalesNames = ["train", "transactions", "demand", "all", "orders"];

    private static readonly ImmutableArray<string> TemporaryEndings =
        ["~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".bak", ".swp", ".filepart"];

    /// <summary>The hash of each file, once, ordered by name: a workbook may serve several feeds.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hashes => Files.Select(f => KeyValuePair.Create(f.File, f.Sha256)).Distinct();

    /// <summary>Finds the files of every feed: by the names declared in the settings, by their own names, or, for sales
    /// alone, by their columns.</summary>
    /// <param name="path">The data folder.</param>
    /// <param name="settings">How files are found; valid.</param>
    /// <param name="queried">Folder with the files of feeds that a query gave; null = none.</param>
    /// <param name="name">What to call the data folder in messages when it is a copy; null = by its path.</param>
    /// <exception cref="InputException">There is no such folder, or nothing in it can be taken as sales.</exception>
    /// <remarks>
    /// Only the folder itself is searched. Hidden and temporary files are passed over. Every file of a feed is hashed here.
    /// </remarks>
    public static DataFolder Scan(string path, InputSettings settings, string? queried = null, string? name = null)
    {
        var entries = Entries(path);
        var files = new List<InputFile>();
        var unclaimed = new List<FileSystemInfo>();
        foreach (var entry in entries)
        {
            var feeds = FeedsOf(entry, settings);
            if (feeds.Length > 0)
                files.AddRange(feeds.Select(feed => Read(entry, feed)));
            else if (entry is FileInfo && HoldsData(entry.Name))
                unclaimed.Add(entry);
        }

        files.AddRange(Queried(queried, settings));
        if (!files.Any(f => f.Feed == Feed.Sales))
        {
            var sales = FindSales(name ?? path, unclaimed, settings);
            unclaimed.Remove(sales);
            files.Add(Read(sales, Feed.Sales) with
            {
                Note = $"No file is named sales; \"{sales.Name}\" was taken as sales because it has a date, a SKU and a quantity.",
            });
        }

        return new DataFolder(
            path, [.. files.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Feed)], [.. unclaimed.Select(e => e.Name)]);
    }

    private static List<FileSystemInfo> Entries(string path)
    {
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
        {
            throw new InputException(File.Exists(path)
                ? $"The data folder \"{path}\" is a file. Give the folder that holds sales.csv."
                : $"The data folder \"{path}\" does not exist. Give the folder that holds sales.csv.");
        }

        try
        {
            return [.. folder.EnumerateFileSystemInfos().Where(e => !IsTemporary(e.Name)).OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputException(
                $"The data folder \"{path}\" cannot be listed: this program has no permission, or the drive does not answer.", e);
        }
    }

    private static IEnumerable<InputFile> Queried(string? folder, InputSettings settings) => folder is null
        ? []
        : FeedNames.All.Where(feed => settings.For(feed).Query is not null)
            .Select(feed => Read(new FileInfo(System.IO.Path.Combine(folder, feed.FileName() + ".csv")), feed) with
            {
                Note = $"The rows were given by input.{feed.SettingName()}.query.",
            });

    private static bool IsTable(string name) => Endings.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static bool IsTemporary(string name) =>
        name.StartsWith('.') || name.StartsWith('~') || TemporaryEndings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>False for what stands beside data. A table always holds some: <c>licenses.csv</c> may be goods.</summary>
    private static bool HoldsData(string name) =>
        IsTable(name)
        || !(name.Equals("settings.json", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase));

    /// <summary>The feeds of a file: those that declare its name, a workbook for all of them; else the one it is named after.</summary>
    private static Feed[] FeedsOf(FileSystemInfo entry, InputSettings settings)
    {
        var name = entry.Name;
        if (HolidayFile.IsNamed(name))
            return [Feed.Events];
        var isWorkbook = WorkbookEndings.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        var declared = FeedNames.All
            .Where(feed => settings.For(feed).Files.Any(p => FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: true)))
            .Take(isWorkbook ? int.MaxValue : 1)
            .ToArray();
        if (declared.Length > 0 || !IsTable(name))
            return declared;
        var named = FeedNames.All
            .Where(feed => settings.For(feed) is { Files.IsEmpty: true, Query: null } && IsNamed(name, feed.FileName()))
            .Take(1)
            .ToArray();
        return named.Length > 0 || !IsReturnedPlan(entry, settings) ? named : [Feed.Vetoes];
    }

    /// <summary>True for our own workbook as a planner sends it back: <c>plan.xlsx</c>, <c>plan-reviewed (2).xlsx</c>.</summary>
    private static bool IsReturnedPlan(FileSystemInfo entry, InputSettings settings) =>
        settings.Vetoes is { Files.IsEmpty: true, Query: null }
        && entry is FileInfo
        && FileSystemName.MatchesSimpleExpression("plan*.xlsx", entry.Name, ignoreCase: true)
        && WorkbookTable.HasVetoes(entry.FullName);

    /// <summary>True for sales.csv, sales-2026-01.csv, sales_north.parquet, and not for salesmen.csv.</summary>
    private static bool IsNamed(string name, string feed) =>
        name.StartsWith(feed, StringComparison.OrdinalIgnoreCase) && name[feed.Length] is '.' or '-' or '_';

    private static InputFile Read(FileSystemInfo entry, Feed feed)
    {
        if (entry is DirectoryInfo)
        {
            return new InputFile(entry.Name, feed, entry.FullName, "", 0)
            {
                Fault = "This is a folder with the name of a file. Rename it, or put the file in its place.",
            };
        }

        try
        {
            var (sha256, bytes) = FileContent.Hash(entry.FullName);
            return new InputFile(entry.Name, feed, entry.FullName, sha256, bytes);
        }
        catch (FileRejectedException e)
        {
            return new InputFile(entry.Name, feed, entry.FullName, "", 0) { Fault = e.Message };
        }
    }

    private static FileSystemInfo FindSales(string path, List<FileSystemInfo> unclaimed, InputSettings settings)
    {
        var candidates = unclaimed.Where(e => IsTable(e.Name) && LooksLikeSales(e.FullName, settings)).ToList();
        if (candidates.Count > 1)
        {
            var usual = candidates.Where(e => SalesNames.Any(n => e.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase))).ToList();
            candidates = usual.Count == 1 ? usual : candidates;
        }

        return candidates.Count switch
        {
            1 => candidates[0],
            0 => throw new InputException(
                $"There are no sales in \"{path}\". {Found(unclaimed)} Put sales.csv there, with the columns date, sku and quantity, "
                + "or name your file in input.sales.files and its columns in input.sales.columns."),
            _ => throw new InputException(
                $"Several files in \"{path}\" look like sales: {string.Join(", ", candidates.Select(e => e.Name))}. "
                + "Rename one to sales.csv, or name the right ones in input.sales.files."),
        };
    }

    private static string Found(List<FileSystemInfo> unclaimed) => unclaimed.Count switch
    {
        0 => "The folder holds no other file that could be sales.",
        _ =>
            $"Found, and not recognised: {string.Join(", ", unclaimed.Take(10).Select(e => e.Name))}{(unclaimed.Count > 10 ? ", …" : "")}.",
    };

    private static bool LooksLikeSales(string path, InputSettings settings)
    {
        try
        {
            TableFile.Open(path, Feed.Sales, settings.Sales);
            return true;
        }
        catch (FileRejectedException)
        {
            return false;
        }
    }
}
