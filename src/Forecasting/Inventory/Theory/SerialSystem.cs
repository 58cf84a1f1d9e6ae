using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Inventory.Theory;

/// <summary>A stage of a chain in which each one supplies the next.</summary>
/// <param name="EchelonHoldingCost">h: what holding a unit here costs more than holding it one stage before, per unit of time, &gt;
/// 0.</param>
/// <param name="LeadTime">L: units of time from the stage before (or outside), ≥ 0.</param>
public readonly record struct SerialStage(double EchelonHoldingCost, double LeadTime);

/// <summary>The best base stock of each stage of a chain where suppliers may run short: Clark and Scarf's model.</summary>
/// <remarks>Each lead time counts as itself, L and not L + 1 periods: stock is watched all the time. A level is an echelon level:
/// stock here, all that is further down or on its way there, less backorders at the customer.</remarks>
public sealed class SerialSystem
{
    // Deviations that are kept of normal demand, and steps of the grid in the deviation of the shortest lead time.
    private const double Width = 8;
    private const double StepsPerDeviation = 100;

    private SerialSystem(ImmutableArray<double> levels, double cost)
    {
        EchelonLevels = levels;
        Cost = cost;
    }

    /// <summary>Echelon base-stock level of each stage, customer end first, units.</summary>
    public ImmutableArray<double> EchelonLevels { get; }

    /// <summary>Expected echelon holding and backorders of the whole chain, per unit of time.</summary>
    public double Cost { get; }

    /// <summary>Normal demand, on a grid of a hundredth of its deviation over the shortest lead time.</summary>
    /// <param name="stages">Customer end first, at least one.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the customer for one unit of time, &gt; 0.</param>
    /// <param name="mean">Demand of one unit of time, units, ≥ 0.</param>
    /// <param name="deviation">Its standard deviation, units, &gt; 0.</param>
    /// <exception cref="ArgumentException">There is no stage, or none has a lead time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>Clark and Scarf, Management Science 6 (1960) 475–490; Chen and Zheng, ibid. 40 (1994) 1426–1443; Snyder &amp; Shen,
    /// 2nd ed., 6.2 (6.5)–(6.9).</remarks>
    /// <example>h = 3, 2, 2 and L = 1, 1, 2, p = 37.12, mean 5, deviation 1: levels 6.49, 12.02, 22.71, cost 47.65 (example 6.1
    /// there).</example>
    public static SerialSystem Normal(ReadOnlySpan<SerialStage> stages, double stockoutCost, double mean, double deviation)
    {
        Require.NotNegative(mean);
        Require.Positive(deviation);
        var shortest = double.PositiveInfinity;
        foreach (var stage in stages)
        {
            if (stage.LeadTime > 0)
                shortest = Math.Min(shortest, stage.LeadTime);
        }

        if (double.IsPositiveInfinity(shortest))
            throw new ArgumentException("Needs at least one stage with a lead time.", nameof(stages));
        var step = deviation * Math.Sqrt(shortest) / StepsPerDeviation;
        return Optimize(stages, stockoutCost, step, leadTime => OnGrid(mean * leadTime, deviation * Math.Sqrt(leadTime), step));
    }

    /// <summary>Poisson demand, exact.</summary>
    /// <param name="stages">Customer end first, at least one.</param>
    /// <param name="stockoutCost">p: cost of one unit on backorder at the customer for one unit of time, &gt; 0.</param>
    /// <param name="mean">Demand of one unit of time, units, ≥ 0.</param>
    /// <exception cref="ArgumentException">There is no stage.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>As <see cref="Normal"/>.</remarks>
    public static SerialSystem Poisson(ReadOnlySpan<SerialStage> stages, double stockoutCost, double mean)
    {
        Require.NotNegative(mean);
        return Optimize(stages, stockoutCost, 1, leadTime => new Steps(0, [.. DiscreteDemand.Poisson(mean * leadTime).Probabilities]));
    }

    private static SerialSystem Optimize(
        ReadOnlySpan<SerialStage> stages, double stockoutCost, double step, Func<double, Steps> demandOver)
    {
        if (stages.IsEmpty)
            throw new ArgumentException("Needs at least one stage.", nameof(stages));
        Require.Positive(stockoutCost);
        double holding = 0;
        foreach (var stage in stages)
        {
            Require.Positive(stage.EchelonHoldingCost);
            Require.NotNegative(stage.LeadTime);
            holding += stage.EchelonHoldingCost;
        }

        var below = new Curve(-1, [(stockoutCost + holding) * step, 0]);
        var levels = new double[stages.Length];
        double cost = 0;
        for (var j = 0; j < stages.Length; j++)
        {
            var full = below.Before(demandOver(stages[j].LeadTime), stages[j].EchelonHoldingCost * step);
            var best = Array.IndexOf(full.Values, full.Values.Min());
            levels[j] = (full.Start + best) * step;
            cost = full.Values[best];

            // A stage can never have more than its supplier lets it: beyond the best level the curve stays flat.
            below = new Curve(full.Start, full.Values[..(best + 1)]);
        }

        return new SerialSystem([.. levels], cost);
    }

    private static Steps OnGrid(double mean, double deviation, double step)
    {
        var least = (int)Math.Round((mean - Width * deviation) / step);
        var most = (int)Math.Round((mean + Width * deviation) / step);
        if (deviation == 0 || least == most)
            return new Steps(least, [1]);
        var probabilities = new double[most - least + 1];
        double total = 0;
        for (var n = 0; n < probabilities.Length; n++)
        {
            var (low, high) = (((least + n - 0.5) * step - mean) / deviation, ((least + n + 0.5) * step - mean) / deviation);
            total += probabilities[n] = NormalDistribution.Cumulative(high) - NormalDistribution.Cumulative(low);
        }

        for (var n = 0; n < probabilities.Length; n++)
            probabilities[n] /= total;
        return new Steps(least, probabilities);
    }

    /// <summary>Demand in steps of the grid: probabilities from <paramref name="Least"/> on.</summary>
    private readonly record struct Steps(int Least, double[] Probabilities);

    /// <summary>Cost by level in steps of the grid, from <paramref name="Start"/> on: before it the line through the first two, after
    /// it flat.</summary>
    private readonly record struct Curve(int Start, double[] Values)
    {
        /// <summary>E[h·x + this(x)], x = level − demand. All of it that is curved lies between the smallest and the largest
        /// demand.</summary>
        public Curve Before(Steps demand, double holdingPerStep)
        {
            var start = Start + demand.Least;
            var values = new double[Values.Length + demand.Probabilities.Length];
            for (var i = 0; i < values.Length; i++)
            {
                double sum = 0;
                for (var d = 0; d < demand.Probabilities.Length; d++)
                    sum += demand.Probabilities[d] * At(i - d, holdingPerStep);
                values[i] = sum;
            }

            return new Curve(start, values);
        }

        private double At(int index, double holdingPerStep)
        {
            var cost = index >= Values.Length ? Values[^1]
                : index >= 0 || Values.Length < 2 ? Values[Math.Max(0, index)]
                : Values[0] + index * (Values[1] - Values[0]);
            return cost + holdingPerStep * (Start + index);
        }
    }
}
