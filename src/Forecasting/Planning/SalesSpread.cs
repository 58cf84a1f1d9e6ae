using Forecasting.Forecasters;

namespace Forecasting.Planning;

/// <summary>How far the sales of a place may be from what is expected, over any stretch of days.</summary>
internal sealed class SalesSpread
{
    private readonly double[] squares, deviations;
    private readonly int[] buckets;
    private readonly PlanLine line;

    /// <summary>Spreads the errors of each bucket over its days.</summary>
    /// <param name="line">Whose sales; without a known spread they are taken as certain.</param>
    /// <param name="forecast">What is expected of them.</param>
    /// <param name="asOf">Morning of the plan: day 0.</param>
    /// <param name="days">Days from the plan, ≥ 1.</param>
    public SalesSpread(PlanLine line, DemandForecast forecast, DateOnly asOf, int days)
    {
        this.line = line;
        (squares, deviations, buckets) = (new double[days + 1], new double[days + 1], new int[days]);
        var (bucket, start) = (line.History.Raw.Bucket, line.History.Raw.End);
        for (var (day, b) = (0, 0); day < days; day++)
        {
            while (bucket.Add(start, b + 1) <= asOf.AddDays(day))
                b++;
            var known = Math.Min(b, forecast.Horizon - 1);
            var length = bucket.Add(start, b + 1).DayNumber - bucket.Add(start, b).DayNumber;
            var deviation = line.Spread is { } spread && forecast.Mean[known] > 0 ? spread.DemandDeviation(known, forecast.Mean[known]) : 0;
            squares[day + 1] = squares[day] + deviation * deviation / length;
            deviations[day + 1] = deviations[day] + deviation / length;
            buckets[day] = b;
        }
    }

    /// <summary>Variance of the sales of a stretch, units².</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Day after the last.</param>
    public double Variance(int from, int to)
    {
        if (to <= from)
            return 0;
        var (own, sum) = (squares[to] - squares[from], deviations[to] - deviations[from]);
        var spanned = buckets[to - 1] - buckets[from] + 1;
        var correlation = line.Spread is { Correlation: { IsDefaultOrEmpty: false } known } ? known[Math.Min(spanned, known.Length) - 1] : 0;
        return (1 - correlation) * own + correlation * sum * sum;
    }
}
