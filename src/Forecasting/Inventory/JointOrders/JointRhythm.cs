using System.Collections.Immutable;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;

namespace Forecasting.Inventory.JointOrders;

/// <summary>How often a supplier with a fixed cost per order should be ordered from, and in which of these orders each item is.</summary>
/// <remarks>
/// <para>The multiples are those of <see cref="JointReplenishment.Silver"/>, at least what the smallest order of the item lasts. The period is found on whole reviews: an item is meant to last it,
/// with a margin of k deviations, and whichever item falls to its reorder point first brings all that are due. So the mean time between two orders is
/// τ = R·Σ P(no item has sold its units within j reviews), and T and k are those of the least (K + Σ kᵢ/mᵢ)/τ + Σ hᵢ·(mean units above the reorder point).</para>
/// <para>Can-order policies: Balintfy, Management Science 10 (1964) 287–297; Silver, International Journal of Production Research 12 (1974) 647–671; Silver, Pyke and Thomas, Inventory and Production Management in
/// Supply Chains, 4th ed., chapter 11.</para>
/// </remarks>
public sealed class JointRhythm
{
    private static readonly ImmutableArray<double> Margins = [0, 0.5, 1, 1.5, 2, 2.5, 3];

    // So many longer periods that are all dearer: it gets no better.
    private const int DearerInARow = 4;

    // A chance that decides nothing, and a number of periods after which somebody will have ordered.
    private const double Never = 1e-4;
    private const int MostPeriods = 10;

    private JointRhythm(double days, double margin, ImmutableArray<int> multiples, double daysBetweenOrders, double costPerDay) =>
        (Days, Margin, Multiples, MeanDaysBetweenOrders, CostPerDay) = (days, margin, multiples, daysBetweenOrders, costPerDay);

    /// <summary>T: days that an order is meant to last, whole reviews.</summary>
    public double Days { get; }

    /// <summary>k: deviations of demand by which items last longer than that.</summary>
    public double Margin { get; }

    /// <summary>mᵢ of each item, ≥ 1.</summary>
    public ImmutableArray<int> Multiples { get; }

    /// <summary>τ: days between two orders on average.</summary>
    public double MeanDaysBetweenOrders { get; }

    /// <summary>Ordering and holding above the reorder points, per day.</summary>
    public double CostPerDay { get; }

    /// <summary>Finds it.</summary>
    /// <param name="orderCost">K: cost of an order whatever is in it, &gt; 0.</param>
    /// <param name="lineCost">k: cost of an item in an order, ≥ 0.</param>
    /// <param name="reviewDays">R: days between two chances to order, &gt; 0.</param>
    /// <param name="longestDays">Longest period, days.</param>
    /// <param name="items">The items.</param>
    /// <returns>Null where the holding cost of no item is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static JointRhythm? Find(double orderCost, double lineCost, double reviewDays, double longestDays, IReadOnlyList<JointItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Require.Positive(orderCost);
        Require.NotNegative(lineCost);
        Require.Positive(reviewDays);
        JointItem[] known = [.. items.Where(i => i.HoldingCostPerDay is > 0)];
        if (known.Length == 0)
            return null;
        var policy = JointReplenishment.Silver(
            orderCost, [.. known.Select(_ => lineCost)], [.. known.Select(i => i.HoldingCostPerDay!.Value)], [.. known.Select(i => i.DailyDemand)]);
        var silver = new int[items.Count];
        for (var (i, k) = (0, 0); i < silver.Length; i++)
            silver[i] = items[i].HoldingCostPerDay is > 0 ? policy.Multiples[k++] : 1;

        JointRhythm? best = null;
        var most = Math.Max(1, (int)Math.Min(Math.Floor(longestDays / reviewDays), 1000));
        for (var (reviews, dearer) = (1, 0); reviews <= most && dearer < DearerInARow; reviews++, dearer++)
        {
            var multiples = Multiple(items, silver, reviews * reviewDays, most * reviewDays);
            foreach (var margin in reviews == 1 ? Margins[..1] : Margins)
            {
                var rhythm = Of(orderCost, lineCost, reviewDays, reviews, margin, multiples, items);
                if (best is null || rhythm.CostPerDay < best.CostPerDay)
                    (best, dearer) = (rhythm, -1);
            }
        }

        return best;
    }

    /// <summary>Units that hold an item's position above its reorder point for so many periods; 0 where it is in every review's order.</summary>
    /// <param name="demand">Expected units of these periods, ≥ 0.</param>
    /// <param name="periods">Periods, ≥ 1.</param>
    /// <param name="item">The item.</param>
    public double Units(double demand, int periods, JointItem item) => demand + Margin * item.DailyDeviation * Math.Sqrt(periods * Days);

    private static ImmutableArray<int> Multiple(IReadOnlyList<JointItem> items, int[] silver, double days, double longest) =>
        [.. items.Select((item, i) => (int)Math.Clamp(Math.Max(silver[i], Math.Ceiling(item.LeastLot / (item.DailyDemand * days))), 1, Math.Max(1, Math.Floor(longest / days))))];

    private static JointRhythm Of(
        double orderCost, double lineCost, double reviewDays, int reviews, double margin, ImmutableArray<int> multiples, IReadOnlyList<JointItem> items)
    {
        var days = reviews * reviewDays;
        var rhythm = new JointRhythm(days, margin, multiples, 0, 0);
        double[] units = [.. items.Select(i => rhythm.Units(i.DailyDemand * days, 1, i))];
        var between = reviews == 1 ? reviewDays : MeanDaysBetween(reviewDays, MostPeriods * reviews, units, items);
        var (ordering, holding) = (orderCost, 0.0);
        for (var i = 0; i < units.Length; i++)
        {
            ordering += lineCost / multiples[i];
            var lot = Math.Max(items[i].LeastLot, multiples[i] == 1 ? units[i] : rhythm.Units(items[i].DailyDemand * multiples[i] * days, multiples[i], items[i]));
            holding += (items[i].HoldingCostPerDay ?? 0) * ((lot + units[i] - items[i].DailyDemand * between) / 2);
        }

        // In every review's order an item needs no units above the level at all.
        return new JointRhythm(days, margin, multiples, between, ordering / between + holding);
    }

    // Items of which a period's units are left when others are ordered are as far from their reorder point as those that are ordered.
    private static double MeanDaysBetween(double reviewDays, int most, double[] units, IReadOnlyList<JointItem> items)
    {
        var (sum, none) = (1.0, 1.0);
        for (var reviews = 1; none > Never && reviews <= most; reviews++)
        {
            var days = reviews * reviewDays;
            none = 1;
            for (var i = 0; i < units.Length && none > Never; i++)
            {
                var left = units[i] - items[i].DailyDemand * days;
                none *= items[i].DailyDeviation > 0 ? NormalDistribution.Cumulative(left / (items[i].DailyDeviation * Math.Sqrt(days))) : left > 0 ? 1 : 0;
            }

            sum += none;
        }

        return sum * reviewDays;
    }
}
