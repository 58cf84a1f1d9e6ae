using System.Runtime.InteropServices;
using Forecasting.Forecasters.Ets;

namespace Forecasting.Forecasters.Ces;

/// <summary>Complex exponential smoothing: a level, and a season where it pays, that carry along what their past errors have left.</summary>
/// <remarks>Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69 (2022), 1108–1123. There is no trend to choose: the same two
/// equations make a level, a trend that dies away and one that goes on. The form is chosen at the first, the middle and the last origin; between them the parameters alone follow.
/// A season longer than 24 buckets is taken out first (<see cref="SeasonalIndices"/>). Forecasts stay within one range of the history, and are never negative where it is not.</remarks>
public sealed class CesForecaster : IForecaster
{
    /// <inheritdoc/>
    public string Name => "ces";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var origins = task.Origins.Length;
        var means = new double[origins * task.Horizon];
        CesFit? fit = null;
        for (var origin = 0; origin < origins; origin++)
        {
            var window = new EtsWindow(task.History.AsSpan(0, task.Origins[origin]), task.SeasonLength);
            if (fit is null || origin == origins / 2 || origin == origins - 1)
                fit = Best(window, task.SeasonLength);
            else
                fit.Continue(window);
            // Level and season forget old errors each by itself; together they may not, on other data than they were fitted to.
            if (double.IsInfinity(fit.Criterion))
                fit = Best(window, task.SeasonLength);
            fit.Forecast(means.AsSpan(origin * task.Horizon, task.Horizon));
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(
            task.Origins, task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), fit!.Description));
    }

    /// <summary>The form with the smaller corrected Akaike criterion, fitted; the one without a season for a history too short for a choice.</summary>
    private static CesFit Best(EtsWindow window, int seasonLength)
    {
        var level = CesFit.Of(CesForm.None, window, seasonLength);
        if (!CesFit.Fits(CesForm.Full, window))
            return level;
        var both = CesFit.Of(CesForm.Full, window, seasonLength);
        return both.Aicc < level.Aicc ? both : level;
    }
}
