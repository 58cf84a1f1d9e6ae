namespace Forecasting.Accuracy;

/// <summary>The scored buckets of one series that are judged together: one forecast, or all forecasts of one distance.</summary>
/// <remarks>Sums in the order of adding. NaN where nothing was observed, or where the scale is 0.</remarks>
public sealed class SeriesScore
{
    private Mean scaledAbsolute;
    private Mean scaledSquare;
    private Mean scaledPinball;
    private Mean inside80;
    private Mean inside95;

    /// <summary>Observed buckets.</summary>
    public int Buckets { get; private set; }

    /// <summary>Σ(forecast − actual), units.</summary>
    public double SignedError { get; private set; }

    /// <summary>Σ|forecast − actual|, units.</summary>
    public double AbsoluteError { get; private set; }

    /// <summary>Σ|actual|, units.</summary>
    public double Volume { get; private set; }

    /// <summary>Mean absolute error ÷ that of the seasonal naive in the training data.</summary>
    public double Mase => scaledAbsolute.Value;

    /// <summary>Root of mean squared error ÷ mean squared one-step naive error in the training data.</summary>
    public double Rmsse => Math.Sqrt(scaledSquare.Value);

    /// <summary>Mean pinball loss ÷ mean absolute one-step naive error in the training data.</summary>
    public double ScaledPinball => scaledPinball.Value;

    /// <summary>Share of actuals inside the 80 % interval.</summary>
    public double Coverage80 => inside80.Value;

    /// <summary>Share of actuals inside the 95 % interval.</summary>
    public double Coverage95 => inside95.Value;

    /// <summary>Mean of forecast − actual, units per bucket: positive = too much.</summary>
    public double Bias => Buckets == 0 ? double.NaN : SignedError / Buckets;

    /// <summary>Σ|forecast − actual| ÷ Σ|actual|; NaN when nothing was sold.</summary>
    public double Wape => Volume > 0 ? AbsoluteError / Volume : double.NaN;

    /// <summary>Adds a bucket; one that was not observed changes nothing.</summary>
    /// <param name="bucket">The bucket.</param>
    public void Add(ScoredBucket bucket)
    {
        var error = bucket.Error;
        if (double.IsNaN(error))
            return;
        Buckets++;
        SignedError += error;
        AbsoluteError += Math.Abs(error);
        Volume += Math.Abs(bucket.Actual);
        scaledAbsolute.Add(Math.Abs(error), bucket.Scales.SeasonalAbsolute);
        scaledSquare.Add(error * error, bucket.Scales.NaiveSquare);
        scaledPinball.Add(bucket.Pinball, bucket.Scales.NaiveAbsolute);
        inside80.Add(bucket.Inside80, 1);
        inside95.Add(bucket.Inside95, 1);
    }

    private struct Mean
    {
        private double sum;
        private int count;

        public readonly double Value => count == 0 ? double.NaN : sum / count;

        public void Add(double value, double scale)
        {
            if (double.IsNaN(value) || !(scale > 0))
                return;
            sum += value / scale;
            count++;
        }
    }
}
