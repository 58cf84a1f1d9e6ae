using Forecasting.Forecasters;

namespace Forecasting.Accuracy;

/// <summary>Who computes the local forecasts of many series: this process, or several that share the work.</summary>
/// <remarks>Each series is a question of its own, so that the answer does not depend on who gives it.</remarks>
public interface ILocalForecasts
{
    /// <summary>The local models of each series (<see cref="GivenForecast.Local"/>).</summary>
    /// <param name="series">The series, in any order, each with an observed bucket.</param>
    /// <param name="settings">The local models.</param>
    /// <param name="options">Threads and cancellation; the result does not depend on the threads.</param>
    /// <param name="done">Told of each series that is done, from any thread; null = nobody listens.</param>
    /// <returns>One choice a series, in their order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ModelChoice[] Choose(IReadOnlyList<GlobalSeries> series, ForecastSettings settings, ParallelOptions options, Action? done);
}

/// <summary>The threads of this process.</summary>
public sealed class LocalForecastsHere : ILocalForecasts
{
    /// <summary>The one that everybody uses.</summary>
    public static LocalForecastsHere Instance { get; } = new();

    /// <inheritdoc/>
    public ModelChoice[] Choose(IReadOnlyList<GlobalSeries> series, ForecastSettings settings, ParallelOptions options, Action? done)
    {
        ArgumentNullException.ThrowIfNull(series);
        var choices = new ModelChoice[series.Count];
        Parallel.For(0, choices.Length, options, i =>
        {
            choices[i] = GivenForecast.Local(series[i].Task, settings);
            done?.Invoke();
        });
        return choices;
    }
}
