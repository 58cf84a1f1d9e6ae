namespace Forecasting.Forecasters;

/// <summary>A forecasting method: history in, mean forecasts from several origins out.</summary>
/// <remarks>One call gives the forecast (last origin) and the material of its backtest (earlier origins), so that a method can share work
/// between origins. A forecast from an origin depends on nothing after that origin, except where the method's own page says
/// otherwise.</remarks>
public interface IForecaster
{
    /// <summary>Stable short name, as written in files: <c>ssa</c>, <c>seasonal_naive</c>, …</summary>
    string Name { get; }

    /// <summary>Forecasts from each origin.</summary>
    /// <returns><see cref="Outcome{T}.Done"/>, or <see cref="Outcome{T}.Skipped"/> with the reason when the method cannot be fitted to
    /// this history.</returns>
    Outcome<RollingForecast> Forecast(ForecastTask task);
}
