using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>Answers of models that forecast one level for the whole horizon.</summary>
internal static class FlatForecast
{
    /// <summary>Every bucket of an origin's forecast is the level at that origin.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="levels">One level per origin, units per bucket.</param>
    /// <param name="parameters">As in <see cref="RollingForecast.Parameters"/>.</param>
    public static Outcome<RollingForecast> Of(ForecastTask task, ReadOnlySpan<double> levels, string parameters)
    {
        var means = ImmutableArray.CreateBuilder<double>(levels.Length * task.Horizon);
        foreach (var level in levels)
        {
            for (var h = 0; h < task.Horizon; h++)
                means.Add(level);
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(task.Origins, task.Horizon, means.MoveToImmutable(), parameters));
    }
}
