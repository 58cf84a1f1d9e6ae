using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>The Theta method: an exponentially smoothed level with half the long-run slope, and a season where the data show one.</summary>
/// <remarks>Assimakopoulos and Nikolopoulos, The theta model, International Journal of Forecasting 16 (2000), 521–530, which won the M3
/// competition; computed as simple exponential smoothing with drift after Hyndman and Billah, Unmasking the Theta method, ibid. 19
/// (2003), 287–290. The smoothing constant has the smallest squared one-step error before each origin. Forecasts stay within one range
/// of the history, and are never negative where it is not.</remarks>
public sealed class Theta : IForecaster
{
    private const double ShareOfSlope = 0.5;
    private const double GrowthLimit = 1;

    private static readonly double[] Constants = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <inheritdoc/>
    public string Name => "theta";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var means = new double[task.Origins.Length * task.Horizon];
        var parameters = "";
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = task.History.AsSpan(0, task.Origins[origin]);
            parameters = Forecast(seen, task.SeasonLength, means.AsSpan(origin * task.Horizon, task.Horizon));
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(task.Origins, task.Horizon, [.. means], parameters));
    }

    private static string Forecast(ReadOnlySpan<double> seen, int seasonLength, Span<double> means)
    {
        var season = SeasonalIndices.Of(seen, seasonLength);
        var adjusted = seen.ToArray();
        for (var t = 0; season is not null && t < adjusted.Length; t++)
            adjusted[t] = season.Remove(adjusted[t], t);

        var (level, constant) = Smooth(adjusted);
        var drift = ShareOfSlope * Slope(adjusted);
        // A smoothed level lags behind a trend by (1 − α)/α buckets; the drift starts where the level is.
        var lag = (1 - Math.Pow(1 - constant, adjusted.Length)) / constant;
        for (var h = 0; h < means.Length; h++)
        {
            var mean = level + drift * (h + lag);
            means[h] = season is null ? mean : season.Apply(mean, seen.Length + h);
        }

        PlausibleRange.Of(seen, GrowthLimit).Clamp(means);
        var kind = season is null ? "no season" : season.IsMultiplicative ? "multiplicative season" : "additive season";
        var length = season is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {seasonLength}");
        return string.Create(CultureInfo.InvariantCulture, $"smoothing constant {constant}, {kind}{length}");
    }

    /// <summary>The level after the last bucket, with the constant that had the smallest squared one-step error.</summary>
    private static (double Level, double Constant) Smooth(ReadOnlySpan<double> series)
    {
        var best = (Level: double.NaN, Constant: Constants[^1]);
        var smallest = double.PositiveInfinity;
        foreach (var constant in Constants)
        {
            var level = double.NaN;
            var error = 0.0;
            foreach (var value in series)
            {
                if (double.IsNaN(value))
                    continue;
                if (double.IsNaN(level))
                    level = value;
                error += (value - level) * (value - level);
                level += constant * (value - level);
            }

            if (error < smallest)
            {
                smallest = error;
                best = (level, constant);
            }
        }

        return best;
    }

    /// <summary>Least-squares slope over the observed buckets, units per bucket; 0 with fewer than three.</summary>
    private static double Slope(ReadOnlySpan<double> series)
    {
        double count = 0, time = 0, value = 0;
        for (var t = 0; t < series.Length; t++)
        {
            if (double.IsNaN(series[t]))
                continue;
            count++;
            time += t;
            value += series[t];
        }

        if (count < 3)
            return 0;
        double product = 0, square = 0;
        for (var t = 0; t < series.Length; t++)
        {
            if (double.IsNaN(series[t]))
                continue;
            product += (t - time / count) * (series[t] - value / count);
            square += (t - time / count) * (t - time / count);
        }

        return product / square;
    }
}
