using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>A series forecast with the season of its group: taken out of the history, and put into the forecast.</summary>
public static class SeasonedForecast
{
    /// <summary>Forecasts a series.</summary>
    /// <param name="history">As for <see cref="SeriesForecast.Create"/>.</param>
    /// <param name="season">The group's season.</param>
    /// <param name="source">Whose season it is, in words: <c>category "Tea"</c>.</param>
    /// <param name="seasonLength">Buckets in a season.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 1.</param>
    /// <param name="settings">Model and its settings.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1.</param>
    public static Outcome<SeriesForecast> Create(
        ImmutableArray<double> history,
        GroupSeason season,
        string source,
        int seasonLength,
        int horizon,
        ForecastSettings settings,
        ReadOnlySpan<double> quantileLevels)
    {
        var level = ImmutableArray.CreateRange(history.Select((quantity, t) => quantity / season.At(t - history.Length)));
        var outcome = SeriesForecast.Create(level, seasonLength, horizon, settings, quantileLevels);
        return outcome is Outcome<SeriesForecast>.Done { Value: var fitted }
            ? new Outcome<SeriesForecast>.Done(PutInto(fitted, season, source))
            : outcome;
    }

    private static SeriesForecast PutInto(SeriesForecast fitted, GroupSeason season, string source)
    {
        var (forecast, spread) = (fitted.Forecast, fitted.Spread);
        var levels = Math.Max(1, forecast.QuantileLevels.Length);
        return fitted with
        {
            Forecast = forecast with
            {
                Parameters = FormattableString.Invariant($"{forecast.Parameters}; season of {source}"),
                Mean = [.. forecast.Mean.Select((mean, h) => mean * season.At(h))],
                Quantiles = [.. forecast.Quantiles.Select((quantile, i) => quantile * season.At(i / levels))],
            },
            // A deviation that follows the level already has part of the season in it.
            Spread = spread with
            {
                Scale = [.. spread.Scale.Select((deviation, h) => deviation * Math.Pow(season.At(h), 1 - spread.LevelExponent))],
            },
        };
    }
}
