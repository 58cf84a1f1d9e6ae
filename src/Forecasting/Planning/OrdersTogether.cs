using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory.Network;

namespace Forecasting.Planning;

/// <summary>All that is expected to be taken from a place, as one demand: by the day, to decide its order, and by the bucket, to be shown.</summary>
/// <param name="parts">What each place, and its own customers, are expected to take; at least one.</param>
/// <param name="days">Days that each of them speaks of.</param>
internal sealed class OrdersTogether(IReadOnlyList<ExpectedOrders> parts, int days)
{
    /// <summary>Between what two places order, and their customers buy.</summary>
    private const double Correlation = ErrorCorrelation.Default;

    // Beyond it a sum is as uncertain as its parts together, and no more.
    private const double LargestCorrelation = 0.99;

    /// <summary>Units on each day.</summary>
    public ImmutableArray<double> Daily { get; } = [.. Enumerable.Range(0, days).Select(d => parts.Sum(p => p.Units[d]))];

    /// <summary>The demand day by day.</summary>
    /// <param name="reach">Days that an order looks ahead, 1..<see cref="Daily"/>.</param>
    public SeriesForecast ByDay(int reach)
    {
        var deviations = Enumerable.Range(0, days).Select(d => Deviation(p => p.Variance(d, d + 1, reach))).ToImmutableArray();
        var spread = BorrowedSpread.Of(Daily, deviations, 0, parts.Count);
        var together = Together(deviations.AsSpan()[..reach], reach);
        return Forecast(Daily, spread with { Correlation = [.. Enumerable.Repeat(together, days)] });
    }

    /// <summary>The demand bucket by bucket.</summary>
    /// <param name="means">Units expected in each bucket.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="start">First day of the first bucket, on or before the plan.</param>
    /// <param name="asOf">Morning of the plan: the first of the days.</param>
    public SeriesForecast ByBucket(ImmutableArray<double> means, TimeBucket bucket, DateOnly start, DateOnly asOf)
    {
        var deviations = new double[means.Length];
        var whole = new double[means.Length];
        var correlation = new double[means.Length];
        for (var b = 0; b < means.Length; b++)
        {
            var (first, after) = (bucket.Add(start, b).DayNumber - asOf.DayNumber, bucket.Add(start, b + 1).DayNumber - asOf.DayNumber);
            var (from, to) = (Math.Clamp(first, 0, days), Math.Clamp(after, 0, days));
            deviations[b] = Deviation(p => p.Variance(from, to, days));
            correlation[b] = Together(deviations.AsSpan()[..(b + 1)], to);
            // As its mean is raised (DependentDemand.PerBucket), so is the deviation of a bucket that has begun.
            whole[b] = to > from ? deviations[b] * (after - first) / (to - from) : 0;
        }

        var spread = BorrowedSpread.Of(means, [.. whole], 0, parts.Count);
        return Forecast(means, spread with { Correlation = [.. correlation] });
    }

    private double Deviation(Func<ExpectedOrders, double> variance) =>
        DependentDemand.Deviation([.. parts.Select(p => Math.Sqrt(variance(p)))], Correlation);

    // The correlation of any two of these that gives their sum the deviation that all parts have until then.
    private double Together(ReadOnlySpan<double> deviations, int until)
    {
        double squares = 0, sum = 0;
        foreach (var deviation in deviations)
            (squares, sum) = (squares + deviation * deviation, sum + deviation);
        var all = Deviation(p => p.Until(until));
        return sum * sum > squares * (1 + 1e-9) ? Math.Clamp((all * all - squares) / (sum * sum - squares), 0, LargestCorrelation) : 0;
    }

    private static SeriesForecast Forecast(ImmutableArray<double> means, ErrorSpread spread)
    {
        var levels = SkuLocationPlan.QuantileLevels;
        var quantiles = BorrowedSpread.Quantiles(spread, means, levels.AsSpan());
        return new SeriesForecast(new DemandForecast(SourceDemand.ModelName, "", "", means, levels, quantiles), null, spread);
    }
}
