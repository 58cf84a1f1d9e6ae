namespace Forecasting.Forecasters;

/// <summary>Intermittent demand: Croston's forecast, corrected for its bias by 1 − α ÷ 2.</summary>
/// <remarks>Syntetos and Boylan, The accuracy of intermittent demand estimates, International Journal of Forecasting 21 (2005), 303–314:
/// the mean of one over a smoothed interval is more than one over its mean. The correction is right for long intervals; where every
/// bucket sells there is no such bias, and the forecast is too low by up to α ÷ 2, 5 %, but never below all that was seen.</remarks>
public sealed class SyntetosBoylan : IForecaster
{
    /// <inheritdoc/>
    public string Name => "sba";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task) => Croston.Forecast(task, 1 - Croston.SmoothingConstant / 2);
}
