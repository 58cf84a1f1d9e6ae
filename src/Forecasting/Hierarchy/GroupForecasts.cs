using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Forecasting.Accuracy;
using Forecasting.Forecasters;

namespace Forecasting.Hierarchy;

/// <summary>Series moved towards the forecasts of the groups that they belong to: what is too thin to see in one of them shows in their sum.</summary>
/// <remarks>Each group's sum is forecast like any series, from the end and from the past origins of the longest series, and the members are
/// reconciled with all their groups (<see cref="Reconciliation"/>). Past origins are forecast from what was known then; only the variances, one
/// number a series and a group, are those of the whole past.</remarks>
internal sealed class GroupForecasts
{
    /// <summary>Name in files.</summary>
    public const string Name = "groups";

    /// <summary>What it is, in a sentence.</summary>
    public const string Words = "the forecasts of their groups";

    /// <summary>Variance of a sum that is not known, in those that it has when it is: it says nothing.</summary>
    private const double Unknown = 1e12;

    private readonly IReadOnlyList<GlobalSeries> series;
    private readonly RollingForecast[] parts;
    private readonly GroupSum[] groups;
    private readonly Reconciliation reconciliation;
    private readonly double[] partDeviation;
    private readonly double[] sumVariance;

    private GroupForecasts(IReadOnlyList<GlobalSeries> series, RollingForecast[] parts, GroupSum[] groups)
    {
        (this.series, this.parts, this.groups) = (series, parts, groups);
        reconciliation = new Reconciliation([.. groups.Select(g => g.Members)], ErrorCorrelation.Default);
        partDeviation = [.. parts.Select((forecast, i) => Math.Sqrt(MeanSquare(series[i].Task, forecast)))];
        sumVariance = [.. groups.Select(g => MeanSquare(g.Task, g.Forecast))];
        // A sum that was always right must not divide by zero: it counts as almost certain.
        var least = 1e-9 * sumVariance.DefaultIfEmpty().Max() + double.Epsilon;
        for (var g = 0; g < sumVariance.Length; g++)
            sumVariance[g] = Math.Max(sumVariance[g], least);
    }

    /// <summary>Forecasts the groups and reconciles their members.</summary>
    /// <param name="series">The members, ordered by key, all ending with the same bucket; same season and horizon.</param>
    /// <param name="choices">How each is forecast so far.</param>
    /// <param name="groups">Numbers of the members of each group, ascending.</param>
    /// <param name="settings">The models that groups are forecast with.</param>
    /// <param name="options">Threads and cancellation; the result does not depend on the threads.</param>
    /// <returns>One outcome a series: from the end, and from the past origins that it shares with its groups; empty where no group has a past
    /// to judge its forecasts by.</returns>
    public static ImmutableArray<Outcome<RollingForecast>> Make(
        IReadOnlyList<GlobalSeries> series, SeriesChoices choices, IReadOnlyList<int[]> groups, ForecastSettings settings, ParallelOptions options)
    {
        var parts = new RollingForecast[series.Count];
        Parallel.For(0, parts.Length, options, i => parts[i] = choices.InUnits(i));
        var filled = new double[series.Count][];
        Parallel.For(0, parts.Length, options, i => filled[i] = GroupSum.Filled(series[i].Task.History.AsSpan()));
        var longest = filled.Max(f => f.Length);
        var sums = new GroupSum?[groups.Count];
        Parallel.For(0, sums.Length, options, g => sums[g] = GroupSum.Of(groups[g], series, filled, longest, settings));
        GroupSum[] forecast = [.. sums.OfType<GroupSum>()];
        return forecast.Length == 0 ? [] : new GroupForecasts(series, parts, forecast).Reconciled(filled, options);
    }

    private ImmutableArray<Outcome<RollingForecast>> Reconciled(double[][] filled, ParallelOptions options)
    {
        var horizon = series[0].Task.Horizon;
        var means = Array.ConvertAll(parts, part =>
        {
            var rows = new double[part.Means.Length];
            Array.Fill(rows, double.NaN);
            return rows;
        });
        var longest = groups.MaxBy(g => g.Task.History.Length)!.Task;
        Parallel.For(0, longest.Origins.Length, options, o => Reconcile(longest.History.Length - longest.Origins[o], horizon, filled, means));
        return
        [
            .. series.Select((s, i) => new Outcome<RollingForecast>.Done(parts[i] with
            {
                Means = ImmutableCollectionsMarshal.AsImmutableArray(means[i]),
                Parameters = InWords(parts[i].Final, means[i].AsSpan()[^horizon..]),
                Deviations = [],
                Counts = null,
            })),
        ];
    }

    /// <summary>All that were forecast from so many buckets before the end; the others stand in with what they sold lately, and stay.</summary>
    private void Reconcile(int fromEnd, int horizon, double[][] filled, double[][] means)
    {
        var rows = new int[parts.Length];
        var deviation = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            rows[i] = parts[i].Origins.IndexOf(series[i].Task.History.Length - fromEnd);
            if (rows[i] >= 0 && double.IsNaN(parts[i].Row(rows[i])[0]))
                rows[i] = -1;
            deviation[i] = rows[i] >= 0 ? partDeviation[i] : 0;
        }

        var known = groups.Select(g => g.Forecast.Origins.IndexOf(g.Task.History.Length - fromEnd)).ToArray();
        var variance = new double[groups.Length];
        var values = new double[parts.Length];
        var sums = new double[groups.Length];
        var stay = parts.Select((_, i) => rows[i] >= 0 ? 0 : Lately(filled[i], fromEnd)).ToArray();
        for (var h = 0; h < horizon; h++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = rows[i] >= 0 ? parts[i].Row(rows[i])[h] : stay[i];
            reconciliation.AddUp(values, sums);
            for (var g = 0; g < sums.Length; g++)
            {
                var says = known[g] >= 0 ? groups[g].Forecast.Row(known[g])[h] : double.NaN;
                variance[g] = double.IsNaN(says) ? Unknown * sumVariance[g] : sumVariance[g];
                sums[g] = double.IsNaN(says) ? sums[g] : says;
            }

            reconciliation.Apply(values, sums, deviation, variance);
            for (var i = 0; i < values.Length; i++)
            {
                if (rows[i] >= 0)
                    means[i][rows[i] * horizon + h] = parts[i].Row(rows[i])[h] >= 0 ? Math.Max(0, values[i]) : values[i];
            }
        }
    }

    private static double Lately(double[] filled, int fromEnd)
    {
        var seen = filled.Length - fromEnd;
        if (seen <= 0)
            return 0;
        var sum = 0.0;
        var first = Math.Max(0, seen - GroupSum.Lately);
        for (var t = first; t < seen; t++)
            sum += filled[t];
        return sum / (seen - first);
    }

    /// <summary>Mean squared error over all past origins, units².</summary>
    private static double MeanSquare(ForecastTask task, RollingForecast forecast)
    {
        double sum = 0;
        var count = 0;
        for (var o = 0; o < forecast.Origins.Length - 1; o++)
        {
            var row = forecast.Row(o);
            for (var h = 0; h < row.Length && forecast.Origins[o] + h < task.History.Length; h++)
            {
                var error = row[h] - task.History[forecast.Origins[o] + h];
                if (double.IsNaN(error))
                    continue;
                sum += error * error;
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }

    private static string InWords(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        double from = 0, to = 0;
        for (var h = 0; h < before.Length; h++)
        {
            from += before[h];
            to += after[h];
        }

        return from > 0 ? string.Create(CultureInfo.InvariantCulture, $"the forecast without them, moved by {100 * (to / from - 1):+0.0;-0.0;0.0} % over the horizon") : "";
    }
}
