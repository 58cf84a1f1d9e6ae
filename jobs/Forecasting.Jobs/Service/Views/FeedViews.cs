using System.Collections.Immutable;
using Forecasting.Storage;
using Forecasting.Storage.Gate;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Forecasting.Trust;
using NodaTime;

namespace Forecasting.Jobs.Service.Views;

/// <summary>Whether a feed is as new as it usually is.</summary>
public enum Freshness
{
    /// <summary>It tells no rhythm: a list of facts, or the check is off.</summary>
    None,

    /// <summary>It is.</summary>
    Fresh,

    /// <summary>The gate would warn of it today.</summary>
    Late,

    /// <summary>The gate would hold a run of today.</summary>
    Blocks,
}

/// <summary>How fresh a feed is.</summary>
/// <param name="Feed">sales, items, stock, …</param>
/// <param name="Files">Its files as they were read last.</param>
/// <param name="ChangedAt">When the newest of them was written, UTC; null when it is gone, or the data are not in a folder.</param>
/// <param name="Until">The newest day with rows; null for a feed without days.</param>
/// <param name="AgeDays">Days from there to today, or from the change of the newest file where there are no days; null when neither is known.</param>
/// <param name="Freshness">What the gate says of it for a plan of today.</param>
/// <param name="Text">The gate's words; empty when it has none.</param>
public sealed record FeedView(
    string Feed, ImmutableArray<FeedFile> Files, DateTimeOffset? ChangedAt, DateOnly? Until, int? AgeDays, Freshness Freshness, string Text);

/// <summary>The feeds as the newest import read them, and what lies in the data folder now.</summary>
internal sealed class FeedViews(ServiceOptions options, LastImport import)
{
    private readonly Lock gate = new();
    private (HistoryKey Loads, DateOnly Today, ImmutableArray<FeedRhythm> Rhythms) known = (default, default, []);

    /// <summary>Every feed that was ever read, by name.</summary>
    /// <param name="database">The database.</param>
    /// <param name="runs">Every run, the newest first.</param>
    /// <param name="now">Now.</param>
    public ImmutableArray<FeedView> Now(ForecastingDatabase database, IReadOnlyList<LedgerRun> runs, DateTimeOffset now)
    {
        var today = Instant.FromDateTimeOffset(now).InZone(options.Zone).Date.ToDateOnly();
        var rhythms = Rhythms(database, today).ToDictionary(r => r.Feed);
        var mayBlock = runs.Any(r => r.State == RunState.Published);
        var findings = Gate.Ordered(
            rhythms.Values.SelectMany(r => FreshnessCheck.Find(r, today, mayBlock && r.Feed == "sales")), options.Settings.Gate).ToDictionary(f => f.Feed);
        return
        [
            .. import.Files(database, runs).GroupBy(f => f.Feed).Select(g =>
            {
                var changedAt = g.Max(f => ChangedAt(f.File));
                DateOnly? until = rhythms.TryGetValue(g.Key, out var rhythm) && rhythm.Days is [.., var newest] ? newest : null;
                var age = today.DayNumber - (until ?? (changedAt is { } at ? (DateOnly?)DateOnly.FromDateTime(at.UtcDateTime) : null))?.DayNumber;
                var finding = findings.GetValueOrDefault(g.Key);
                return new FeedView(g.Key, [.. g], changedAt, until, age, Of(g.Key, until, finding), finding?.Text ?? "");
            }),
        ];
    }

    private Freshness Of(string feed, DateOnly? until, GateFinding? finding) => finding?.Level switch
    {
        GateLevel.Block => Freshness.Blocks,
        GateLevel.Warning => Freshness.Late,
        _ => until is null || options.Settings.Gate.ActionFor(feed, GateChecks.Freshness) == GateAction.Off ? Freshness.None : Freshness.Fresh,
    };

    // Counted once for each load and day: of a large history that takes a moment.
    private ImmutableArray<FeedRhythm> Rhythms(ForecastingDatabase database, DateOnly today)
    {
        var loads = new ServiceViews(database).NewestLoads();
        lock (gate)
        {
            if (known.Loads != loads || known.Today != today)
                known = (loads, today, new GateHistory(database, loads, today).ReadRhythms());
            return known.Rhythms;
        }
    }

    private DateTimeOffset? ChangedAt(string file)
    {
        var path = Path.Combine(options.Data, file);
        return File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : null;
    }
}
