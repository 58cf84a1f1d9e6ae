using Forecasting.History;
using Forecasting.Storage.Calendars;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>One pass over a data folder, feed by feed: what was found, and how far it has come.</summary>
internal sealed class FolderReading(
    DataFolder folder,
    InputSettings settings,
    FeedProfiles profiles,
    LocationZones zones,
    Action<string, double> progress,
    CancellationToken cancellationToken)
{
    private readonly double bytes = Math.Max(1, folder.Files.Sum(f => f.Bytes));
    private long bytesDone;

    public InputSettings Settings => settings;

    /// <summary>How feeds were written in earlier imports.</summary>
    public FeedProfiles Profiles => profiles;

    /// <summary>The time zones of the places; those of <c>locations</c> are known once it is read.</summary>
    public LocationZones Zones => zones;

    public List<ImportReport> Reports { get; } = [];

    public List<QuarantinedRow> Findings { get; } = [];

    public List<HistoryChange> Changes { get; } = [];

    public long ChangeCount { get; private set; }

    /// <summary>The tables of a feed, ordered by name.</summary>
    public IReadOnlyList<InputFile> FilesOf(Feed feed) => [.. folder.Files.Where(f => f.Feed == feed && !HolidayFile.IsCalendar(f.File))];

    /// <summary>The calendars of the folder, ordered by name: events that are no table.</summary>
    public IReadOnlyList<InputFile> Calendars => [.. folder.Files.Where(f => HolidayFile.IsCalendar(f.File))];

    /// <summary>Reads a feed into memory.</summary>
    public List<T> Read<T>(Feed feed, Func<HeaderMatch, Func<RowReader, T>> record, Func<T, string>? key)
    {
        var rows = new RowList<T>();
        var outcome = Read(feed, record, key, rows);
        profiles.Learn(feed, outcome.Profile!);
        Add(outcome);
        return rows.Rows;
    }

    /// <summary>Reads a feed into <paramref name="sink"/>. Its outcome is not yet added.</summary>
    public FeedOutcome Read<T>(Feed feed, Func<HeaderMatch, Func<RowReader, T>> record, Func<T, string>? key, IRowSink<T> sink)
    {
        var files = FilesOf(feed);
        var share = files.Sum(f => f.Bytes);
        return new FeedReader<T>(feed, settings, record, key, new ReadingContext(profiles.Earlier(feed), zones.Of))
            .Read(files, sink, (file, part) => progress(file, (bytesDone + part * share) / bytes), cancellationToken);
    }

    /// <summary>Takes what became of the files of a feed.</summary>
    public void Add(FeedOutcome outcome)
    {
        Reports.AddRange(outcome.Reports);
        Findings.AddRange(outcome.Findings);
        Changes.AddRange(outcome.Changes);
        ChangeCount += outcome.ChangeCount;
        bytesDone += outcome.Reports.Sum(r => r.Bytes);
    }

    private sealed class RowList<T> : IRowSink<T>
    {
        public List<T> Rows { get; } = [];

        public void Restart() => Rows.Clear();

        public void Load(T row) => Rows.Add(row);

        public void Replace(int index, T row) => Rows[index] = row;

        public void SetAside(T row, IReadOnlyList<ValueFault> faults)
        {
            // The small tables are lists of facts, not sums: what a row at fault would have said is missing, and nothing else changes.
        }
    }
}
