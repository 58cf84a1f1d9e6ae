using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Demand of one period in whole units: the probability of 0, 1, 2, … units, up to a largest.</summary>
/// <remarks>Distributions without an end are cut where what is left is below 1e-15, and scaled to add up to 1.</remarks>
public sealed class DiscreteDemand
{
    private const double Negligible = 1e-15;

    private readonly double[] _cumulative;

    private DiscreteDemand(ReadOnlySpan<double> weights)
    {
        while (weights[^1] == 0)
            weights = weights[..^1];
        double total = 0, mean = 0, square = 0;
        for (var n = 0; n < weights.Length; n++)
        {
            total += weights[n];
            mean += n * weights[n];
        }

        Mean = mean / total;
        var probabilities = new double[weights.Length];
        _cumulative = new double[weights.Length];
        double sum = 0;
        for (var n = 0; n < weights.Length; n++)
        {
            sum += probabilities[n] = weights[n] / total;
            _cumulative[n] = Math.Min(1, sum);
            square += (n - Mean) * (n - Mean) * probabilities[n];
        }

        _cumulative[^1] = 1;
        Variance = square;
        Probabilities = ImmutableArray.Create(probabilities);
    }

    /// <summary>P(D = 0), P(D = 1), …, P(D = <see cref="Largest"/>); they add up to 1.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>The largest demand that is possible, units.</summary>
    public int Largest => Probabilities.Length - 1;

    /// <summary>E[D], units.</summary>
    public double Mean { get; }

    /// <summary>Variance of D, units².</summary>
    public double Variance { get; }

    /// <summary>Demand from a table.</summary>
    /// <param name="probabilities">P(D = 0), P(D = 1), …: none negative, adding up to 1 within 1e-6 (what is missing is spread in
    /// proportion).</param>
    /// <exception cref="ArgumentException">A probability is negative or not a number, or they do not add up to 1.</exception>
    public static DiscreteDemand Of(ReadOnlySpan<double> probabilities)
    {
        Require.NotNegative(probabilities);
        double total = 0;
        foreach (var probability in probabilities)
            total += probability;
        if (Math.Abs(total - 1) > 1e-6)
            throw new ArgumentException(FormattableString.Invariant($"Must add up to 1, not {total}."), nameof(probabilities));
        return new DiscreteDemand(probabilities);
    }

    /// <summary>Poisson demand.</summary>
    /// <param name="mean">Units, 0..1e5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is out of its range.</exception>
    public static DiscreteDemand Poisson(double mean) => Unbounded(mean, Math.Sqrt(mean), n => PoissonDistribution.Probability(n, mean));

    /// <summary>Negative binomial demand: failures before a number of successes.</summary>
    /// <param name="size">Successes waited for, &gt; 0, whole or not.</param>
    /// <param name="success">Probability of a success, above 0, at most 1; the mean size·(1 − p)/p is at most 1e5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DiscreteDemand NegativeBinomial(double size, double success)
    {
        Require.Positive(size);
        Require.Share(success);
        var mean = size * (1 - success) / success;
        if (mean > 1e5)
            throw new ArgumentOutOfRangeException(nameof(success), success, "Gives a mean above 100000 units.");
        return Unbounded(mean, Math.Sqrt(mean / success), n => NegativeBinomialDistribution.Probability(n, size, success));
    }

    /// <summary>Normal demand, rounded to the nearest whole unit.</summary>
    /// <param name="mean">Units, 0..1e5.</param>
    /// <param name="deviation">Units, &gt; 0, at most 1e5.</param>
    /// <param name="width">Deviations on either side of the mean that are kept, &gt; 0. What lies below 0.5 units counts as no
    /// demand.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DiscreteDemand Normal(double mean, double deviation, double width = 8)
    {
        Require.NotNegative(mean);
        Require.Positive(deviation);
        Require.Positive(width);
        if (mean + width * deviation > 1e6)
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Reaches above a million units: count in larger ones.");
        var least = (int)Math.Max(0, Math.Round(mean - width * deviation));
        var weights = new double[(int)Math.Round(mean + width * deviation) + 1];
        for (var n = least; n < weights.Length; n++)
        {
            var upper = NormalDistribution.Cumulative((n + 0.5 - mean) / deviation);
            weights[n] = n == 0 ? upper : upper - NormalDistribution.Cumulative((n - 0.5 - mean) / deviation);
        }

        return new DiscreteDemand(weights);
    }

    /// <summary>Demand of several periods together, each independent of the others.</summary>
    /// <param name="periods">≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one period.</exception>
    public DiscreteDemand Over(int periods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        var one = Probabilities.AsSpan();
        var sum = one.ToArray();
        for (var period = 1; period < periods; period++)
        {
            var next = new double[sum.Length + one.Length - 1];
            for (var i = 0; i < sum.Length; i++)
            {
                for (var j = 0; j < one.Length; j++)
                    next[i + j] += sum[i] * one[j];
            }

            sum = next;
        }

        return new DiscreteDemand(sum);
    }

    /// <summary>P(D ≤ <paramref name="level"/>).</summary>
    public double Cumulative(int level) => level < 0 ? 0 : _cumulative[Math.Min(level, Largest)];

    /// <summary>The smallest demand that is not exceeded with at least this probability.</summary>
    /// <param name="probability">0..1. A step that misses it by less than 1e-12 counts, as rounding would decide otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0..1, or NaN.</exception>
    public int Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Must be in 0..1.");
        var level = 0;
        while (_cumulative[level] < probability - 1e-12)
            level++;
        return level;
    }

    /// <summary>The four losses at a level.</summary>
    /// <param name="level">Whole units, any.</param>
    public DemandLoss LossAt(int level)
    {
        double shortage = 0, surplus = 0, secondShortage = 0, secondSurplus = 0;
        for (var n = 0; n < Probabilities.Length; n++)
        {
            var (over, under) = (Math.Max(0.0, n - (double)level), Math.Max(0.0, level - (double)n));
            shortage += over * Probabilities[n];
            surplus += under * Probabilities[n];
            secondShortage += 0.5 * over * (over - 1) * Probabilities[n];
            secondSurplus += 0.5 * under * (under + 1) * Probabilities[n];
        }

        return new DemandLoss(shortage, surplus, secondShortage, secondSurplus);
    }

    private static DiscreteDemand Unbounded(double mean, double deviation, Func<int, double> probability)
    {
        var weights = new List<double>();
        for (var n = 0; ; n++)
        {
            var weight = probability(n);
            weights.Add(weight);

            // Beyond the mean the terms fall about as fast as a geometric series of this deviation.
            if (n > mean + deviation && weight * (1 + deviation) < Negligible)
                return new DiscreteDemand([.. weights]);
        }
    }
}
