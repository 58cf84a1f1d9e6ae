using System.Runtime.InteropServices;

namespace Forecasting.Forecasters.Ets;

/// <summary>Exponential smoothing in all its stable forms: level, trend and season that follow the demand, the form chosen by Akaike's criterion.</summary>
/// <remarks>Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing: The State Space Approach, Springer 2008. Forms are chosen at the first, the middle and the last
/// origin; between them the parameters alone follow. A season longer than 24 buckets is taken out first (<see cref="SeasonalIndices"/>). Forecasts stay within one range of
/// the history, and are never negative where it is not.</remarks>
public sealed class EtsForecaster : IForecaster
{
    /// <inheritdoc/>
    public string Name => "ets";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var origins = task.Origins.Length;
        var means = new double[origins * task.Horizon];
        EtsFit? fit = null;
        for (var origin = 0; origin < origins; origin++)
        {
            var window = new EtsWindow(task.History.AsSpan(0, task.Origins[origin]), task.SeasonLength);
            if (fit is null || origin == origins / 2 || origin == origins - 1)
                fit = EtsSelection.Best(window);
            else
                fit.Continue(window);
            fit.Forecast(means.AsSpan(origin * task.Horizon, task.Horizon));
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(
            task.Origins, task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), fit!.Description));
    }
}
