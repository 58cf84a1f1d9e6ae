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

        var levels = new double[task.Origins.Length];
        for (var origin = 0; origin < levels.Length; origin++)
            levels[origin] = ObservedHistory.Last(task.History.AsSpan(0, task.Origins[origin]));
        return FlatForecast.Of(task, levels, "last observed bucket");
    }
}
