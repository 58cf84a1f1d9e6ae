using System.Runtime.InteropServices;
using Forecasting.Forecasters;

namespace Forecasting.Hierarchy;

/// <summary>The demand of a group of series, added up and forecast.</summary>
/// <param name="Members">Numbers of its members, ascending.</param>
/// <param name="Task">Its history, from the first observed bucket of a member on.</param>
/// <param name="Forecast">What the models say to it, in units.</param>
internal sealed record GroupSum(int[] Members, ForecastTask Task, RollingForecast Forecast)
{
    /// <summary>Buckets that tell how much a series sells where it was not observed.</summary>
    public const int Lately = 8;

    /// <summary>Adds up and forecasts; null where nothing is left to say.</summary>
    /// <param name="members">Numbers of the members.</param>
    /// <param name="series">All series.</param>
    /// <param name="filled">Their demand as <see cref="Filled"/> makes it.</param>
    /// <param name="longest">Buckets of the longest of all series, whose past origins all share.</param>
    /// <param name="settings">The models.</param>
    public static GroupSum? Of(int[] members, IReadOnlyList<GlobalSeries> series, double[][] filled, int longest, ForecastSettings settings)
    {
        var first = series[members[0]].Task;
        var sum = new double[members.Max(m => filled[m].Length)];
        foreach (var member in members)
        {
            var demand = filled[member];
            for (var t = 0; t < demand.Length; t++)
                sum[sum.Length - demand.Length + t] += demand[t];
        }

        if (GivenForecast.TaskOf(ImmutableCollectionsMarshal.AsImmutableArray(sum), first.SeasonLength, first.Horizon, settings, longest)
            is not Outcome<ForecastTask>.Done { Value: var task })
        {
            return null;
        }

        var choice = GivenForecast.Local(task, settings);
        return choice.Backtest.Origins.IsEmpty ? null : new GroupSum(members, task, GivenForecast.InUnits(task, choice));
    }

    /// <summary>A history without gaps: a bucket that was not observed counts as the mean of the last ones that were, so that a sum does not fall
    /// where a member was out of stock.</summary>
    /// <param name="history">NaN = not observed; the first bucket is observed.</param>
    public static double[] Filled(ReadOnlySpan<double> history)
    {
        var filled = history.ToArray();
        Span<double> recent = stackalloc double[Lately];
        var (seen, sum) = (0, 0.0);
        for (var t = 0; t < filled.Length; t++)
        {
            if (double.IsNaN(filled[t]))
            {
                filled[t] = seen == 0 ? 0 : sum / Math.Min(seen, Lately);
                continue;
            }

            if (seen >= Lately)
                sum -= recent[seen % Lately];
            recent[seen++ % Lately] = filled[t];
            sum += filled[t];
        }

        return filled;
    }
}
