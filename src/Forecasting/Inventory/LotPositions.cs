using System.Buffers;
using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>Where the inventory position stands when orders come in lots: after a review, and just before an order.</summary>
/// <remarks>
/// <para>A lot lifts the position above the level that it was ordered for, and it falls back in the weeks after: the fill rate is a mean over these positions,
/// not what holds at the level itself. And an order is placed somewhat below the reorder point, by the undershoot. Packs alone make the position uniform over one pack
/// (Hadley and Whitin, Analysis of Inventory Systems, 1963, section 5-3); any other rule is played on the review demands of the paths, with the very rounding that orders get,
/// which gives the renewal distribution of (R, s, S) (Tijms and Groenevelt, European Journal of Operational Research 17 (1984) 175–190) and its undershoot.</para>
/// </remarks>
internal sealed class LotPositions
{
    // The positions are kept as the means of this many equal slices: the shortage between two of them is as good as straight.
    private const int Slices = 32;

    // A lot that lasts many weeks is met rarely: the demands are gone through again until so many orders were placed, but no more than eight times.
    private const int EnoughOrders = 100;
    private const int MostPasses = 8;

    /// <summary>Orders are no larger than what is needed.</summary>
    public static readonly LotPositions None = new([0], []);

    private readonly double[] afterReview;
    private readonly double[] beforeOrder;

    private LotPositions(double[] afterReview, double[] beforeOrder)
    {
        this.afterReview = afterReview;
        this.beforeOrder = beforeOrder;
    }

    /// <summary>Units above the level (order-up-to level, or reorder point) after a review, ascending, equally likely.</summary>
    public ReadOnlySpan<double> AfterReview => afterReview;

    /// <summary>Units above the reorder point just before an order: the undershoot, at most 0, ascending. Empty where every review orders.</summary>
    public ReadOnlySpan<double> BeforeOrder => beforeOrder;

    /// <summary>True when orders are no larger than what is needed.</summary>
    public bool IsNoLot => ReferenceEquals(this, None);

    /// <summary>The positions of a rule.</summary>
    /// <param name="reviewDemands">Demand of a review period, one value per path.</param>
    /// <param name="terms">Minimum order and pack.</param>
    /// <param name="lot">Units by which an order is meant to lift the position above the reorder point; 0 when every review orders up to the level.</param>
    public static LotPositions Of(ImmutableArray<double> reviewDemands, SupplyTerms terms, double lot)
    {
        var grain = terms.IsDivisible ? 0 : 1m;
        var pack = Math.Max(terms.PackSize, grain);
        if (lot <= 0 && terms.Moq <= pack)
            return pack <= grain ? None : new LotPositions(Uniform((double)pack, terms.IsDivisible), []);
        return Play(reviewDemands, terms, lot);
    }

    private static double[] Uniform(double pack, bool isDivisible) => !isDivisible && pack <= Slices
        ? [.. Enumerable.Range(0, (int)pack).Select(i => (double)i)]
        : [.. Enumerable.Range(0, Slices).Select(i => (i + 0.5) / Slices * pack - (isDivisible ? 0 : 0.5))];

    private static LotPositions Play(ImmutableArray<double> demands, SupplyTerms terms, double lot)
    {
        var most = demands.Length * MostPasses;
        var room = ArrayPool<double>.Shared.Rent(2 * most);
        try
        {
            var after = room.AsSpan(0, most);
            var before = room.AsSpan(most, most);
            var (reviews, orders) = (0, 0);
            double position = lot;
            double owing = 0;
            for (var pass = 0; pass < MostPasses && (pass == 0 || orders < EnoughOrders); pass++)
            {
                foreach (var demand in demands)
                {
                    // Parts of a unit wait until they are one.
                    owing += demand;
                    var units = terms.IsDivisible ? owing : Math.Floor(owing + 1e-9);
                    owing -= units;
                    position -= units;
                    if (lot > 0 ? position <= 0 : position < 0)
                    {
                        before[orders++] = position;
                        position += (double)OrderSizing.Size((decimal)(lot - position), terms.Moq, terms.PackSize, null).Quantity;
                    }

                    after[reviews++] = position;
                }
            }

            return new LotPositions(Thin(after[..reviews]), lot > 0 ? Thin(before[..orders]) : []);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(room);
        }
    }

    private static double[] Thin(Span<double> positions)
    {
        Sort(positions);
        if (positions.Length <= Slices)
            return positions.ToArray();
        var means = new double[Slices];
        for (var i = 0; i < Slices; i++)
        {
            var (from, to) = (positions.Length * i / Slices, positions.Length * (i + 1) / Slices);
            for (var j = from; j < to; j++)
                means[i] += positions[j] / (to - from);
        }

        return means;
    }

    // Whole numbers that lie close together, as pieces do, are counted, which is faster than comparing them.
    private static void Sort(Span<double> positions)
    {
        var (least, most, areWhole) = (double.MaxValue, double.MinValue, true);
        foreach (var position in positions)
        {
            (least, most) = (Math.Min(least, position), Math.Max(most, position));
            areWhole &= Math.Floor(position) == position;
        }

        if (!areWhole || !(most - least < positions.Length) || positions.IsEmpty)
        {
            positions.Sort();
            return;
        }

        var counts = new int[(int)(most - least) + 1];
        foreach (var position in positions)
            counts[(int)(position - least)]++;
        for (var (i, value) = (0, 0); value < counts.Length; value++)
        {
            positions.Slice(i, counts[value]).Fill(least + value);
            i += counts[value];
        }
    }
}
