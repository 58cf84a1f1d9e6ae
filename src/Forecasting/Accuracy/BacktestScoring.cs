using Forecasting.Forecasters;

namespace Forecasting.Accuracy;

/// <summary>The measures of a backtest that people read.</summary>
internal static class BacktestScoring
{
    /// <summary>Scores a backtest; null without a past origin.</summary>
    /// <param name="backtest">Errors.</param>
    /// <param name="task">Where the actuals and the training data are.</param>
    /// <param name="spread">Intervals whose coverage is counted.</param>
    /// <param name="scaled">Units.</param>
    public static BacktestScore? Score(Backtest backtest, ForecastTask task, ErrorSpread spread, ScaledHistory scaled)
    {
        if (backtest.Origins.IsEmpty)
            return null;

        double absolute = 0, squares = 0, signed = 0, actuals = 0, inside = 0;
        var count = 0;
        for (var i = 0; i < backtest.Errors.Length; i++)
        {
            var error = backtest.Errors[i];
            if (double.IsNaN(error))
                continue;
            var h = i % backtest.Horizon;
            var actual = task.History[backtest.Origins[i / backtest.Horizon] + h];
            absolute += Math.Abs(error);
            squares += error * error;
            signed += error;
            actuals += Math.Abs(actual);
            count++;
            if (actual >= spread.Quantile(h, backtest.Forecasts[i], 0.1) && actual <= spread.Quantile(h, backtest.Forecasts[i], 0.9))
                inside++;
        }

        var scales = ErrorScales.Of(task.History.AsSpan(), task.SeasonLength);
        return new BacktestScore(
            backtest.Model,
            backtest.Origins.Length,
            Wape: actuals > 0 ? absolute / actuals : double.NaN,
            Bias: scaled.Unscale(signed / count),
            Mase: scales.SeasonalAbsolute > 0 ? absolute / count / scales.SeasonalAbsolute : double.NaN,
            Rmsse: scales.NaiveSquare > 0 ? Math.Sqrt(squares / count / scales.NaiveSquare) : double.NaN,
            Coverage80: inside / count,
            MeanAbsoluteError: scaled.Unscale(absolute / count));
    }
}
