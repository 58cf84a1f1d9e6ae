using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>The plain mean of two models' forecasts.</summary>
/// <remarks>Equal weights: estimated ones rarely beat them (Clemen, Combining forecasts, International Journal of Forecasting 5 (1989), 559–583).</remarks>
internal static class Combination
{
    /// <summary>Averages two answers to the same task.</summary>
    public static RollingForecast Of(RollingForecast first, RollingForecast second)
    {
        var means = ImmutableArray.CreateBuilder<double>(first.Means.Length);
        for (var i = 0; i < first.Means.Length; i++)
            means.Add(0.5 * first.Means[i] + 0.5 * second.Means[i]);
        return first with { Means = means.MoveToImmutable(), Parameters = $"mean of: {first.Parameters}; {second.Parameters}" };
    }
}
