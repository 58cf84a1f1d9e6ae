namespace Forecasting.Inventory;

/// <summary>Expected units short as a function of the level: what is left of <see cref="LeadTimeDemand"/> when its paths are gone.</summary>
/// <remarks>
/// <para>E[(D − x)⁺] is convex and falls. It is kept at 65 order statistics of the demand, exactly, and taken as straight between them, which overstates it by at most
/// a quarter of the gap times the probability in it: 1 KB for each SKU-location, so that a hundred thousand can be weighed against each other.</para>
/// <para>Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., section 6.8 (expected shortage per cycle).</para>
/// </remarks>
public sealed class ShortageCurve
{
    // Where the knots lie: a slice of 2.5 % up to the 80 % quantile, where few levels are, and of 0.625 % above it, where they are.
    private const int Knots = 65;
    private const int Coarse = 32;
    private const double Tail = 0.8;

    private readonly double[] levels;
    private readonly double[] shortages;

    private ShortageCurve(double[] levels, double[] shortages, double meanReviewDemand)
    {
        this.levels = levels;
        this.shortages = shortages;
        MeanReviewDemand = meanReviewDemand;
    }

    /// <summary>Expected demand from the arrival of an order to the arrival of the next, units.</summary>
    public double MeanReviewDemand { get; }

    /// <summary>Level beyond which nothing is short, units.</summary>
    public double Highest => levels[^1];

    /// <summary>The curve of a demand.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    public static ShortageCurve Of(LeadTimeDemand demand)
    {
        var levels = new double[Knots];
        var shortages = new double[Knots];
        for (var k = 0; k < Knots; k++)
        {
            var probability = k <= Coarse ? Tail * k / Coarse : Tail + (1 - Tail) * (k - Coarse) / (Knots - 1 - Coarse);
            levels[k] = demand.Quantile(probability);
        }

        for (var k = 0; k < Knots; k++)
            shortages[k] = demand.ExpectedShortage(levels[k]);
        return new ShortageCurve(levels, shortages, demand.MeanReviewDemand);
    }

    /// <summary>Expected units short at a level: below the smallest demand each unit less is a unit short.</summary>
    /// <param name="level">Units.</param>
    public double ExpectedShortage(double level)
    {
        if (level <= levels[0])
            return shortages[0] + (levels[0] - level);
        if (level >= levels[^1])
            return 0;
        var k = Array.BinarySearch(levels, level);
        if (k >= 0)
            return shortages[k];
        k = ~k;
        return shortages[k] + (shortages[k - 1] - shortages[k]) * (levels[k] - level) / (levels[k] - levels[k - 1]);
    }
}
