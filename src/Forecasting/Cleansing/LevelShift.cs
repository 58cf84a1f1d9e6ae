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
    /// and both parts searched again. The newest 13 buckets are watched bucket by bucket besides (<see cref="LevelShiftWatch"/>): a shift keeps
    /// the date of its first alarm while it is that new and still shows; afterwards it has the date that explains all of history best.</remarks>
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

        var observed = CollectionsMarshal.AsSpan(buckets);
        var shifts = new List<(int At, double Deviations)>();
        Search(quantities, observed, 0, raw.Bucket.SeasonLength, shifts);
        shifts.Sort();
        Watch(quantities, observed, raw.Bucket.SeasonLength, shifts);
        var found = new List<LevelShift>();
        foreach (var (at, deviations) in shifts)
        {
            var from = Mean(quantities, observed[Math.Max(0, at - Reach)..at]);
            var to = Mean(quantities, observed[at..Math.Min(observed.Length, at + Reach)]);
            found.Add(new LevelShift(raw.Bucket.Add(raw.Start, observed[at]), from, to, deviations));
        }

        return [.. found];
    }

    // One shift in the newest buckets: the first alarm's, and else the search's. A second alarm soon after a shift the same way is that shift.
    private static void Watch(ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets, int season, List<(int At, double Deviations)> shifts)
    {
        var stabilised = new double[buckets.Length];
        for (var i = 0; i < stabilised.Length; i++)
            stabilised[i] = Outliers.Stabilise(quantities[buckets[i]]);
        var newest = buckets.Length - NoLongerNew;
        var known = shifts.ConvertAll(s => s.At).FindAll(at => at <= newest);
        var (alarm, deviations) = LevelShiftWatch.Find(stabilised, buckets, season, known, NoLongerNew, SmallestRatio);

        // One wild bucket among the newest is a step to the search, and none to the watch.
        var watched = buckets.Length - LevelShiftWatch.Window;
        if (watched >= LevelShiftWatch.FewestBefore)
            shifts.RemoveAll(s => s.At >= watched);
        if (alarm == 0 || shifts.Exists(s => s.At <= newest && alarm - s.At < NoLongerNew && s.Deviations * deviations > 0))
            return;
        shifts.RemoveAll(s => s.At > newest);
        shifts.Add((alarm, deviations));
    }

    private static void Search(
        ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets, int first, int season, List<(int At, double Deviations)> found)
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
        found.Add((first + at, deviations));
        Search(quantities, buckets[..at], first, season, found);
        Search(quantities, buckets[at..], first + at, season, found);
    }

    private static (int At, double Height, double Deviations) LargestStep(ReadOnlySpan<double> quantities, ReadOnlySpan<int> buckets, int season)
    {
        var n = buckets.Length;
        var residuals = new double[n];
        for (var i = 0; i < n; i++)
            residuals[i] = Outliers.Stabilise(quantities[buckets[i]]);
        var basis = Basis(buckets, season, n, []);
        foreach (var column in basis)
            TakeOut(residuals, column, n);

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
            TakeOut(step, column, n);
        TakeOut(residuals, Normalise(step, n), n);
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

    /// <summary>A line, waves of the season and steps, at right angles to each other and of length 1 over the first buckets.</summary>
    /// <param name="buckets">Which buckets, ascending.</param>
    /// <param name="season">Buckets a season.</param>
    /// <param name="fitted">How many of the first buckets count; the rest is carried on.</param>
    /// <param name="steps">Positions in <paramref name="buckets"/>.</param>
    internal static List<double[]> Basis(ReadOnlySpan<int> buckets, int season, int fitted, List<int> steps)
    {
        var columns = new List<double[]>();
        Add(columns, buckets, fitted, _ => 1);
        Add(columns, buckets, fitted, i => i);
        for (var k = 1; k <= Harmonics && 2 * k < season; k++)
        {
            var turn = 2 * Math.PI * k / season;
            Add(columns, buckets, fitted, i => Math.Cos(turn * i));
            Add(columns, buckets, fitted, i => Math.Sin(turn * i));
        }

        foreach (var step in steps)
        {
            var start = buckets[step];
            Add(columns, buckets, fitted, i => i >= start ? 1 : 0);
        }

        return columns;
    }

    /// <summary>Takes out of values what a column explains of the first of them.</summary>
    internal static void TakeOut(double[] values, double[] unit, int fitted) =>
        VectorMath.AddScaled(values, -VectorMath.Dot(values.AsSpan(0, fitted), unit), unit);

    // Modified Gram-Schmidt: each column without those before it, of length 1.
    private static void Add(List<double[]> columns, ReadOnlySpan<int> buckets, int fitted, Func<int, double> value)
    {
        var column = new double[buckets.Length];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(buckets[i]);
        foreach (var before in columns)
            TakeOut(column, before, fitted);
        columns.Add(Normalise(column, fitted));
    }

    private static double[] Normalise(double[] column, int fitted)
    {
        var length = Math.Sqrt(VectorMath.Dot(column.AsSpan(0, fitted), column));
        if (length > 0)
            VectorMath.Scale(column, 1 / length);
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
