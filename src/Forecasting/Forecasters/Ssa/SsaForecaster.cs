using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Singular spectrum analysis with the recurrent forecast, at the windows and ranks that forecast this series best.</summary>
/// <remarks>
/// <para>From each origin the history is forecast in every view, with every window and at every rank (<see cref="SsaMember"/>); the forecasts are
/// weighed by the errors they had made by then (<see cref="SsaWeights"/>), so that nothing after an origin touches its forecast.</para>
/// <para>Unobserved buckets keep their place and are filled from the leading components. Forecasts stay within
/// <see cref="SsaSettings.GrowthLimit"/> ranges of the history, and are never negative where the history is not. A constant history is
/// continued exactly; one without demand, or with fewer than 8 observed buckets, is <c>Skipped</c>.</para>
/// <para>With <see cref="SsaSettings.Compatibility"/> none of this holds: the forecasts, deviations and refusals are then those of
/// <c>ForecastBySsa</c>.</para>
/// </remarks>
public sealed class SsaForecaster(SsaSettings settings) : IForecaster
{
    private const int Lessons = 3;

    /// <summary>At most a quarter of what the first origin has behind it is given up for learning weights.</summary>
    private const int LearningShare = 4;

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

        if (settings.WindowLength >= firstOrigin)
            return Skipped($"SSA with window {settings.WindowLength} needs at least {settings.WindowLength + 1} buckets; there are {firstOrigin} at the first origin.");
        var members = SsaMember.All(task, settings);
        if (members.IsEmpty)
            return Skipped($"SSA of rank {settings.Rank ?? 1} does not fit its windows and {firstOrigin} buckets at the first origin.");

        var lessons = LearningOrigins(task, members);
        var longer = task with { Origins = [.. lessons, .. task.Origins] };
        var size = longer.Origins.Length * members.Length * task.Horizon;
        var rented = ArrayPool<double>.Shared.Rent(3 * size);
        try
        {
            var forecasts = rented.AsSpan(0, size);
            SsaMemberForecasts.Fill(longer, members, settings, forecasts);
            return new Outcome<RollingForecast>.Done(
                Weigh(longer, lessons.Length, members, forecasts, rented.AsSpan(size, size), rented.AsSpan(2 * size, size)));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
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

    /// <summary>Origins before the first one asked for, so that it has errors to go by: evenly spaced over one horizon, no window too long for
    /// them.</summary>
    private static int[] LearningOrigins(ForecastTask task, ImmutableArray<SsaMember> members)
    {
        var first = task.Origins[0];
        var longest = members.Max(member => member.WindowLength);
        var span = Math.Min(task.Horizon, Math.Min(first / LearningShare, first - 1 - longest));
        return members.Length == 1 || span < 1
            ? []
            : [.. Enumerable.Range(0, Lessons).Select(i => first - span + span * i / Lessons).Distinct()];
    }

    private static RollingForecast Weigh(
        ForecastTask task, int lessons, ImmutableArray<SsaMember> members,
        ReadOnlySpan<double> forecasts, Span<double> sums, Span<double> squares)
    {
        SsaWeights.Accumulate(task, members.Length, forecasts, sums, squares);
        var means = new double[(task.Origins.Length - lessons) * task.Horizon];
        var weights = new double[members.Length];
        for (var origin = lessons; origin < task.Origins.Length; origin++)
        {
            SsaWeights.Fill(task, origin, members.AsSpan(), sums, squares, weights);
            for (var i = 0; i < members.Length; i++)
            {
                VectorMath.AddScaled(
                    means.AsSpan((origin - lessons) * task.Horizon, task.Horizon), weights[i],
                    forecasts.Slice((origin * members.Length + i) * task.Horizon, task.Horizon));
            }
        }

        return new RollingForecast(
            task.Origins[lessons..], task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), Describe(members, weights));
    }

    /// <summary>The member that counts most at the end of history, and how much.</summary>
    private static string Describe(ImmutableArray<SsaMember> members, ReadOnlySpan<double> weights)
    {
        var heaviest = 0;
        for (var i = 1; i < weights.Length; i++)
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        var name = FormattableString.Invariant(members[heaviest].Describe());
        return members.Length == 1
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name} ({100 * weights[heaviest]:0} % of {members.Length} weighed)");
    }
}
