using Forecasting.Accuracy;
using Forecasting.Reports.Files;

namespace Forecasting.Reports;

/// <summary>Backtests of an analyst's series: one row for each series, model and origin.</summary>
public static class SeriesBacktestFile
{
    /// <summary>Writes the header.</summary>
    /// <param name="writer">UTF-8 without BOM, new line = LF: set by the caller.</param>
    public static void WriteHeader(TextWriter writer) => CsvText.WriteRow(
        writer,
        [
            "series_id", "model", "class", "seen", "last_seen", "observed", "bias", "bias_share", "wape", "mase", "rmsse", "spl", "coverage80",
            "coverage95", "tracking_signal", "model_used", "fallback_reason",
        ]);

    /// <summary>Writes a trial. A measure that does not exist is empty.</summary>
    /// <param name="writer">As for the header.</param>
    /// <param name="id">Name of the series.</param>
    /// <param name="model">The model that was asked for.</param>
    /// <param name="demandClass">Kind of demand.</param>
    /// <param name="lastSeen">Last period seen.</param>
    /// <param name="trial">The trial.</param>
    public static void WriteTrial(TextWriter writer, string id, string model, string demandClass, string lastSeen, ForecastTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var score = trial.Score();
        CsvText.WriteRow(
            writer,
            [
                id, model, demandClass, CsvText.Whole(trial.Origin), lastSeen, CsvText.Whole(score.Buckets),
                CsvText.SixDecimals(score.Bias),
                CsvText.SixDecimals(score.Volume > 0 ? score.SignedError / score.Volume : double.NaN),
                CsvText.SixDecimals(score.Wape),
                CsvText.SixDecimals(score.Mase),
                CsvText.SixDecimals(score.Rmsse),
                CsvText.SixDecimals(score.ScaledPinball),
                CsvText.SixDecimals(score.Coverage80),
                CsvText.SixDecimals(score.Coverage95),
                CsvText.SixDecimals(TrackingSignal.Of(trial.Errors()).Trigg),
                trial.Forecast.Model, trial.Forecast.FallbackReason,
            ]);
    }
}
