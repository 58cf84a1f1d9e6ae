namespace Forecasting.Accuracy;

/// <summary>Tells whether forecasts have been off to one side for longer than chance would have it.</summary>
/// <param name="Brown">Σ errors ÷ mean |error|: −n..n after n errors; beyond ±4 is worth a look.</param>
/// <param name="Trigg">Smoothed error ÷ smoothed |error|: −1..1, near ±1 when always off to one side.</param>
/// <remarks>
/// Errors are forecast − actual: positive = too much. Both are NaN without an error, and 0 when all errors are 0. Brown, Smoothing, Forecasting and
/// Prediction of Discrete Time Series (Prentice-Hall, 1963); Trigg, "Monitoring a forecasting system", Operational Research Quarterly 15 (1964)
/// 271–274. Brown's never forgets, Trigg's does: with his constant of 0.1, ten errors back count a third.
/// </remarks>
public readonly record struct TrackingSignal(double Brown, double Trigg)
{
    /// <summary>Trigg's smoothing constant.</summary>
    public const double Smoothing = 0.1;

    /// <summary>|Trigg| from which on a planner is told.</summary>
    public const double TriggLimit = 0.5;

    /// <summary>The signals after a row of errors.</summary>
    /// <param name="errors">Forecast − actual of one series at one distance, oldest first; NaN = not observed, left out.</param>
    /// <remarks>The smoothed error starts from 0 and the smoothed absolute error from the first one, so that a single error is no alarm.</remarks>
    public static TrackingSignal Of(ReadOnlySpan<double> errors)
    {
        var (sum, absolute, count) = (0.0, 0.0, 0);
        var (smoothed, smoothedAbsolute) = (0.0, 0.0);
        foreach (var error in errors)
        {
            if (double.IsNaN(error))
                continue;
            if (count++ == 0)
                smoothedAbsolute = Math.Abs(error);
            sum += error;
            absolute += Math.Abs(error);
            smoothed += Smoothing * (error - smoothed);
            smoothedAbsolute += Smoothing * (Math.Abs(error) - smoothedAbsolute);
        }

        if (count == 0)
            return new TrackingSignal(double.NaN, double.NaN);
        return new TrackingSignal(
            absolute > 0 ? sum / (absolute / count) : 0, smoothedAbsolute > 0 ? smoothed / smoothedAbsolute : 0);
    }
}
