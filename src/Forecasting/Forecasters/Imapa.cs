using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Intermittent demand: the mean of the levels smoothed in blocks of 1, 2, … buckets, up to the mean interval between sales.</summary>
/// <remarks>Petropoulos and Kourentzes, Forecast combinations for intermittent demand, Journal of the Operational Research Society 66
/// (2015), 914–924. One length of block is a guess; the mean over several needs none. Where every bucket sells it is simple exponential
/// smoothing.</remarks>
public sealed class Imapa : IForecaster
{
    /// <inheritdoc/>
    public string Name => "imapa";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var blocks = new DemandBlocks(task.History.AsSpan());
        var levels = new double[task.Origins.Length];
        var longest = 0;
        for (var origin = 0; origin < levels.Length; origin++)
        {
            longest = blocks.MeanInterval(task.Origins[origin]);
            for (var length = 1; length <= longest; length++)
                levels[origin] += blocks.Smooth(task.Origins[origin], length).Level / longest;
        }

        return FlatForecast.Of(task, levels, longest == 0
            ? "no sale"
            : string.Create(CultureInfo.InvariantCulture, $"blocks of 1 to {longest} buckets"));
    }
}
