using System.Runtime.InteropServices;

namespace Forecasting.Forecasters;

/// <summary>As in the last season, moved on by the mean change from one season to the next; without a season a random walk with drift.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2 (drift method), applied to each phase of the season.
/// All other models damp or share a trend; this one believes in all of it. The mean change is that of all pairs of observed buckets one season apart. A
/// phase never observed has the last value of all. Forecasts stay within one range of the history, and are never negative where it is not.</remarks>
public sealed class SeasonalDrift : IForecaster
{
    private const double GrowthLimit = 1;

    /// <inheritdoc/>
    public string Name => "drift";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var length = task.SeasonLength;
        var means = new double[task.Origins.Length * task.Horizon];
        var latest = new int[length];
        Array.Fill(latest, -1);
        var last = -1;
        double changes = 0, pairs = 0;
        var t = 0;
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            for (; t < task.Origins[origin]; t++)
            {
                if (double.IsNaN(task.History[t]))
                    continue;
                latest[t % length] = last = t;
                if (t < length || double.IsNaN(task.History[t - length]))
                    continue;
                changes += task.History[t] - task.History[t - length];
                pairs++;
            }

            var row = means.AsSpan(origin * task.Horizon, task.Horizon);
            for (var h = 0; h < row.Length; h++)
            {
                var from = latest[(t + h) % length];
                row[h] = from < 0 ? task.History[last] : task.History[from] + changes / Math.Max(1, pairs) * ((t + h - from) / length);
            }

            PlausibleRange.Of(task.History.AsSpan(0, t), GrowthLimit).Clamp(row);
        }

        var parameters = length == 1 ? "the last value and the mean change" : $"the last season of {length} and the mean change";
        return new Outcome<RollingForecast>.Done(new RollingForecast(
            task.Origins, task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), parameters));
    }
}
