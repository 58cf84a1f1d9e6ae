using Forecasting.Catalog;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>What a level of one SKU-location leaves short and what stock it holds: what is left of its demand when the paths are gone.</summary>
/// <remarks>
/// <para>Up to 41 levels, each with the expected shortage of a cycle (<see cref="CycleDemand"/>, as a mean over the <see cref="LotPositions">positions of its lots</see>) and the mean
/// stock. Only levels that no mixture of two others beats are kept: so each further unit of stock serves less than the one before, and what is chosen by marginal gain is the best there is.</para>
/// <para>Mean stock = half of what a cycle sells, plus what is on the shelf when the next order arrives.</para>
/// </remarks>
public sealed class ServiceCurve
{
    private const int MostLevels = 41;

    private readonly double[] levels;
    private readonly double[] shortages;
    private readonly double[] stocks;

    private ServiceCurve(double cycleDemand, double[] levels, double[] shortages, double[] stocks, decimal grain)
    {
        CycleDemand = cycleDemand;
        this.levels = levels;
        this.shortages = shortages;
        this.stocks = stocks;
        Grain = grain;
    }

    /// <summary>Expected demand of a cycle, units.</summary>
    public double CycleDemand { get; }

    /// <summary>What levels are a whole number of, units, &gt; 0.</summary>
    public decimal Grain { get; }

    /// <summary>Levels on the curve, ascending, units; at least one.</summary>
    public ReadOnlySpan<double> Levels => levels;

    /// <summary>Expected units short in a cycle at each level: falls, and less with each step.</summary>
    public ReadOnlySpan<double> Shortages => shortages;

    /// <summary>Mean units on the shelf at each level: rises.</summary>
    public ReadOnlySpan<double> Stocks => stocks;

    /// <summary>The curve of a SKU-location under the policy that it is planned with.</summary>
    /// <param name="demand">Demand over the protection interval.</param>
    /// <param name="window">Its days.</param>
    /// <param name="terms">Lot rules and bounds of the stock.</param>
    /// <param name="settings">Defaults.</param>
    public static ServiceCurve Of(LeadTimeDemand demand, OrderWindow window, SupplyTerms terms, InventorySettings settings)
    {
        var allowance = ReorderLevels.LotAllowance(demand, window, terms, settings);
        var positions = settings.Policy == PolicyRule.FixedLot
            ? LotPositions.Of(demand.ReviewDemands, terms with { PackSize = allowance, Moq = 0 }, 0)
            : LotPositions.Of(demand.ReviewDemands, terms, (double)allowance);
        var cycle = TargetLevel.CycleOf(demand, positions, (double)Math.Max(allowance, terms.PackSize));

        // Levels that the plan can come to, and no others: what is chosen here is what it orders by.
        var low = (double)ReorderLevels.LeastLevel(demand, positions, allowance, terms, settings);
        var high = Math.Max(low, Math.Ceiling(TargetLevel.Furthest(cycle, positions, terms)));
        if (LevelCap.Of(demand, window, terms) is var (cap, _))
            (low, high) = (Math.Min(low, (double)cap), Math.Min(high, (double)cap));
        var grain = terms.IsDivisible ? 0.001m : 1m;
        var levels = Spread(cycle, low, high, (double)grain);
        return FromPoints(
            demand.MeanReviewDemand,
            levels,
            [.. levels.Select(y => Mean(positions, o => cycle.ExpectedShortage(y + o)))],
            [.. levels.Select(y => demand.MeanReviewDemand / 2 + Mean(positions, o => cycle.ExpectedLeftOver(y + o)))],
            grain);
    }

    /// <summary>A curve from its points.</summary>
    /// <param name="cycleDemand">Expected demand of a cycle, units, ≥ 0.</param>
    /// <param name="levels">Ascending, units.</param>
    /// <param name="shortages">Expected units short at each.</param>
    /// <param name="stocks">Mean stock at each, units.</param>
    /// <param name="grain">What levels are a whole number of, &gt; 0.</param>
    /// <exception cref="ArgumentException">No level, or arrays of different lengths.</exception>
    public static ServiceCurve FromPoints(double cycleDemand, double[] levels, double[] shortages, double[] stocks, decimal grain)
    {
        if (levels.Length == 0 || shortages.Length != levels.Length || stocks.Length != levels.Length)
            throw new ArgumentException($"{levels.Length} levels, {shortages.Length} shortages and {stocks.Length} stocks; all must be as many, and at least one.");
        var kept = new List<int>();
        for (var i = 0; i < levels.Length; i++)
        {
            if (kept.Count > 0 && !(shortages[i] < shortages[kept[^1]] - 1e-12))
                continue;
            while (kept.Count >= 2 && Gain(kept[^2], kept[^1]) <= Gain(kept[^1], i))
                kept.RemoveAt(kept.Count - 1);
            kept.Add(i);
        }

        return new ServiceCurve(cycleDemand, [.. kept.Select(i => levels[i])], [.. kept.Select(i => shortages[i])], [.. kept.Select(i => stocks[i])], grain);

        double Gain(int from, int to) => (shortages[from] - shortages[to]) / Math.Max(1e-12, stocks[to] - stocks[from]);
    }

    /// <summary>The part of the curve that gives at least a fill rate; its end where none does.</summary>
    /// <param name="leastFillRate">0..1.</param>
    public ServiceCurve From(double leastFillRate)
    {
        var least = CycleDemand > 0 ? LevelFor(leastFillRate) : levels[0];
        var above = Array.FindIndex(levels, level => level > least);
        above = above < 0 ? levels.Length : above;
        var (shortage, stock) = At(least);
        return new ServiceCurve(CycleDemand, [least, .. levels[above..]], [shortage, .. shortages[above..]], [stock, .. stocks[above..]], Grain);
    }

    /// <summary>Shortage and stock at a level, straight between two points.</summary>
    /// <param name="level">Units; below the curve its end counts, above it each unit more is only held.</param>
    public (double Shortage, double Stock) At(double level)
    {
        if (level <= levels[0])
            return (shortages[0], stocks[0]);
        if (level >= levels[^1])
            return (shortages[^1], stocks[^1] + level - levels[^1]);
        var k = Array.BinarySearch(levels, level);
        if (k >= 0)
            return (shortages[k], stocks[k]);
        k = ~k;
        var share = (level - levels[k - 1]) / (levels[k] - levels[k - 1]);
        return (shortages[k - 1] + share * (shortages[k] - shortages[k - 1]), stocks[k - 1] + share * (stocks[k] - stocks[k - 1]));
    }

    /// <summary>The smallest level that gives a fill rate, in whole grains; the highest one when none does.</summary>
    /// <param name="fillRate">0..1.</param>
    public double LevelFor(double fillRate)
    {
        var allowed = (1 - fillRate) * CycleDemand;
        var k = 0;
        while (k < levels.Length - 1 && shortages[k] > allowed)
            k++;
        if (k == 0 || shortages[k] > allowed)
            return levels[k];
        var level = levels[k] - (allowed - shortages[k]) / (shortages[k - 1] - shortages[k]) * (levels[k] - levels[k - 1]);
        return Math.Min(levels[k], Math.Ceiling(level / (double)Grain - 1e-9) * (double)Grain);
    }

    // Every level where they are few, otherwise by the distribution of what the cycle needs: close together in the tail, where targets lie.
    private static double[] Spread(CycleDemand cycle, double low, double high, double grain)
    {
        if ((high - low) / grain < MostLevels)
            return [.. Enumerable.Range(0, (int)Math.Round((high - low) / grain) + 1).Select(i => low + i * grain)];
        var levels = new SortedSet<double> { low, high };
        for (var i = 0; i < MostLevels - 2; i++)
        {
            var left = (double)(MostLevels - 2 - i) / (MostLevels - 2);
            var level = Math.Round(cycle.Quantile(1 - left * left) / grain) * grain;
            levels.Add(Math.Clamp(level, low, high));
        }

        return [.. levels];
    }

    private static double Mean(LotPositions positions, Func<double, double> measure)
    {
        double sum = 0;
        foreach (var offset in positions.AfterReview)
            sum += measure(offset);
        return sum / positions.AfterReview.Length;
    }
}
