using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>Loss functions of gamma demand.</summary>
public static class GammaLoss
{
    /// <summary>The four losses at a level.</summary>
    /// <param name="level">x, units, any finite number.</param>
    /// <param name="shape">a, &gt; 0.</param>
    /// <param name="scale">b, units, &gt; 0. Mean a·b, variance a·b².</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>E[Xᵏ; X &gt; x] = bᵏ·a(a + 1)…(a + k − 1)·Q(a + k, x/b), Q the upper incomplete gamma function.
    /// Snyder &amp; Shen, 2nd ed., appendix C.3.3.</remarks>
    /// <example>Level 10, shape 3, scale 2.5: shortage 0.869993, second shortage 2.976291.</example>
    public static DemandLoss At(double level, double shape, double scale)
    {
        Require.Finite(level);
        Require.Positive(shape);
        Require.Positive(scale);
        var mean = shape * scale;
        var gap = level - mean;
        var both = 0.5 * (mean * scale + gap * gap);
        if (level <= 0)
            return new DemandLoss(-gap, 0, both, 0);

        var y = level / scale;
        var above = GammaDistribution.Survival(shape, y);
        var once = shape * GammaDistribution.Survival(shape + 1, y);
        var twice = shape * (shape + 1) * GammaDistribution.Survival(shape + 2, y);
        var first = Math.Max(0, scale * (once - y * above));
        var second = Math.Max(0, 0.5 * scale * scale * (twice - 2 * y * once + y * y * above));
        return new DemandLoss(first, Math.Max(0, first + gap), second, Math.Max(0, both - second));
    }
}
