using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Accuracy;

/// <summary>What is kept beside a forecast, to judge it by when its buckets have come.</summary>
/// <param name="Naive">What a seasonal naive forecast expected, units per bucket: as in the same bucket of the last season. 0 where nothing had
/// ever been observed.</param>
/// <param name="Statistical">What was expected before planners overrode it, units per bucket; the forecast itself where nobody did.</param>
/// <param name="Scales">Of the history.</param>
public sealed record ForecastBaseline(ImmutableArray<double> Naive, ImmutableArray<double> Statistical, ErrorScales Scales)
{
    /// <summary>The baseline of a forecast.</summary>
    /// <param name="history">Demand that the forecast was learnt from, oldest first; NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1.</param>
    /// <param name="statistical">What was expected before planners overrode it, units per bucket, at least one.</param>
    public static ForecastBaseline Of(ImmutableArray<double> history, int seasonLength, ImmutableArray<double> statistical)
    {
        var scales = ErrorScales.Of(history.AsSpan(), seasonLength);
        var naive = new SeasonalNaive();
        return !history.IsEmpty
            && naive.Forecast(ForecastTask.FromEnd(history, seasonLength, statistical.Length)) is Outcome<RollingForecast>.Done { Value: var answer }
                ? new ForecastBaseline([.. answer.Final], statistical, scales)
                : new ForecastBaseline([.. new double[statistical.Length]], statistical, scales);
    }
}
