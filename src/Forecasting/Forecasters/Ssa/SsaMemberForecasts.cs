using System.Buffers;
using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The forecasts of every member from every origin.</summary>
internal static class SsaMemberForecasts
{
    /// <summary>What moves least and costs most, the season and the signal spaces of windows longer than this, is learnt anew at every few origins
    /// only, counted from the last; so are shorter windows where the history is long.</summary>
    private const int LongWindow = 24;
    private const int LongHistory = 256;

    /// <summary>Fills <paramref name="forecasts"/>.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="members">By view, window, ascending rank; at least one.</param>
    /// <param name="settings">How far a forecast may leave what was seen.</param>
    /// <param name="forecasts">Receives origins × members × horizon.</param>
    public static void Fill(ForecastTask task, ImmutableArray<SsaMember> members, SsaSettings settings, Span<double> forecasts)
    {
        var groups = SsaGroup.Of(members);
        var (longLessons, shortLessons) = task.History.Length < LongHistory ? (6, 1) : (11, 3);
        var hasGaps = task.History.Contains(double.NaN);
        var work = ArrayPool<double>.Shared.Rent(RankForecasts.ForecastingWork(groups.Max(group => group.WindowLength), task.Horizon));
        // The second-longest window fills gaps: it costs little, and still has room for a season.
        using var gaps = hasGaps ? new GapSweeps(task, groups[Math.Min(1, groups.Length - 1)].WindowLength) : null;
        using var adjusted = groups[^1].View is SsaView.Adjusted ? new AdjustedSeries(task.History.Length, task.SeasonLength) : null;
        var covariance = settings.Covariance ?? SsaCovariance.Basic;
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = task.History.AsSpan(0, task.Origins[origin]);
            var series = gaps is null ? seen : gaps.UpTo(origin);
            var mine = forecasts.Slice(origin * members.Length * task.Horizon, members.Length * task.Horizon);
            var fromLast = task.Origins.Length - 1 - origin;
            var isLesson = origin == 0 || fromLast % longLessons == 0;
            isLesson |= adjusted?.Follow(series, isLesson, hasGaps) ?? false;
            if (isLesson && settings.Covariance is null && adjusted is not null)
                covariance = CovarianceChoice.For(seen, adjusted.HasSeason);
            foreach (var group in groups)
            {
                var learns = isLesson || (fromLast % shortLessons == 0 && group.WindowLength <= LongWindow);
                Fill(series, adjusted, group, learns ? covariance : null, task.Horizon, work, mine);
            }

            PlausibleRange.Of(seen, settings.GrowthLimit).Clamp(mine);
            settings.MaximumGrowth?.Apply(seen, task.SeasonLength, task.Horizon, mine);
        }

        foreach (var group in groups)
            group.Space.Dispose();
        ArrayPool<double>.Shared.Return(work);
    }

    private static void Fill(
        ReadOnlySpan<double> series, AdjustedSeries? adjusted, SsaGroup group, SsaCovariance? lesson, int horizon, Span<double> work, Span<double> forecasts)
    {
        var rows = forecasts.Slice(group.First * horizon, group.Ranks.Length * horizon);
        var isAdjusted = group.View is SsaView.Adjusted && adjusted!.IsAdjusted;
        if (group.View is SsaView.Adjusted && !isAdjusted && group.Twin is { } twin)
        {
            // Nothing to take out: the same window of the raw series has the answer.
            forecasts.Slice(twin * horizon, rows.Length).CopyTo(rows);
            return;
        }

        var decomposed = isAdjusted ? adjusted!.Values : series;
        if (lesson is { } covariance)
            group.Space.Learn(decomposed, covariance);
        group.Space.Forecast(decomposed, group.Ranks.AsSpan(), horizon, work, rows);
        if (isAdjusted)
            adjusted!.Restore(rows, horizon);
    }
}
