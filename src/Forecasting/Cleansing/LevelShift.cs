using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.History;
using Forecasting.Segmentation;
using Forecasting.Statistics;

namespace Forecasting.Cleansing;

/// <summary>A lasting change of the level of demand from one bucket to the next, beyond trend, season and chance.</summary>
/// <param name="BucketStart">First day of the first bucket at the new level.</param>
/// <param name="From">Units per bucket on average before it: over at most 13 buckets.</param>
/// <param name="To">Units per bucket on average from it on: over at most 13 buckets.</param>
/// <param name="Deviations">How sure: the step in units of its own standard error, with its sign.</param>
public sealed record LevelShift(DateOnly BucketStart, double From, double To, double Deviations)
{
    // Steps in standard errors. The newest buckets are looked at in run after run, and so more is asked of them: on clean weekly history one
    // alarm or less in 100 SKU-years of weekly runs (docs/benchmarks/cleansing.md).
    private const double Threshold = 4.5;
    private const double ThresholdWhileNew = 5;
    private const int NoLongerNew = 13;

    // What is significant and small is no news to a planner.
    private const double SmallestRatio = 1.3;
    private const int FewestBefore = 13;
    private const int FewestAfter = 3;
    private const int Reach = 13;
    private const int Harmonics = 3;

    /// <summary>Finds the shifts of a series, in time order.</summary>
    /// <param name="raw">Whose buckets.</param>
    /// <param name="quantities">Units per bucket after all corrections, ≥ 0; NaN = not observed.</param>
    /// <returns>None when less than two seasons were observed, since a season could not be told from a shift, and none in intermittent demand.
    /// Promotions are left out.</returns>
    /// <remarks>Square roots of demand (see <see cref="CleansingRules.CapOutliers"/>) are explained by a line, three harmonics of the season and
    /// one step, at the bucket where the step explains most: the sup-F test of Andrews, Econometrica 61 (1993) 821–856. Its standard
    /// error takes the residuals' robust deviation, at least 1, and their first autocorrelation into account. Series with a shift are cut there
    /// and both parts searched again.</remarks>
    public static ImmutableArray<LevelShift> Find(DemandSeries raw, ReadOnlySpan<double> quantities)
    {
        if (DemandClassifier.Measure(quantities).Interval >= DemandClassifier.IntervalCutOff)
            return [];
        var buckets = new List<int>(quantities.Length);
        for (var i = 0; i < quantities.Length; i++)
        {
            if (!double.IsNaN(quantities[i]) && (raw.Promotions.IsDefaultOrEmpty || !raw.Promotions[i]))
                buckets.Add(i);
        }

        var found = new List<LevelShift>();
        Search(raw, quantities, CollectionsMarshal.AsSpan(buckets), raw.Bucket.SeasonLength, found);
        return [.. found.OrderBy(s => s.BucketStart)];
    }

    private static void Search(DemandSeries raw, ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets, int season, List<LevelShift> found)
    {
        if (buckets.Length < 2 * season || buckets.Length < FewestBefore + FewestAfter)
            return;
        var (at, height, deviations) = LargestStep(quantities, buckets, season);
        if (Math.Abs(deviations) < (buckets.Length - at < NoLongerNew ? ThresholdWhileNew : Threshold))
            return;
        var from = Mean(quantities, buckets[Math.Max(0, at - Reach)..at]);
        var to = Mean(quantities, buckets[at..Math.Min(buckets.Length, at + Reach)]);

        // The step alone, season and trend apart: from the middle of both levels half of it down and half up.
        var middle = (Outliers.Stabilise(from) + Outliers.Stabilise(to)) / 2;
        if (middle + Math.Abs(height) / 2 < Math.Sqrt(SmallestRatio) * (middle - Math.Abs(height) / 2))
            return;
        found.Add(new LevelShift(raw.Bucket.Add(raw.Start, buckets[at]), from, to, deviations));
        Search(raw, quantities, buckets[..at], season, found);
        Search(raw, quantities, buckets[at..], season, found);
    }

    private static (int At, double Height, double Deviations) LargestStep(ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets, int season)
    {
        var n = buckets.Length;
        var residuals = new double[n];
        for (var i = 0; i < n; i++)
            residuals[i] = Outliers.Stabilise(quantities[buckets[i]]);
        var basis = Basis(buckets, season);
        foreach (var column in basis)
            TakeOut(residuals, column);

        // A step's own residual is what the basis leaves of it; sums from the end give every step's at once (Frisch, Waugh and Lovell).
        var (at, best, height) = (0, 0.0, 0.0);
        var sums = new double[basis.Count];
        double sum = 0;
        for (var t = n - 1; t >= FewestBefore; t--)
        {
            sum += residuals[t];
            var length = (double)(n - t);
            for (var k = 0; k < basis.Count; k++)
            {
                sums[k] += basis[k][t];
                length -= sums[k] * sums[k];
            }

            if (n - t >= FewestAfter && length > 1e-6 && Math.Abs(sum) / Math.Sqrt(length) > Math.Abs(best))
                (at, best, height) = (t, sum / Math.Sqrt(length), sum / length);
        }

        if (at == 0)
            return (0, 0, 0);
        var step = new double[n];
        Array.Fill(step, 1, at, n - at);
        foreach (var column in basis)
            TakeOut(step, column);
        TakeOut(residuals, Normalise(step));
        return (at, height, best / StandardError(residuals, basis.Count + 1));
    }

    // Of a step: at least that of Poisson counts, robust against single buckets, and wider where the level wanders.
    private static double StandardError(double[] residuals, int fitted)
    {
        var (_, robust) = Outliers.Spread([.. residuals]);
        double squares = 0, products = 0, previous = 0;
        foreach (var residual in residuals)
        {
            var clipped = Math.Clamp(residual, -3 * robust, 3 * robust);
            squares += clipped * clipped;
            products += clipped * previous;
            previous = clipped;
        }

        var deviation = Math.Max(robust, Math.Sqrt(squares / (residuals.Length - fitted)));
        var correlation = squares > 0 ? Math.Clamp(products / squares, 0, 0.8) : 0;
        return deviation * Math.Sqrt((1 + correlation) / (1 - correlation));
    }

    private static List<double[]> Basis(ReadOnlySpan<int> buckets, int season)
    {
        var columns = new List<double[]>();
        Add(columns, buckets, _ => 1);
        Add(columns, buckets, i => i);
        for (var k = 1; k <= Harmonics && 2 * k < season; k++)
        {
            var turn = 2 * Math.PI * k / season;
            Add(columns, buckets, i => Math.Cos(turn * i));
            Add(columns, buckets, i => Math.Sin(turn * i));
        }

        return columns;
    }

    // Modified Gram-Schmidt: each column without those before it, of length 1.
    private static void Add(List<double[]> columns, ReadOnlySpan<int> buckets, Func<int, double> value)
    {
        var column = new double[buckets.Length];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(buckets[i]);
        foreach (var before in columns)
            TakeOut(column, before);
        columns.Add(Normalise(column));
    }

    private static void TakeOut(double[] values, double[] unit)
    {
        var share = VectorMath.Dot(values, unit);
        for (var i = 0; i < values.Length; i++)
            values[i] -= share * unit[i];
    }

    private static double[] Normalise(double[] column)
    {
        var length = Math.Sqrt(VectorMath.Dot(column, column));
        for (var i = 0; i < column.Length && length > 0; i++)
            column[i] /= length;
        return column;
    }

    private static double Mean(ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets)
    {
        double sum = 0;
        foreach (var i in buckets)
            sum += quantities[i];
        return sum / buckets.Length;
    }
}
