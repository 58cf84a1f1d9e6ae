using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Simple exponential smoothing: a level that follows the demand, every forecast equal to it.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 8.1. The smoothing constant is the one
/// with the smallest squared one-step error before each origin; the level starts at the mean of the first observed buckets. Unobserved
/// buckets change nothing.</remarks>
public sealed class ExponentialSmoothing : IForecaster
{
    private const int StartBuckets = 6;

    private static readonly double[] Constants = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <inheritdoc/>
    public string Name => "ses";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var levels = new double[task.Origins.Length];
        var errors = new double[task.Origins.Length];
        Array.Fill(errors, double.PositiveInfinity);
        var constant = 0.0;
        foreach (var candidate in Constants)
        {
            if (Smooth(task, candidate, levels, errors))
                constant = candidate;
        }

        return FlatForecast.Of(task, levels, string.Create(CultureInfo.InvariantCulture, $"smoothing constant {constant}"));
    }

    /// <summary>One pass; keeps the level at each origin where this constant has the smallest error so far.</summary>
    /// <returns>True when it is the best at the last origin.</returns>
    private static bool Smooth(ForecastTask task, double constant, double[] levels, double[] errors)
    {
        var history = task.History.AsSpan();
        var level = double.NaN;
        var start = 0.0;
        var seen = 0;
        var error = 0.0;
        var best = false;
        var origin = 0;
        for (var t = 0; origin < levels.Length; t++)
        {
            while (origin < levels.Length && task.Origins[origin] == t)
            {
                best = error < errors[origin];
                if (best)
                {
                    errors[origin] = error;
                    levels[origin] = level;
                }

                origin++;
            }

            if (origin == levels.Length || double.IsNaN(history[t]))
                continue;
            seen++;
            if (seen <= StartBuckets)
            {
                start += history[t];
                level = start / seen;
                continue;
            }

            error += (history[t] - level) * (history[t] - level);
            level += constant * (history[t] - level);
        }

        return best;
    }
}
