using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Each bucket is as in the last season in which it was observed.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2. A phase never observed before an
/// origin takes the last observed value.</remarks>
public sealed class SeasonalNaive : IForecaster
{
    /// <inheritdoc/>
    public string Name => "seasonal_naive";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var means = ImmutableArray.CreateBuilder<double>(task.Origins.Length * task.Horizon);
        foreach (var origin in task.Origins)
        {
            var seen = task.History.AsSpan(0, origin);
            for (var h = 0; h < task.Horizon; h++)
                means.Add(LastOfPhase(seen, origin + h, task.SeasonLength));
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(
            task.Origins, task.Horizon, means.MoveToImmutable(),
            string.Create(CultureInfo.InvariantCulture, $"season {task.SeasonLength}")));
    }

    private static double LastOfPhase(ReadOnlySpan<double> seen, int bucket, int seasonLength)
    {
        var t = bucket - seasonLength * ((bucket - seen.Length) / seasonLength + 1);
        while (t >= 0 && double.IsNaN(seen[t]))
            t -= seasonLength;
        return t >= 0 ? seen[t] : ObservedHistory.Last(seen);
    }
}
