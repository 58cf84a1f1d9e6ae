using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Singular spectrum analysis with the recurrent forecast, at the windows and ranks that forecast this series best.</summary>
/// <remarks>
/// <para>At each origin the history up to it is decomposed with every window and forecast at every rank; the forecasts are weighed by the
/// errors they had made by then (<see cref="SsaWeights"/>), so that nothing after an origin touches its forecast.</para>
/// <para>Unobserved buckets keep their place and are filled from the leading components. Forecasts stay within
/// <see cref="SsaSettings.GrowthLimit"/> ranges of the history, and are never negative where the history is not. A constant history is
/// continued exactly; one without demand, or with fewer than 24 observed buckets, is <c>Skipped</c>.</para>
/// <para>With <see cref="SsaSettings.Compatibility"/> none of this holds: the forecasts, deviations and refusals are then those of
/// <c>ForecastBySsa</c>.</para>
/// </remarks>
public sealed class SsaForecaster(SsaSettings settings) : IForecaster
{
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
        if (settings.Compatibility is { } theirs)
            return MicrosoftMLForecasts.Of(task, theirs);

        var firstOrigin = task.Origins[0];
        if (WhyUnsuitable(task.History.AsSpan(), firstOrigin) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var windows = settings.WindowLength is { } window
            ? [window]
            : SsaWindow.Defaults(task.History.Length, firstOrigin, task.SeasonLength);
        if (windows[0] > firstOrigin - 1)
            return Skipped($"SSA with window {windows[0]} needs at least {windows[0] + 1} buckets; there are {firstOrigin} at the first origin.");
        var members = SsaMember.All(windows, firstOrigin, settings);
        if (members.IsEmpty)
            return Skipped($"SSA of rank {settings.Rank ?? 1} does not fit a window of {windows[0]} and {firstOrigin} buckets at the first origin.");

        var size = task.Origins.Length * members.Length * task.Horizon;
        var forecasts = ArrayPool<double>.Shared.Rent(size);
        var squares = ArrayPool<double>.Shared.Rent(size);
        var signalRanks = new int[task.Origins.Length];
        try
        {
            SsaMemberForecasts.Fill(task, members, settings.GrowthLimit, forecasts.AsSpan(0, size), signalRanks);
            SsaWeights.AccumulateSquares(task, members.Length, forecasts, squares);
            return new Outcome<RollingForecast>.Done(Weigh(task, members, forecasts, squares, signalRanks));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(forecasts);
            ArrayPool<double>.Shared.Return(squares);
        }
    }

    private static Outcome<RollingForecast> Skipped(FormattableString reason) =>
        new Outcome<RollingForecast>.Skipped(FormattableString.Invariant(reason));

    private static string? WhyUnsuitable(ReadOnlySpan<double> history, int firstOrigin)
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
            observedAtFirstOrigin += t < firstOrigin ? 1 : 0;
        }

        const int fewest = SsaWindow.FewestBuckets;
        if (observed == 0)
            return "No bucket was observed.";
        if (!demand)
            return "There was no demand in any observed bucket.";
        if (observed < fewest)
            return FormattableString.Invariant($"SSA needs at least {fewest} observed buckets; there are {observed}.");
        return observedAtFirstOrigin < fewest / 2
            ? FormattableString.Invariant(
                $"SSA needs at least {fewest / 2} observed buckets before its first origin; there are {observedAtFirstOrigin}.")
            : null;
    }

    private static RollingForecast Weigh(
        ForecastTask task, ImmutableArray<SsaMember> members,
        ReadOnlySpan<double> forecasts, ReadOnlySpan<double> squares, ReadOnlySpan<int> signalRanks)
    {
        var means = new double[task.Origins.Length * task.Horizon];
        var weights = new double[members.Length];
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            SsaWeights.Fill(task, origin, members.AsSpan(), squares, signalRanks[origin], weights);
            for (var i = 0; i < members.Length; i++)
            {
                VectorMath.AddScaled(
                    means.AsSpan(origin * task.Horizon, task.Horizon), weights[i],
                    forecasts.Slice((origin * members.Length + i) * task.Horizon, task.Horizon));
            }
        }

        return new RollingForecast(task.Origins, task.Horizon, [.. means], Describe(members, weights));
    }

    /// <summary>The member that counts most at the end of history, and how much.</summary>
    private static string Describe(ImmutableArray<SsaMember> members, ReadOnlySpan<double> weights)
    {
        var heaviest = 0;
        for (var i = 1; i < weights.Length; i++)
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        var (window, rank) = members[heaviest];
        return members.Length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"window {window}, rank {rank}")
            : string.Create(
                CultureInfo.InvariantCulture, $"window {window}, rank {rank} ({100 * weights[heaviest]:0} % of {members.Length} weighed)");
    }
}
