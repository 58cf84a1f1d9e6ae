using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>What a forecaster is asked for.</summary>
/// <param name="History">Cleansed demand per bucket, oldest first; NaN = not observed.</param>
/// <param name="SeasonLength">Buckets in a season; 1 = none.</param>
/// <param name="Horizon">Buckets to forecast, ≥ 1.</param>
/// <param name="Origins">Numbers of buckets seen, ascending, each in 1..<c>History.Length</c>; the last is <c>History.Length</c>.</param>
public sealed record ForecastTask(ImmutableArray<double> History, int SeasonLength, int Horizon, ImmutableArray<int> Origins)
{
    /// <summary>A task with one origin, the end of history.</summary>
    public static ForecastTask FromEnd(ImmutableArray<double> history, int seasonLength, int horizon) =>
        new(history, seasonLength, horizon, [history.Length]);
}
