using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.History;
using Forecasting.Reports.Files;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Views;

/// <summary>What became of every file when the data were read last. The database keeps that of sales, stock and availability; the small feeds stand in what this
/// service read itself, or in the record of the newest run that has one.</summary>
internal sealed class LastImport(ServiceOptions options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private (DateTimeOffset At, ImmutableArray<FeedFile> Files) own = (DateTimeOffset.MinValue, []);
    private (string Path, ImmutableArray<FeedFile> Files) recorded = ("", []);

    /// <summary>Told what the service has read.</summary>
    public void Take(IEnumerable<ImportReport> reports)
    {
        ImmutableArray<FeedFile> files =
            [.. reports.Select(r => new FeedFile(r.Feed, r.File, r.RowsRead, r.RowsLoaded, r.RowsQuarantined, r.RejectedReason))];
        lock (gate)
            own = (clock.GetUtcNow(), files);
    }

    /// <summary>Every file, by feed and name.</summary>
    /// <param name="database">The database.</param>
    /// <param name="runs">Every run, the newest first.</param>
    public IEnumerable<FeedFile> Files(ForecastingDatabase database, IReadOnlyList<LedgerRun> runs)
    {
        var loaded = new ServiceViews(database).Feeds();
        var kept = loaded.Select(f => f.Feed).ToHashSet(StringComparer.Ordinal);
        return Newest(runs.FirstOrDefault(r => r.Folder.Length > 0))
            .Where(f => !kept.Contains(f.Feed)).Concat(loaded)
            .OrderBy(f => f.Feed, StringComparer.Ordinal).ThenBy(f => f.File, StringComparer.Ordinal);
    }

    private ImmutableArray<FeedFile> Newest(LedgerRun? run)
    {
        lock (gate)
        {
            if (run is null || run.StartedAt <= own.At)
                return own.Files;
            var path = Path.Combine(options.Out, run.Folder, RunFile.Name);
            if (recorded.Path != path && File.Exists(path))
                recorded = (path, Read(path));
            return recorded.Path == path ? recorded.Files : own.Files;
        }
    }

    private static ImmutableArray<FeedFile> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document.RootElement.GetProperty("imports").EnumerateArray().Select(i => new FeedFile(
                i.GetProperty("feed").GetString()!, i.GetProperty("file").GetString()!, i.GetProperty("rows_read").GetInt64(),
                i.GetProperty("rows_loaded").GetInt64(), i.GetProperty("rows_quarantined").GetInt64(), i.GetProperty("rejected_reason").GetString()!)),
        ];
    }
}
