using Forecasting.Statistics;

namespace Forecasting.Replay;

/// <summary>How much stock a policy needs beside another that serves as much.</summary>
/// <param name="FillRate">The fill rate at which they are compared: that of the one point.</param>
/// <param name="Stock">Stock of the one point.</param>
/// <param name="Other">Stock that the other curve needs for that fill rate; NaN where none of its settings reaches down or up to it.</param>
/// <param name="Low">Lower end of the 95 % interval of stock ÷ other; NaN where the other is.</param>
/// <param name="High">Upper end.</param>
/// <remarks>
/// <para>Between two settings of the curve, stock is taken as linear in the logarithm of the share that is missed: exact for an exponential tail of demand, and for a normal
/// one it says a little less than the curve needs. A line in the share itself would say more, to the credit of the point.</para>
/// <para>The interval is the percentile bootstrap over SKU-locations, of the point and of the whole curve together (Efron, Tibshirani, An Introduction to the
/// Bootstrap, 1993, chapter 13). Draws in which the curve does not reach the fill rate count at the nearer end of the curve.</para>
/// </remarks>
public sealed record FillRateComparison(double FillRate, double Stock, double Other, double Low, double High)
{
    private const int Draws = 2000;

    /// <summary>Stock of the one ÷ stock of the other at the same fill rate.</summary>
    public double Ratio => Stock / Other;

    /// <summary>Compares a point with a curve.</summary>
    /// <param name="one">The point.</param>
    /// <param name="curve">The other policy at all of its settings, of the same SKU-locations.</param>
    /// <param name="stock">Stock of a score: units, or money.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <exception cref="ArgumentException">They are not of the same SKU-locations.</exception>
    public static FillRateComparison Of(ReplayPoint one, ReplayOutcome curve, Func<ReplayScore, double> stock, ulong seed = 1) =>
        Of(one, curve, stock, _ => 1, seed);

    /// <summary>Compares a point with a curve at the same weighted fill rate.</summary>
    /// <param name="one">The point.</param>
    /// <param name="curve">The other policy at all of its settings, of the same SKU-locations.</param>
    /// <param name="stock">Stock of a score: units, or money.</param>
    /// <param name="weight">What a unit served counts for: 1, or its value.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <exception cref="ArgumentException">They are not of the same SKU-locations.</exception>
    public static FillRateComparison Of(
        ReplayPoint one, ReplayOutcome curve, Func<ReplayScore, double> stock, Func<ReplayScore, double> weight, ulong seed = 1)
    {
        ReplayPoint[] points = [one, .. curve.Points];
        if (points.Any(p => !p.Scores.Select(s => s.Key).SequenceEqual(one.Scores.Select(s => s.Key))))
            throw new ArgumentException("The two replays are not of the same SKU-locations.", nameof(curve));
        var width = 2 * points.Length;
        var rows = one.Scores.Length;

        // Row by row: what was wanted, then of each point what was served and its stock.
        var table = new double[rows * (width + 1)];
        for (var row = 0; row < rows; row++)
        {
            var worth = weight(one.Scores[row]);
            table[row * (width + 1)] = worth * one.Scores[row].Wanted;
            for (var p = 0; p < points.Length; p++)
            {
                table[row * (width + 1) + 1 + 2 * p] = worth * points[p].Scores[row].Served;
                table[row * (width + 1) + 2 + 2 * p] = stock(points[p].Scores[row]);
            }
        }

        var sums = new double[width + 1];
        for (var row = 0; row < rows; row++)
            Add(sums, table, row);
        var (fill, held) = (sums[1] / sums[0], sums[2]);
        var other = Needed(sums, fill, outside: double.NaN);
        if (double.IsNaN(other))
            return new FillRateComparison(fill, held, double.NaN, double.NaN, double.NaN);

        var random = new SplitMix64(seed);
        var ratios = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(sums);
            for (var i = 0; i < rows; i++)
                Add(sums, table, random.NextBelow(rows));
            ratios[draw] = sums[2] / Needed(sums, sums[1] / sums[0], outside: 0);
        }

        Array.Sort(ratios);
        return new FillRateComparison(fill, held, other, ratios[(int)(0.025 * Draws)], ratios[(int)(0.975 * Draws)]);
    }

    private static void Add(double[] sums, double[] table, int row)
    {
        var values = table.AsSpan(row * sums.Length, sums.Length);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }

    /// <summary>Stock of the curve at a fill rate: between the two neighbours in fill rate. Outside: NaN, or the nearer end.</summary>
    private static double Needed(double[] sums, double fill, double outside)
    {
        var count = (sums.Length - 3) / 2;
        Span<(double Fill, double Stock)> curve = stackalloc (double, double)[count];
        for (var p = 0; p < count; p++)
            curve[p] = (sums[3 + 2 * p] / sums[0], sums[4 + 2 * p]);
        curve.Sort((a, b) => a.Fill != b.Fill ? a.Fill.CompareTo(b.Fill) : a.Stock.CompareTo(b.Stock));
        if (count == 0 || !(fill >= curve[0].Fill && fill <= curve[^1].Fill))
            return double.IsNaN(outside) || count == 0 ? double.NaN : fill < curve[0].Fill ? curve[0].Stock : curve[^1].Stock;
        var above = 0;
        while (curve[above].Fill < fill)
            above++;
        if (above == 0)
            return curve[0].Stock;
        var (low, high) = (curve[above - 1], curve[above]);
        var share = (Missed(low.Fill) - Missed(fill)) / (Missed(low.Fill) - Missed(high.Fill));
        return low.Stock + share * (high.Stock - low.Stock);

        // Nothing missed has no logarithm: a millionth stands for it.
        static double Missed(double fill) => Math.Log(Math.Max(1 - fill, 1e-6));
    }
}
