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

        var seasonal = NaiveDifferences(task.History.AsSpan(), task.SeasonLength).Absolute;
        var naive = NaiveDifferences(task.History.AsSpan(), 1).Square;
        return new BacktestScore(
            backtest.Model,
            backtest.Origins.Length,
            Wape: actuals > 0 ? absolute / actuals : double.NaN,
            Bias: scaled.Unscale(signed / count),
            Mase: seasonal > 0 ? absolute / count / seasonal : double.NaN,
            Rmsse: naive > 0 ? Math.Sqrt(squares / count / naive) : double.NaN,
            Coverage80: inside / count,
            MeanAbsoluteError: scaled.Unscale(absolute / count));
    }

    /// <summary>Mean absolute and mean squared difference of observed buckets <paramref name="lag"/> apart; 0 without a pair.</summary>
    private static (double Absolute, double Square) NaiveDifferences(ReadOnlySpan<double> history, int lag)
    {
        double absolute = 0, square = 0;
        var count = 0;
        for (var t = lag; t < history.Length; t++)
        {
            var difference = history[t] - history[t - lag];
            if (double.IsNaN(difference))
                continue;
            absolute += Math.Abs(difference);
            square += difference * difference;
            count++;
        }

        return count == 0 ? (0, 0) : (absolute / count, square / count);
    }
}
