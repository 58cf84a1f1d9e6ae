using System.Buffers;
using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The forecasts of every member from every origin: one decomposition per window and origin.</summary>
internal static class SsaMemberForecasts
{
    /// <summary>Most sweeps of gap filling at the first origin, which starts from bridges, and at the end of history, which is the
    /// forecast.</summary>
    private const int SweepsAtTheEnds = 10;

    /// <summary>Most sweeps at the origins between: each starts from what the one before had filled.</summary>
    private const int SweepsBetween = 3;

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
                BridgeNewGaps(seen, origin == 0 ? 0 : task.Origins[origin - 1], task.SeasonLength, filled, scratch);
                series = filled[..seen.Length];
                var isEnd = origin == 0 || origin == task.Origins.Length - 1;
                FillGaps(seen, isEnd ? SweepsAtTheEnds : SweepsBetween, work.For(gapWindow, 0), filled[..seen.Length], scratch);
            }

            var mine = forecasts.Slice(origin * members.Length * task.Horizon, members.Length * task.Horizon);
            for (var first = 0; first < members.Length;)
            {
                var window = members[first].WindowLength;
                var count = 1;
                while (first + count < members.Length && members[first + count].WindowLength == window)
                    count++;
                var buffers = work.For(window, task.Horizon);
                var rows = mine.Slice(first * task.Horizon, count * task.Horizon);
                RankForecasts.Fill(series, members[first].Rank, count, task.Horizon, buffers, rows);
                if (first == 0)
                    signalRanks[origin] = NoiseFloor.SignalRank(buffers.Values, window, series.Length - window + 1);
                first += count;
            }

            PlausibleRange.Of(seen, growthLimit).Clamp(mine);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Sweeps until the gaps settle.</summary>
    private static void FillGaps(ReadOnlySpan<double> seen, int sweeps, in SsaBuffers buffers, Span<double> filled, Span<double> scratch)
    {
        var largest = 0.0;
        foreach (var value in filled)
            largest = Math.Max(largest, Math.Abs(value));
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            if (!SsaDecomposition.TryDecompose(filled, buffers.WindowLength, buffers.Matrix, buffers.Values, buffers.Vectors))
                return;
            var signal = NoiseFloor.SignalRank(buffers.Values, buffers.WindowLength, filled.Length - buffers.WindowLength + 1);
            var rank = Math.Min(buffers.WindowLength - 1, signal);
            if (GapFilling.Improve(seen, filled, buffers.WindowLength, rank, buffers.Vectors, scratch) <= SweepTolerance * largest)
                return;
        }
    }

    /// <summary>Gaps known at the origin before keep their filling; what came since is bridged.</summary>
    private static void BridgeNewGaps(ReadOnlySpan<double> seen, int known, int seasonLength, Span<double> filled, Span<double> scratch)
    {
        GapFilling.Bridge(seen, seasonLength, scratch[..seen.Length]);
        scratch[known..seen.Length].CopyTo(filled[known..]);
    }
}
