namespace Forecasting.Accuracy;

/// <summary>One forecast bucket beside what came.</summary>
/// <param name="Actual">What came, units; NaN = not observed, and then nothing is scored.</param>
/// <param name="Mean">What was expected, units.</param>
/// <param name="Pinball">Mean pinball loss over the scored quantiles, units; NaN when there were none.</param>
/// <param name="Inside80">1 inside the 80 % interval, 0 outside, NaN when there was none.</param>
/// <param name="Inside95">The same for the 95 % interval.</param>
/// <param name="Scales">Of the history that the forecast was made from.</param>
public readonly record struct ScoredBucket(
    double Actual, double Mean, double Pinball, double Inside80, double Inside95, ErrorScales Scales)
{
    /// <summary>Forecast − actual, units: positive = too much.</summary>
    public double Error => Mean - Actual;

    /// <summary>A bucket forecast with quantiles.</summary>
    /// <param name="actual">What came, units.</param>
    /// <param name="mean">What was expected, units.</param>
    /// <param name="quantiles">Quantiles, units, as many as the forecast has levels.</param>
    /// <param name="levels">Which of them count.</param>
    /// <param name="scales">Of the history.</param>
    public static ScoredBucket Of(double actual, double mean, ReadOnlySpan<double> quantiles, ScoredLevels levels, ErrorScales scales)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return new ScoredBucket(
            actual, mean, levels.Pinball(actual, quantiles), levels.Inside80(actual, quantiles), levels.Inside95(actual, quantiles), scales);
    }

    /// <summary>A bucket of which only the mean was forecast.</summary>
    /// <param name="actual">What came, units.</param>
    /// <param name="mean">What was expected, units.</param>
    /// <param name="scales">Of the history.</param>
    public static ScoredBucket OfMean(double actual, double mean, ErrorScales scales) =>
        new(actual, mean, double.NaN, double.NaN, double.NaN, scales);
}
