using System.Buffers;
using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The forecasts of every member from every origin.</summary>
internal static class SsaMemberForecasts
{
    /// <summary>Signal spaces of windows longer than this are learnt anew at every fourth origin only, and at the last: they cost most and move
    /// least.</summary>
    private const int LongWindow = 24;
    private const int OriginsBetweenLessons = 4;

    /// <summary>Fills <paramref name="forecasts"/>.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="members">By view, window, ascending rank; at least one.</param>
    /// <param name="settings">How far a forecast may leave what was seen.</param>
    /// <param name="forecasts">Receives origins × members × horizon.</param>
    public static void Fill(ForecastTask task, ImmutableArray<SsaMember> members, SsaSettings settings, Span<double> forecasts)
    {
        var groups = SsaGroup.Of(members);
        var longest = groups.Max(group => group.WindowLength);
        var work = ArrayPool<double>.Shared.Rent(
            Math.Max(SignalSpace.LearningWork(longest), SignalSpace.ForecastingWork(longest, task.Horizon)));
        // The second-longest window fills gaps: it costs little, and still has room for a season.
        using var gaps = task.History.Contains(double.NaN) ? new GapSweeps(task, groups[Math.Min(1, groups.Length - 1)].WindowLength) : null;
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = task.History.AsSpan(0, task.Origins[origin]);
            var series = gaps is null ? seen : gaps.UpTo(origin);
            var mine = forecasts.Slice(origin * members.Length * task.Horizon, members.Length * task.Horizon);
            var isLesson = origin % OriginsBetweenLessons == 0 || origin == task.Origins.Length - 1;
            Fill(series, task, groups, isLesson, work, mine);
            PlausibleRange.Of(seen, settings.GrowthLimit).Clamp(mine);
            settings.MaximumGrowth?.Apply(seen, task.SeasonLength, task.Horizon, mine);
        }

        foreach (var group in groups)
            group.Space.Dispose();
        ArrayPool<double>.Shared.Return(work);
    }

    private static void Fill(
        ReadOnlySpan<double> series, ForecastTask task, ImmutableArray<SsaGroup> groups, bool isLesson, Span<double> work, Span<double> forecasts)
    {
        AdjustedSeries? adjusted = null;
        if (groups[^1].View is SsaView.Adjusted)
            AdjustedSeries.TryOf(series, task.SeasonLength, out adjusted);
        foreach (var group in groups)
        {
            var rows = forecasts.Slice(group.First * task.Horizon, group.Count * task.Horizon);
            if (group.View is SsaView.Raw || (adjusted is null && group.Twin is null))
            {
                Fill(series, group, isLesson, task.Horizon, work, rows);
            }
            else if (adjusted is null)
            {
                // Nothing to take out: the same window of the raw series has the answer.
                forecasts.Slice(group.Twin!.Value * task.Horizon, rows.Length).CopyTo(rows);
            }
            else
            {
                Fill(adjusted.Values, group, isLesson, task.Horizon, work, rows);
                adjusted.Restore(rows, task.Horizon);
            }
        }
    }

    private static void Fill(ReadOnlySpan<double> series, SsaGroup group, bool isLesson, int horizon, Span<double> work, Span<double> rows)
    {
        if (isLesson || group.WindowLength <= LongWindow)
            group.Space.Learn(series, work);
        group.Space.Forecast(series, group.FirstRank, horizon, work, rows);
    }
}
