using Forecasting.Statistics;

namespace Forecasting.Replay;

/// <summary>Two policies side by side, and whether their difference is more than chance.</summary>
/// <param name="Ratio">Cost of the second ÷ cost of the first; NaN where the first cost nothing.</param>
/// <param name="Low">Lower end of the 95 % interval of the ratio.</param>
/// <param name="High">Upper end.</param>
/// <remarks>The interval is the percentile bootstrap over SKU-locations (Efron, Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): each
/// draw takes as many SKU-locations, some twice and some not at all. It says how far another assortment like this one could differ, not how far
/// another year could.</remarks>
public sealed record ReplayComparison(double Ratio, double Low, double High)
{
    private const int Draws = 2000;

    /// <summary>True when all of the interval lies on one side of 1.</summary>
    public bool IsCertain => High < 1 || Low > 1;

    /// <summary>Compares the costs of two replays of the same SKU-locations.</summary>
    /// <param name="first">Scores of the one.</param>
    /// <param name="second">Scores of the other, in the same order.</param>
    /// <param name="measure">What is compared: <c>s => s.Cost</c>.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <exception cref="ArgumentException">They are not of the same SKU-locations.</exception>
    public static ReplayComparison Of(IReadOnlyList<ReplayScore> first, IReadOnlyList<ReplayScore> second, Func<ReplayScore, double> measure, ulong seed = 1)
    {
        if (first.Count != second.Count || first.Where((s, i) => s.Key != second[i].Key).Any())
            throw new ArgumentException("The two replays are not of the same SKU-locations.", nameof(second));
        double[] one = [.. first.Select(measure)];
        double[] other = [.. second.Select(measure)];
        var random = new SplitMix64(seed);
        var ratios = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            double below = 0, above = 0;
            for (var i = 0; i < one.Length; i++)
            {
                var taken = random.NextBelow(one.Length);
                below += one[taken];
                above += other[taken];
            }

            ratios[draw] = below > 0 ? above / below : double.NaN;
        }

        Array.Sort(ratios);
        return new ReplayComparison(
            one.Sum() > 0 ? other.Sum() / one.Sum() : double.NaN, ratios[(int)(0.025 * Draws)], ratios[(int)(0.975 * Draws)]);
    }
}
