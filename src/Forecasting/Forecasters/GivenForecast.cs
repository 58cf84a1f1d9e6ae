using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Accuracy;

namespace Forecasting.Forecasters;

/// <summary>A series whose forecast comes from a model of all series, alone or beside its local models: its spread and score are learnt as
/// for any other.</summary>
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

    /// <summary>What the local models say to the same task: what the model of all series has to beat.</summary>
    /// <param name="task">As of <see cref="TaskOf"/>, in units.</param>
    /// <param name="settings">The local models.</param>
    /// <returns>Their forecasts in units, beside their errors in units of a power of two.</returns>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static ModelChoice Local(ForecastTask task, ForecastSettings settings)
    {
        var scaled = Scaled(task);
        var choice = ModelChoice.Make(task with { History = scaled.Values }, settings);
        return choice with { Forecast = Moved(choice.Forecast, scaled.Exponent) };
    }

    /// <summary>Errors of an answer at the past origins, in the same units as those of <see cref="Local"/>.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="forecast">The answer, in units.</param>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static Backtest BacktestOf(string model, ForecastTask task, RollingForecast forecast)
    {
        var scaled = Scaled(task);
        return Backtest.Of(model, task with { History = scaled.Values }, Moved(forecast, -scaled.Exponent));
    }

    /// <summary>The local models and the model of all series together.</summary>
    /// <param name="local">What the local models say, in units.</param>
    /// <param name="model">Name of the model of all series.</param>
    /// <param name="global">What it says, in units, from the same origins; NaN rows where it says nothing.</param>
    /// <param name="weight">Its weight, 0..1 (<see cref="AdmissionDecision.Weight"/>).</param>
    /// <returns>The weighted mean, without the origins of one alone; the local forecast where the weight is 0.</returns>
    public static RollingForecast Join(ModelChoice local, string model, RollingForecast global, double weight) => weight > 0
        ? Combination.Of([(local.Model, local.Forecast), (model, global)], [1 - weight, weight])
        : local.Forecast;

    /// <summary>Gives a forecast its spread and score.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="forecast">The answer, in units.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static SeriesForecast Of(string model, ForecastTask task, RollingForecast forecast, ReadOnlySpan<double> quantileLevels)
    {
        var scaled = Scaled(task);
        var scaledTask = task with { History = scaled.Values };
        var scaledForecast = Moved(forecast, -scaled.Exponent);
        var backtest = Backtest.Of(model, scaledTask, scaledForecast);
        var choice = new ModelChoice(model, scaledForecast, backtest, "");
        var spread = SpreadEstimate.From(backtest, scaled.Values.AsSpan());
        return SeriesForecast.Assemble(scaledTask, choice, spread, quantileLevels, scaled);
    }

    private static ScaledHistory Scaled(ForecastTask task) => ScaledHistory.TryOf(task.History.AsSpan(), out var scaled)
        ? scaled
        : throw new ArgumentException("No bucket was observed.", nameof(task));

    /// <summary>Every mean times 2 to a power.</summary>
    private static RollingForecast Moved(RollingForecast forecast, int exponent)
    {
        var means = new double[forecast.Means.Length];
        for (var i = 0; i < means.Length; i++)
            means[i] = Math.ScaleB(forecast.Means[i], exponent);
        return forecast with { Means = ImmutableCollectionsMarshal.AsImmutableArray(means) };
    }
}
