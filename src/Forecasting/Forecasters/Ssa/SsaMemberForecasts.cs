using System.Buffers;
using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The forecasts of every member from every origin: one decomposition per window and origin.</summary>
internal static class SsaMemberForecasts
{
    /// <summary>Sweeps of gap filling at an origin; more change a forecast by less than its error.</summary>
    private const int Sweeps = 10;

    /// <summary>A sweep that changes no gap by more than this share of the largest value is the last.</summary>
    private const double SweepTolerance = 1e-4;

    /// <summary>Fills <paramref name="forecasts"/> and <paramref name="signalRanks"/>.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="members">By window, ascending rank.</param>
    /// <param name="growthLimit">How far a forecast may leave the range of what was seen.</param>
    /// <param name="forecasts">Receives origins × members × horizon.</param>
    /// <param name="signalRanks">Receives, for each origin, the rank that stands out of noise in the longest window.</param>
    public static void Fill(
        ForecastTask task, ImmutableArray<SsaMember> members, double growthLimit, Span<double> forecasts, Span<int> signalRanks)
    {
        var history = task.History.AsSpan();
        var hasGaps = history.Contains(double.NaN);
        var rented = ArrayPool<double>.Shared.Rent(2 * history.Length);
        var filled = rented.AsSpan(0, history.Length);
        var scratch = rented.AsSpan(history.Length, history.Length);
        // The second-longest window fills gaps: an eighth of the longest one's cost, and still room for a season.
        var gapWindow = members.Select(member => member.WindowLength).Distinct().Take(2).Last();
        using var work = new SsaWorkspace(members[0].WindowLength, task.Horizon);
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = history[..task.Origins[origin]];
            var series = seen;
            if (hasGaps)
            {
                FillGaps(seen, task.SeasonLength, gapWindow, work, filled[..seen.Length], scratch);
                series = filled[..seen.Length];
            }

            var mine = forecasts.Slice(origin * members.Length * task.Horizon, members.Length * task.Horizon);
            for (var first = 0; first < members.Length;)
            {
                var window = members[first].WindowLength;
                var count = 1;
                while (first + count < members.Length && members[first + count].WindowLength == window)
                    count++;
                var buffers = work.For(window, task.Horizon);
                RankForecasts.Fill(series, members[first].Rank, count, task.Horizon, buffers, mine.Slice(first * task.Horizon, count * task.Horizon));
                if (first == 0)
                    signalRanks[origin] = NoiseFloor.SignalRank(buffers.Values, window, series.Length - window + 1);
                first += count;
            }

            PlausibleRange.Of(seen, growthLimit).Clamp(mine);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static void FillGaps(
        ReadOnlySpan<double> seen, int seasonLength, int window, in SsaWorkspace work, Span<double> filled, Span<double> scratch)
    {
        GapFilling.Bridge(seen, seasonLength, filled);
        if (!seen.Contains(double.NaN))
            return;

        var largest = 0.0;
        foreach (var value in filled)
            largest = Math.Max(largest, Math.Abs(value));
        var buffers = work.For(window, 0);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            if (!SsaDecomposition.TryDecompose(filled, window, buffers.Matrix, buffers.Values, buffers.Vectors))
                return;
            var rank = Math.Min(window - 1, NoiseFloor.SignalRank(buffers.Values, window, filled.Length - window + 1));
            if (GapFilling.Improve(seen, filled, window, rank, buffers.Vectors, scratch) <= SweepTolerance * largest)
                return;
        }
    }
}
