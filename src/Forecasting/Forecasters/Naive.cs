using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>Tomorrow is as today: every forecast is the last observed value.</summary>
/// <remarks>The best that can be done with a random walk, and the yardstick of every other method: Hyndman and Athanasopoulos,
/// Forecasting: Principles and Practice, 3rd ed., section 5.2.</remarks>
public sealed class Naive : IForecaster
{
    /// <inheritdoc/>
    public string Name => "naive";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var means = ImmutableArray.CreateBuilder<double>(task.Origins.Length * task.Horizon);
        foreach (var origin in task.Origins)
        {
            var last = ObservedHistory.Last(task.History.AsSpan(0, origin));
            for (var h = 0; h < task.Horizon; h++)
                means.Add(last);
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(task.Origins, task.Horizon, means.MoveToImmutable(), "last observed bucket"));
    }
}
