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
    /// <param name="longest">Buckets of the longest series that it is forecast together with, whose past origins it shares where it can; 0 = it has
    /// its own.</param>
    /// <returns>The task, in the units of the history, from its first observed bucket on; Skipped when there is none.</returns>
    public static Outcome<ForecastTask> TaskOf(
        ImmutableArray<double> history, int seasonLength, int horizon, ForecastSettings settings, int longest = 0)
    {
        if (!ScaledHistory.TryOf(history.AsSpan(), out var scaled))
            return new Outcome<ForecastTask>.Skipped("No bucket was observed.");

        var observed = history[^scaled.Values.Length..];
        var values = new double[observed.Length];
        for (var t = 0; t < values.Length; t++)
            values[t] = double.IsFinite(observed[t]) ? observed[t] : double.NaN;
        var origins = RollingOrigins.Shared(values.Length, longest, seasonLength, horizon, settings.Origins);
        return new Outcome<ForecastTask>.Done(
            new ForecastTask(ImmutableCollectionsMarshal.AsImmutableArray(values), seasonLength, horizon, origins));
    }

    /// <summary>What the local models say to the same task: what the model of all series has to beat.</summary>
    /// <param name="task">As of <see cref="TaskOf"/>, in units.</param>
    /// <param name="settings">The local models.</param>
    /// <returns>Their forecasts and errors, in the units times a power of two that the size of the history decides.</returns>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static ModelChoice Local(ForecastTask task, ForecastSettings settings) =>
        ModelChoice.Make(task with { History = Scaled(task).Values }, settings);

    /// <summary>What <see cref="Local"/> said in another process: its errors follow from its forecasts.</summary>
    /// <param name="task">As of <see cref="TaskOf"/>, in units.</param>
    /// <param name="model">Name of the model chosen.</param>
    /// <param name="forecast">Its forecasts, in the units of <see cref="Local"/>.</param>
    /// <param name="fallbackReason">Why it is not the model asked for; empty otherwise.</param>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static ModelChoice Restored(ForecastTask task, string model, RollingForecast forecast, string fallbackReason) =>
        Tried(model, task with { History = Scaled(task).Values }, forecast) with { FallbackReason = fallbackReason };

    /// <summary>What the model of all series says, to be set beside <see cref="Local"/>.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="forecast">The answer, in units.</param>
    /// <returns>Its forecasts and errors in the units of <see cref="Local"/>.</returns>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static ModelChoice Given(string model, ForecastTask task, RollingForecast forecast)
    {
        var scaled = Scaled(task);
        return Tried(model, task with { History = scaled.Values }, Moved(forecast, -scaled.Exponent));
    }

    /// <summary>What a choice says, in units.</summary>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="choice">Made by <see cref="Local"/>, <see cref="Given"/> or <see cref="Join"/>.</param>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static RollingForecast InUnits(ForecastTask task, ModelChoice choice) => Moved(choice.Forecast, Scaled(task).Exponent);

    /// <summary>The local models and the model of all series together.</summary>
    /// <param name="name">Name of both together.</param>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="local">What <see cref="Local"/> said.</param>
    /// <param name="given">What <see cref="Given"/> said.</param>
    /// <param name="weight">Weight of the model of all series, above 0, at most 1 (<see cref="AdmissionDecision.Weight"/>).</param>
    /// <returns>The weighted mean, without the origins of one alone; or the last season repeated, where that was nearer by more than chance
    /// explains, as for any choice (<see cref="ModelChoice.Make"/>). How it compares stands first in its parameters.</returns>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static ModelChoice Join(string name, ForecastTask task, ModelChoice local, ModelChoice given, double weight)
    {
        var scaled = task with { History = Scaled(task).Values };
        var combined = weight > 0.5
            ? Combination.Of([(given.Model, given.Forecast), (local.Model, local.Forecast)], [weight, 1 - weight])
            : Combination.Of([(local.Model, local.Forecast), (given.Model, given.Forecast)], [1 - weight, weight]);
        return ModelChoice.Admitted(Tried(name, scaled, combined), scaled);
    }

    /// <summary>Gives a choice its quantiles, spread and score.</summary>
    /// <param name="task">What was asked, in units.</param>
    /// <param name="choice">Made by <see cref="Local"/>, <see cref="Given"/> or <see cref="Join"/>.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    /// <returns>In units. Of a local choice it is what <see cref="SeriesForecast.Create"/> makes of the same history.</returns>
    /// <exception cref="ArgumentException">The history has no observed bucket.</exception>
    public static SeriesForecast Finish(ForecastTask task, ModelChoice choice, ReadOnlySpan<double> quantileLevels)
    {
        var scaled = Scaled(task);
        var spread = SpreadEstimate.From(choice.Backtest, scaled.Values.AsSpan(), task.SeasonLength);
        return SeriesForecast.Assemble(task with { History = scaled.Values }, choice, spread, quantileLevels, scaled);
    }

    private static ModelChoice Tried(string model, ForecastTask task, RollingForecast forecast) =>
        new(model, forecast, Backtest.Of(model, task, forecast), "");

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
