using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>Scores of many series, added up without rounding.</summary>
/// <remarks>The totals of parts, added, are the total of the whole to the last bit, in whatever order and on however many threads they were
/// made (<see cref="ExactSum"/>).</remarks>
public sealed class ScoreTotals
{
    private readonly ExactSum signed = new();
    private readonly ExactSum absolute = new();
    private readonly ExactSum volume = new();
    private readonly Mean mase = new();
    private readonly Mean rmsse = new();
    private readonly Mean pinball = new();
    private readonly Mean coverage80 = new();
    private readonly Mean coverage95 = new();
    private long series;
    private long buckets;

    /// <summary>Adds the score of a series; one without an observed bucket changes nothing.</summary>
    /// <param name="score">The score.</param>
    public void Add(SeriesScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (score.Buckets == 0)
            return;
        series++;
        buckets += score.Buckets;
        signed.Add(score.SignedError);
        absolute.Add(score.AbsoluteError);
        volume.Add(score.Volume);
        mase.Add(score.Mase);
        rmsse.Add(score.Rmsse);
        pinball.Add(score.ScaledPinball);
        coverage80.Add(score.Coverage80);
        coverage95.Add(score.Coverage95);
    }

    /// <summary>Adds the totals of a part.</summary>
    /// <param name="part">The part; it stays as it is.</param>
    public void Add(ScoreTotals part)
    {
        ArgumentNullException.ThrowIfNull(part);
        series += part.series;
        buckets += part.buckets;
        signed.Add(part.signed);
        absolute.Add(part.absolute);
        volume.Add(part.volume);
        mase.Add(part.mase);
        rmsse.Add(part.rmsse);
        pinball.Add(part.pinball);
        coverage80.Add(part.coverage80);
        coverage95.Add(part.coverage95);
    }

    /// <summary>The measures of all that was added.</summary>
    public AccuracyMeasures Measures()
    {
        var sold = volume.Value;
        return new AccuracyMeasures(
            series,
            buckets,
            Bias: buckets > 0 ? signed.Value / buckets : double.NaN,
            BiasShare: sold > 0 ? signed.Value / sold : double.NaN,
            Wape: sold > 0 ? absolute.Value / sold : double.NaN,
            mase.Value,
            rmsse.Value,
            pinball.Value,
            coverage80.Value,
            coverage95.Value);
    }

    private sealed class Mean
    {
        private readonly ExactSum sum = new();
        private long count;

        public double Value => count == 0 ? double.NaN : sum.Value / count;

        public void Add(double value)
        {
            if (double.IsNaN(value))
                return;
            sum.Add(value);
            count++;
        }

        public void Add(Mean other)
        {
            sum.Add(other.sum);
            count += other.count;
        }
    }
}
