using System.Collections.Immutable;
using Forecasting.Storage;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Views;

/// <summary>How fresh a feed is.</summary>
/// <param name="Feed">sales, items, stock, …</param>
/// <param name="Files">Its files as they were read last.</param>
/// <param name="ChangedAt">When the newest of them was written, UTC; null when it is gone, or the data are not in a folder.</param>
/// <param name="Until">The newest day with sales, for sales.</param>
public sealed record FeedView(string Feed, ImmutableArray<FeedFile> Files, DateTimeOffset? ChangedAt, DateOnly? Until);

/// <summary>The feeds as the newest import read them, and what lies in the data folder now.</summary>
internal static class FeedViews
{
    /// <summary>Every feed that was ever read, by name.</summary>
    public static ImmutableArray<FeedView> Now(ForecastingDatabase database, string data)
    {
        var views = new ServiceViews(database);
        var until = views.LastSales();
        return
        [
            .. views.Feeds().GroupBy(f => f.Feed).Select(g => new FeedView(
                g.Key, [.. g], g.Max(f => ChangedAt(data, f.File)), g.Key == "sales" ? until : null)),
        ];
    }

    private static DateTimeOffset? ChangedAt(string data, string file)
    {
        var path = Path.Combine(data, file);
        return File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : null;
    }
}
