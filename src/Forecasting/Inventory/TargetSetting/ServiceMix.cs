using System.Collections.Immutable;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>Aggregate service: the level of each SKU-location that gives a total fill rate at least cost, or the most service for a stock budget.</summary>
/// <remarks>
/// <para>Each step up a curve serves so many weighted units a year for so much money. A Lagrangian multiplier, found by bisection, buys all steps that serve enough for their money; what is
/// then still missing is bought in order of gain, the last step only as far as it is needed, in whole units. Gains fall along each curve, so this is the best choice at every total that it passes
/// through, and within one unit of one line elsewhere.</para>
/// <para>Everett, Operations Research 11 (1963) 399–417; Fox, Discrete optimization via marginal analysis, Management Science 13 (1966) 210–216;
/// Thonemann, Brown, Hausman, Easy quantification of improved spare parts inventory policies, Management Science 48 (2002) 1213–1225.</para>
/// </remarks>
public sealed class ServiceMix
{
    private const double WeeksPerYear = 365.25 / 7;

    private readonly ImmutableArray<ServiceLine> lines;
    private readonly double wanted;

    /// <summary>Prepares the choice.</summary>
    /// <param name="lines">SKU-locations, in the order in which equal gains are settled.</param>
    /// <param name="leastFillRate">Fill rate below which no line is let down, 0..1: a total alone would give dear items nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leastFillRate"/> is outside of 0..1.</exception>
    public ServiceMix(ImmutableArray<ServiceLine> lines, double leastFillRate)
    {
        if (!(leastFillRate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(leastFillRate), leastFillRate, "Must be between 0 and 1.");
        this.lines = leastFillRate > 0 ? [.. lines.Select(line => line with { Curve = line.Curve.From(leastFillRate) })] : lines;
        foreach (var line in lines)
            wanted += line.Weight * line.CyclesPerYear * line.Curve.CycleDemand;
    }

    /// <summary>Least holding cost for a total fill rate.</summary>
    /// <param name="fillRate">0..1. More than the curves can give gives what they can.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0..1.</exception>
    public ServiceMixResult ForFillRate(double fillRate)
    {
        if (!(fillRate is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fillRate), fillRate, "Must be between 0 and 1.");
        var least = Total(i => lines[i].Curve.Levels[0]);
        return Solve(HoldingCostPerYear, (fillRate - least.FillRate) * wanted, double.PositiveInfinity);
    }

    /// <summary>Most service for a stock budget.</summary>
    /// <param name="stockMoney">Most money that the mean stock may bind. Less than the lowest levels bind gives those.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public ServiceMixResult ForBudget(double stockMoney)
    {
        if (double.IsNaN(stockMoney))
            throw new ArgumentOutOfRangeException(nameof(stockMoney), stockMoney, "Must be a number.");
        var least = Total(i => lines[i].Curve.Levels[0]);
        return Solve(line => line.UnitCost, double.PositiveInfinity, stockMoney - least.StockMoney);
    }

    /// <summary>The same fill rate for all that are in demand, for comparison.</summary>
    /// <param name="fillRate">0..1.</param>
    public ServiceMixResult EqualTargets(double fillRate)
    {
        var levels = new double[lines.Length];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = lines[i].Curve.CycleDemand > 0 ? lines[i].Curve.LevelFor(fillRate) : lines[i].Curve.Levels[0];
        return Result(levels, 0);
    }

    /// <summary>What any levels come to; below the least fill rate the level of that counts.</summary>
    /// <param name="levels">One for each line, in their order.</param>
    /// <exception cref="ArgumentException">Not as many as lines.</exception>
    public ServiceCostPoint At(ReadOnlySpan<double> levels)
    {
        if (levels.Length != lines.Length)
            throw new ArgumentException($"{levels.Length} levels for {lines.Length} lines.", nameof(levels));
        var given = levels.ToArray();
        return Total(i => given[i]);
    }

    /// <summary>The whole trade-off, ascending by fill rate: from the lowest levels to all that the curves can give.</summary>
    /// <param name="points">Points at most, ≥ 2; between them the curve is as good as straight.</param>
    public ImmutableArray<ServiceCostPoint> Curve(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var curve = ImmutableArray.CreateBuilder<ServiceCostPoint>(points);
        curve.Add(Total(i => lines[i].Curve.Levels[0]));
        foreach (var levels in new MarginalSteps(lines, HoldingCostPerYear).Sweep(points - 1))
        {
            var point = Total(i => levels[i]);
            if (point.FillRate > curve[^1].FillRate + 1e-9)
                curve.Add(point);
        }

        return curve.ToImmutable();
    }

    private static double HoldingCostPerYear(ServiceLine line) => line.HoldingCostPerWeek * WeeksPerYear;

    private ServiceMixResult Solve(Func<ServiceLine, double> price, double gain, double money)
    {
        var levels = new MarginalSteps(lines, price).Take(gain, money, out var marginalReturn);
        return Result(levels, marginalReturn is > 0 and < double.PositiveInfinity ? wanted / 100 / marginalReturn : 0);
    }

    private ServiceMixResult Result(double[] levels, double costPerPoint) => new(
        [.. lines.Select((line, i) => new ServiceMixLine(line.Key, levels[i], FillRate(line, levels[i])))], Total(i => levels[i]), costPerPoint);

    private static double FillRate(ServiceLine line, double level) =>
        line.Curve.CycleDemand > 0 ? Math.Clamp(1 - line.Curve.At(level).Shortage / line.Curve.CycleDemand, 0, 1) : 1;

    private ServiceCostPoint Total(Func<int, double> level)
    {
        double missing = 0, units = 0, money = 0, holding = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var (shortage, stock) = line.Curve.At(level(i));
            missing += line.Weight * line.CyclesPerYear * shortage;
            units += stock;
            money += line.UnitCost * stock;
            holding += line.HoldingCostPerWeek * WeeksPerYear * stock;
        }

        return new ServiceCostPoint(wanted > 0 ? 1 - missing / wanted : 1, units, money, holding);
    }
}
