using Forecasting.History;
using static System.FormattableString;

namespace Forecasting.Cleansing;

/// <summary>One row that alone is far beyond every other is one customer's project, not demand that comes again.</summary>
/// <remarks>
/// A row is a bulk order when it is more than so many robust deviations above the median of the largest rows of all buckets (on the scale
/// of <see cref="Outliers"/>), makes at least half of its bucket, no other row of the series is half as large, the rest of its bucket is
/// nothing unusual, and no promotion ran. It is told from a busy bucket only where most buckets hold several rows, and never from fewer
/// than 12 buckets with sales: in thin demand a large order is the normal case.
/// </remarks>
internal static class BulkOrders
{
    private const int FewestSales = 12;

    /// <summary>Cuts a bulk order to the largest usual row.</summary>
    public static void Cut(DemandSeries raw, Span<double> quantities, ICollection<Correction> record, double deviations)
    {
        if (deviations <= 0 || raw.LargestRows.IsDefaultOrEmpty)
            return;
        var rows = new List<double>();
        var totals = new List<double>();
        var several = 0;
        for (var i = 0; i < quantities.Length; i++)
        {
            if (!(quantities[i] > 0) || !(raw.LargestRows[i] > 0))
                continue;
            rows.Add(Outliers.Stabilise(raw.LargestRows[i]));
            totals.Add(Outliers.Stabilise(quantities[i]));
            several += raw.LargestRows[i] < quantities[i] ? 1 : 0;
        }

        if (rows.Count < FewestSales || 2 * several < rows.Count)
            return;
        var (largest, next) = TwoLargest(raw.LargestRows.AsSpan());
        var units = raw.LargestRows[largest];
        var row = Outliers.Spread(rows);
        var total = Outliers.Spread(totals);
        var isBulk = Outliers.Stabilise(units) > row.Median + deviations * row.Deviation
            && 2 * units >= quantities[largest]
            && 2 * next < units
            && Outliers.Stabilise(Math.Max(0, quantities[largest] - units)) <= total.Median + deviations / 2 * total.Deviation
            && (raw.Promotions.IsDefaultOrEmpty || !raw.Promotions[largest]);
        if (!isBulk)
            return;
        CleansingRules.Set(
            raw, quantities, record, largest, Math.Max(0, quantities[largest] - units) + next, "bulk",
            Invariant($"One row of {units:0.##} units; the largest of all others has {next:0.##}, and that much of it is kept."));
    }

    private static (int Largest, double Next) TwoLargest(ReadOnlySpan<double> rows)
    {
        var largest = 0;
        double next = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i] > rows[largest])
                (largest, next) = (i, rows[largest]);
            else
                next = Math.Max(next, rows[i]);
        }

        return (largest, next);
    }
}
