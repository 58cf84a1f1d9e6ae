using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Loss functions of demand that comes in whole units: Poisson and negative binomial.</summary>
public static class CountLoss
{
    /// <summary>The four losses of Poisson demand at a level.</summary>
    /// <param name="level">x, whole units, any.</param>
    /// <param name="mean">λ, units, 0..1e5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen, 2nd ed., appendix C.3.4; here as sums on the side of the smaller tail, which loses no digits.</remarks>
    /// <example>Level 9, mean 7.5: shortage 0.522915, second shortage 0.613979.</example>
    public static DemandLoss Poisson(int level, double mean)
    {
        var start = PoissonDistribution.Probability(Math.Max(0, level), mean);
        return Sum(level, mean, mean, start, n => mean / (n + 1));
    }

    /// <summary>The four losses of negative binomial demand at a level.</summary>
    /// <param name="level">x, whole units, any.</param>
    /// <param name="size">Successes waited for, &gt; 0, whole or not.</param>
    /// <param name="success">Probability of a success, above 0, at most 1. Demand counts the failures before: mean size·(1 − p)/p.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Snyder &amp; Shen, 2nd ed., appendix C.3.4.</remarks>
    /// <example>Level 6, size 3, success 0.4: shortage 0.781021.</example>
    public static DemandLoss NegativeBinomial(int level, double size, double success)
    {
        var start = NegativeBinomialDistribution.Probability(Math.Max(0, level), size, success);
        var mean = size * (1 - success) / success;
        return Sum(level, mean, mean / success, start, n => (1 - success) * (size + n) / (n + 1));
    }

    // start is P(level), ratio(n) is P(n + 1) / P(n). The side away from the mean is summed, the other follows from the moments:
    // surplus − shortage = x − μ and n₂ + n̄₂ = ½E[(X − x)(X − x − 1)].
    private static DemandLoss Sum(int level, double mean, double variance, double start, Func<int, double> ratio)
    {
        var gap = level - mean;
        var both = 0.5 * (variance + gap * gap + gap);
        if (level < 0)
            return new DemandLoss(-gap, 0, both, 0);

        double first = 0, second = 0;
        var term = start;
        if (gap >= 0)
        {
            for (var k = 1; term > 0; k++)
            {
                term *= ratio(level + k - 1);
                first += k * term;
                second += 0.5 * k * (k - 1) * term;
                if (k * (k + 1.0) * term < 1e-17 * second)
                    break;
            }

            return new DemandLoss(first, first + gap, second, both - second);
        }

        for (var k = 1; k <= level && term > 0; k++)
        {
            term /= ratio(level - k);
            first += k * term;
            second += 0.5 * k * (k + 1) * term;
        }

        return new DemandLoss(first - gap, first, both - second, second);
    }
}
