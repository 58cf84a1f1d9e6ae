using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>Demand of one bucket as a function of a standard normal score: the higher the score, the higher the demand.</summary>
internal sealed class DemandMarginal
{
    /// <summary>Beyond this mean or variance, counts are rounded continuous demand: nobody sees the difference, and tables stay small.</summary>
    private const double LargestCountMean = 1000;
    private const double LargestCountVariance = 1e7;

    private const int Nodes = 129;
    private const double LargestScore = 4.5;
    private const int Cells = 256;
    private const double CellsPerScore = Cells / (2 * LargestScore);

    private readonly double[] _table;
    private readonly Kind _kind;

    // Of counts: where to begin to look for a score, by cells of equal width.
    private readonly int[] _first;

    private DemandMarginal(Kind kind, double[] table)
    {
        _kind = kind;
        _table = table;
        _first = kind == Kind.Count ? Starts(table) : [];
    }

    private enum Kind
    {
        /// <summary>Table: demand at equally spaced scores.</summary>
        Continuous,

        /// <summary>As continuous, then rounded up or down at random so that the mean stays.</summary>
        Rounded,

        /// <summary>Table: the largest score at which demand is still 0, 1, 2, ….</summary>
        Count,
    }

    /// <summary>The marginal with the given mean and deviation.</summary>
    public static DemandMarginal At(double mean, double deviation, ErrorSpread spread, bool isCount)
    {
        var continuous = isCount ? Kind.Rounded : Kind.Continuous;
        if (!spread.NonNegative)
            return Tabulate(continuous, probability => mean + deviation * spread.ShapeQuantile(probability));
        if (mean <= 0)
            return Tabulate(Kind.Continuous, _ => 0);

        var variance = deviation * deviation;
        if (isCount && mean <= LargestCountMean && variance >= mean && variance < LargestCountVariance)
        {
            var cumulative = NegativeBinomialDistribution.Cumulative(mean, variance, NormalDistribution.Cumulative(LargestScore));
            return new DemandMarginal(Kind.Count, Array.ConvertAll(cumulative, p => NormalDistribution.Quantile(Math.Min(1, p))));
        }

        return Tabulate(continuous, probability => mean * GammaDistribution.Quantile(probability, variance / (mean * mean)));
    }

    /// <summary>True when demand is rounded up or down at random.</summary>
    public bool IsRounded => _kind == Kind.Rounded;

    /// <summary>Demand at a standard normal score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="rounding">Uniform in 0..1: rounds a continuous value so that its mean stays. Used where <see cref="IsRounded"/>.</param>
    public double FromNormalScore(double score, double rounding)
    {
        if (_kind == Kind.Count)
            return Count(score);
        var position = Math.Clamp((score + LargestScore) * ((Nodes - 1) / (2 * LargestScore)), 0, Nodes - 1);
        var below = Math.Min((int)position, Nodes - 2);
        var value = _table[below] + (position - below) * (_table[below + 1] - _table[below]);
        return _kind == Kind.Rounded ? Math.Floor(value + rounding) : value;
    }

    // Millions of scores are looked up, and the branches of a binary search cannot be foretold: from a start nearby it takes a step or two.
    private double Count(double score)
    {
        var count = _first[(int)Math.Clamp((score + LargestScore) * CellsPerScore, 0, _first.Length - 1)];
        while (count < _table.Length - 1 && _table[count] < score)
            count++;
        return count;
    }

    // From the cell before, so that rounding at an edge cannot begin too late.
    private static int[] Starts(double[] table)
    {
        var starts = new int[Cells];
        for (var (cell, count) = (1, 0); cell < Cells; cell++)
        {
            while (count < table.Length - 1 && table[count] < (cell - 1) / CellsPerScore - LargestScore)
                count++;
            starts[cell] = count;
        }

        return starts;
    }

    private static DemandMarginal Tabulate(Kind kind, Func<double, double> quantile)
    {
        var table = new double[Nodes];
        for (var i = 0; i < Nodes; i++)
            table[i] = quantile(NormalDistribution.Cumulative((i * 2.0 / (Nodes - 1) - 1) * LargestScore));
        return new DemandMarginal(kind, table);
    }
}
