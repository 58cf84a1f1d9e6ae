using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Singular spectrum analysis with the recurrent forecast; the rank is the one that forecast best out of sample.</summary>
/// <remarks>
/// <para>At each origin the history up to it is decomposed and forecast at every rank; the rank with the smallest out-of-sample error over the
/// origins is used, unless a smaller one is almost as good. The rank is the one thing shared between origins.</para>
/// <para>Unobserved buckets keep their place and are filled from the leading components. Forecasts stay within
/// <see cref="SsaSettings.GrowthLimit"/> ranges of the history, and are never negative where the history is not.</para>
/// </remarks>
public sealed class SsaForecaster(SsaSettings settings) : IForecaster
{
    /// <summary>A smaller rank is taken when its error is at most this much above the smallest: its forecasts change less from run to run.</summary>
    internal const double RankTolerance = 0.02;

    private const int MostSweeps = 10;
    private const int CarriedSweeps = 1;
    private const double SweepConverged = 1e-7;

    /// <summary>With the default settings.</summary>
    public SsaForecaster()
        : this(new SsaSettings())
    {
    }

    /// <inheritdoc/>
    public string Name => "ssa";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        var history = task.History.AsSpan();
        var firstOrigin = task.Origins[0];
        if (Unsuitable(history, firstOrigin) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var window = settings.WindowLength ?? SsaWindow.Default(history.Length, firstOrigin, task.SeasonLength);
        if (window > firstOrigin - 1)
            return Skipped($"SSA with window {window} needs at least {window + 1} buckets; there are {firstOrigin} at the first origin.");
        if (settings.Rank > window - 1)
            return Skipped($"SSA of rank {settings.Rank} needs a window of at least {settings.Rank + 1}; this history allows {window}.");

        var ranks = Math.Min(settings.Rank ?? settings.MaximumRank, Math.Min(window - 1, firstOrigin - window + 1));
        var size = ranks * task.Horizon;
        var rented = ArrayPool<double>.Shared.Rent(task.Origins.Length * size);
        try
        {
            var forecasts = rented.AsSpan(0, task.Origins.Length * size);
            ForecastEveryRank(task, window, ranks, forecasts);
            var rank = settings.Rank is null ? RankChoice.Choose(task, ranks, forecasts, RankTolerance) : ranks;

            var means = ImmutableArray.CreateBuilder<double>(task.Origins.Length * task.Horizon);
            for (var origin = 0; origin < task.Origins.Length; origin++)
                means.AddRange(forecasts.Slice(origin * size + (rank - 1) * task.Horizon, task.Horizon));
            return new Outcome<RollingForecast>.Done(new RollingForecast(
                task.Origins, task.Horizon, means.MoveToImmutable(), string.Create(CultureInfo.InvariantCulture, $"window {window}, rank {rank}")));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static Outcome<RollingForecast> Skipped(FormattableString reason) =>
        new Outcome<RollingForecast>.Skipped(FormattableString.Invariant(reason));

    private static string? Unsuitable(ReadOnlySpan<double> history, int firstOrigin)
    {
        var observed = 0;
        var observedAtFirstOrigin = 0;
        var demand = false;
        for (var t = 0; t < history.Length; t++)
        {
            if (double.IsNaN(history[t]))
                continue;
            observed++;
            demand |= history[t] != 0;
            if (t < firstOrigin)
                observedAtFirstOrigin++;
        }

        if (observed == 0)
            return "No bucket was observed.";
        if (!demand)
            return "There was no demand in any observed bucket.";
        if (observed < SsaWindow.FewestBuckets || firstOrigin < SsaWindow.FewestBuckets)
            return FormattableString.Invariant(
                $"SSA needs at least {SsaWindow.FewestBuckets} observed buckets; there are {Math.Min(observed, firstOrigin)}.");
        return observedAtFirstOrigin < SsaWindow.FewestBuckets / 2
            ? FormattableString.Invariant($"SSA needs at least {SsaWindow.FewestBuckets / 2} observed buckets before its first origin; there are {observedAtFirstOrigin}.")
            : null;
    }

    /// <summary>Fills origins × ranks × horizon, bounded.</summary>
    private void ForecastEveryRank(ForecastTask task, int window, int ranks, Span<double> forecasts)
    {
        using var work = new SsaWorkspace(window, task.Horizon);
        var history = task.History.AsSpan();
        var hasGaps = history.Contains(double.NaN);
        var rented = ArrayPool<double>.Shared.Rent(2 * history.Length);
        var filled = rented.AsSpan(0, history.Length);
        var scratch = rented.AsSpan(history.Length, history.Length);
        var size = ranks * task.Horizon;
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = history[..task.Origins[origin]];
            ReadOnlySpan<double> series = seen;
            if (hasGaps)
            {
                var isEnd = origin == 0 || origin == task.Origins.Length - 1;
                FillGaps(
                    seen, isEnd ? 0 : task.Origins[origin - 1], isEnd ? MostSweeps : CarriedSweeps, task.SeasonLength, window, ranks, work, filled[..seen.Length], scratch);
                series = filled[..seen.Length];
            }

            var mine = forecasts.Slice(origin * size, size);
            RankForecasts.Fill(series, window, ranks, task.Horizon, work, mine);
            PlausibleRange.Of(seen, settings.GrowthLimit).Clamp(mine);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    // Unobserved buckets: bridged where they are new to this origin, then rebuilt from the leading components until they rest. What was filled at
    // the origin before is a good start, so that one sweep does; the first origin has none, and the last one is the forecast.
    private static void FillGaps(
        ReadOnlySpan<double> seen, int known, int sweeps, int seasonLength, int window, int ranks, in SsaWorkspace work, Span<double> filled, Span<double> scratch)
    {
        var bridged = scratch[..seen.Length];
        GapFilling.Bridge(seen, seasonLength, bridged);
        bridged[known..].CopyTo(filled[known..]);
        if (!seen.Contains(double.NaN))
            return;

        var largest = 0.0;
        foreach (var value in filled)
            largest = Math.Max(largest, Math.Abs(value));
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            if (!SsaDecomposition.TryDecompose(filled, window, work.Matrix, work.Values, work.Vectors))
                return;
            var rank = Math.Min(ranks, NoiseFloor.SignalRank(work.Values, window, filled.Length - window + 1));
            if (GapFilling.Improve(seen, filled, window, rank, work.Vectors, scratch) <= SweepConverged * largest)
                return;
        }
    }
}
