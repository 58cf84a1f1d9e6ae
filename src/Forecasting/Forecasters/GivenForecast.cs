using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Accuracy;

namespace Forecasting.Forecasters;

/// <summary>A series whose forecast comes from a model of all series: its spread and score are learnt as for any other.</summary>
public static class GivenForecast
{
    /// <summary>What the model of all series is asked for one of them.</summary>
    /// <param name="history">Demand per bucket, oldest first; NaN = not observed. Infinite values count as not observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1; 1 = none.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 1.</param>
    /// <param name="settings">How many origins.</param>
    /// <returns>The task, in the units of the history, from its first observed bucket on; Skipped when there is none.</returns>
    public static Outcome<ForecastTask> TaskOf(ImmutableArray<double> history, int seasonLength, int horizon, ForecastSettings settings)
    {
        if (!ScaledHistory.TryOf(history.AsSpan(), out var scaled))
            return new Outcome<ForecastTask>.Skipped("No bucket was observed.");

        var observed = history[^scaled.Values.Length..];
        var values = new double[observed.Length];
        for (var t = 0; t < values.Length; t++)
            values[t] = double.IsFinite(observed[t]) ? observed[t] : double.NaN;
        var origins = RollingOrigins.Choose(values.Length, seasonLength, horizon, settings.Origins);
        return new Outcome<ForecastTask>.Done(
            new ForecastTask(ImmutableCollectionsMarshal.AsImmutableArray(values), seasonLength, horizon, origins));
    }

    /// <summary>Gives the forecast its spread and score.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="forecast">The answer, in units.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static SeriesForecast Of(string model, ForecastTask task, RollingForecast forecast, ReadOnlySpan<double> quantileLevels)
    {
        if (!ScaledHistory.TryOf(task.History.AsSpan(), out var scaled))
            throw new ArgumentException("No bucket was observed.", nameof(task));

        var means = new double[forecast.Means.Length];
        for (var i = 0; i < means.Length; i++)
            means[i] = Math.ScaleB(forecast.Means[i], -scaled.Exponent);
        var scaledTask = task with { History = scaled.Values };
        var scaledForecast = forecast with { Means = ImmutableCollectionsMarshal.AsImmutableArray(means) };
        var backtest = Backtest.Of(model, scaledTask, scaledForecast);
        var choice = new ModelChoice(model, scaledForecast, backtest, "");
        var spread = SpreadEstimate.From(backtest, scaled.Values.AsSpan());
        return SeriesForecast.Assemble(scaledTask, choice, spread, quantileLevels, scaled);
    }
}
