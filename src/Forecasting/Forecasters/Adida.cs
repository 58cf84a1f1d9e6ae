using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Intermittent demand: smoothed in blocks as long as the mean interval between sales, then spread evenly over their buckets.</summary>
/// <remarks>Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate–disaggregate intermittent demand approach
/// (ADIDA) to forecasting, Journal of the Operational Research Society 62 (2011), 544–554. A block of that length holds one sale on
/// average, so that a plain level can be smoothed. Where every bucket sells it is simple exponential smoothing.</remarks>
public sealed class Adida : IForecaster
{
    /// <inheritdoc/>
    public string Name => "adida";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var blocks = new DemandBlocks(task.History.AsSpan());
        var levels = new double[task.Origins.Length];
        var parameters = "no sale";
        for (var origin = 0; origin < levels.Length; origin++)
        {
            var length = blocks.MeanInterval(task.Origins[origin]);
            if (length == 0)
                continue;
            (levels[origin], var constant) = blocks.Smooth(task.Origins[origin], length);
            if (origin == levels.Length - 1)
                parameters = string.Create(CultureInfo.InvariantCulture, $"blocks of {length} buckets, smoothing constant {constant}");
        }

        return FlatForecast.Of(task, levels, parameters);
    }
}
