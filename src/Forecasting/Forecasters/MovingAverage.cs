using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Every forecast is the mean of the last observed buckets: a level without trend or season.</summary>
/// <remarks>Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., section 3.4.1. Buckets that were
/// not observed are passed over, not counted as 0.</remarks>
public sealed class MovingAverage : IForecaster
{
    private const int SeasonlessBuckets = 8;
    private const int LongestSeasonAveraged = 13;

    private readonly int? _buckets;

    /// <summary>An average over as many observed buckets as the season calls for.</summary>
    /// <remarks>The smallest whole number of seasons that is at least 8 buckets, so that no phase weighs more than another; a season
    /// longer than 13 buckets (weeks in a year, hours in a day) would make the level a year old: then 13, a quarter of weeks.</remarks>
    public MovingAverage()
    {
    }

    /// <summary>An average over the last <paramref name="buckets"/> observed buckets.</summary>
    /// <param name="buckets">≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buckets"/> is below 1.</exception>
    public MovingAverage(int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        _buckets = buckets;
    }

    /// <inheritdoc/>
    public string Name => "moving_average";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var buckets = _buckets ?? DefaultBuckets(task.SeasonLength);
        var levels = new double[task.Origins.Length];
        for (var origin = 0; origin < levels.Length; origin++)
            levels[origin] = ObservedHistory.MeanOfLast(task.History.AsSpan(0, task.Origins[origin]), buckets);
        return FlatForecast.Of(task, levels, string.Create(CultureInfo.InvariantCulture, $"last {buckets} observed buckets"));
    }

    private static int DefaultBuckets(int seasonLength) => seasonLength > LongestSeasonAveraged
        ? LongestSeasonAveraged
        : (SeasonlessBuckets + seasonLength - 1) / seasonLength * seasonLength;
}
