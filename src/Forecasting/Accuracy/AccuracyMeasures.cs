namespace Forecasting.Accuracy;

/// <summary>How good the forecasts of a group of series were.</summary>
/// <param name="Series">Scores added up: a series from one origin, or at one distance.</param>
/// <param name="Buckets">Observed buckets in them.</param>
/// <param name="Bias">Mean of forecast − actual, units per bucket: positive = too much.</param>
/// <param name="BiasShare">Σ(forecast − actual) ÷ Σ|actual|.</param>
/// <param name="Wape">Σ|forecast − actual| ÷ Σ|actual|.</param>
/// <param name="Mase">Mean over series of mean absolute error ÷ that of the seasonal naive in training; below 1 beats it.</param>
/// <param name="Rmsse">Mean over series of the root of mean squared error ÷ mean squared one-step naive error in training.</param>
/// <param name="ScaledPinball">Mean over series of mean pinball loss ÷ mean absolute one-step naive error in training.</param>
/// <param name="Coverage80">Mean over series of the share of actuals inside the 80 % interval.</param>
/// <param name="Coverage95">Mean over series of the share of actuals inside the 95 % interval.</param>
/// <remarks>Each is NaN when no series has it: nothing observed, nothing sold (<paramref name="BiasShare"/>, <paramref name="Wape"/>), no scale
/// above 0, no quantiles.</remarks>
public sealed record AccuracyMeasures(
    long Series,
    long Buckets,
    double Bias,
    double BiasShare,
    double Wape,
    double Mase,
    double Rmsse,
    double ScaledPinball,
    double Coverage80,
    double Coverage95)
{
    /// <summary>Share of an error that another forecast of the same buckets does away with: 1 − error ÷ error of the benchmark.</summary>
    /// <param name="error">The error: WAPE, MASE or a loss.</param>
    /// <param name="benchmark">That of the benchmark.</param>
    /// <returns>Forecast value added: 0.2 = a fifth less, negative = worse; NaN when the benchmark has none or is perfect.</returns>
    /// <remarks>Gilliland, The Business Forecasting Deal (Wiley, 2010), chapter 4.</remarks>
    public static double ValueAdded(double error, double benchmark) => benchmark > 0 ? 1 - error / benchmark : double.NaN;
}
