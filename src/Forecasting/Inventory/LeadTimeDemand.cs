using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>Demand over the protection interval as the stock on hand will feel it: one number per sample path.</summary>
/// <remarks>
/// A path's value is what the inventory position must have been today for the stock to end the interval at exactly zero.
/// With backorders that is all demand of the interval. With lost sales, demand that finds an empty shelf before our order arrives does not
/// come back, so it does not count: levels set on plain demand would order for customers who have left.
/// </remarks>
public sealed class LeadTimeDemand
{
    private readonly SortedSample values;

    private LeadTimeDemand(SortedSample values, double mean, double deviation, double meanReviewDemand, double shortage, double stockoutProbability)
    {
        this.values = values;
        Mean = mean;
        StandardDeviation = deviation;
        MeanReviewDemand = meanReviewDemand;
        ExpectedShortageWithoutOrder = shortage;
        StockoutProbabilityWithoutOrder = stockoutProbability;
    }

    /// <summary>μ, units.</summary>
    public double Mean { get; }

    /// <summary>σ, units.</summary>
    public double StandardDeviation { get; }

    /// <summary>Expected demand from the arrival of this order to the arrival of the next, units.</summary>
    public double MeanReviewDemand { get; }

    /// <summary>Expected units not served in the interval if nothing is ordered.</summary>
    public double ExpectedShortageWithoutOrder { get; }

    /// <summary>Probability that some demand of the interval is not served if nothing is ordered, 0..1.</summary>
    public double StockoutProbabilityWithoutOrder { get; }

    /// <summary>Demand of the cycle that this order serves, as the stock of today will feel it.</summary>
    public required CycleDemand Cycle { get; init; }

    /// <summary>The same for any other day: all demand counts, whatever the stock of today. With backorders there is no difference.</summary>
    public required CycleDemand AnyCycle { get; init; }

    /// <summary>Expected demand from today to the arrival of this order, units, served or not.</summary>
    public required double MeanDemandBeforeDelivery { get; init; }

    /// <summary>Demand from the arrival of this order to the arrival of the next, units, one value per path, in the order of the paths.</summary>
    public required ImmutableArray<double> ReviewDemands { get; init; }

    /// <summary>Expected demand from today on, if it goes on as in the last review period of the interval.</summary>
    /// <param name="window">The window that was simulated.</param>
    /// <param name="days">Days from today, ≥ 0.</param>
    public double ExpectedUntil(OrderWindow window, double days)
    {
        var wait = window.Delivery.DayNumber - window.AsOf.DayNumber;
        return days < wait
            ? MeanDemandBeforeDelivery * days / wait
            : MeanDemandBeforeDelivery + MeanReviewDemand / window.ReviewDays * (days - wait);
    }

    /// <summary>Smallest value that is not exceeded with at least this probability: an order statistic, no interpolation.</summary>
    /// <param name="probability">0..1.</param>
    public double Quantile(double probability) => values.Quantile(probability);

    /// <summary>E[(D − level)⁺]: expected units beyond <paramref name="level"/>.</summary>
    /// <param name="level">Units.</param>
    public double ExpectedShortage(double level) => values.ExpectedExcess(level);

    /// <summary>Plays the protection interval on every path.</summary>
    /// <param name="demand">Units per bucket: paths × buckets, row by row, ≥ 0. Bucket 0 starts on <paramref name="demandStart"/>.</param>
    /// <param name="buckets">Buckets in a path; they must reach the end of the interval, or the last one is taken to go on.</param>
    /// <param name="daysPerBucket">Days in a bucket, &gt; 0.</param>
    /// <param name="demandStart">First day of bucket 0, on or before the plan.</param>
    /// <param name="window">Order, delivery and next delivery.</param>
    /// <param name="leadTime">Mean and spread of the lead time; only the spread is used here, the mean is in the window.</param>
    /// <param name="position">Stock and what is on its way.</param>
    /// <param name="unmet">What happens to demand that finds an empty shelf.</param>
    /// <param name="leadTimeDraws">A standard normal draw per path, for the lead time; empty when the spread is 0.</param>
    public static LeadTimeDemand Simulate(
        ReadOnlySpan<double> demand,
        int buckets,
        double daysPerBucket,
        DateOnly demandStart,
        OrderWindow window,
        LeadTime leadTime,
        StockPosition position,
        UnmetDemand unmet,
        ReadOnlySpan<double> leadTimeDraws)
    {
        var paths = demand.Length / buckets;
        var values = new double[paths];
        var reviews = new double[paths];
        var untilDelivery = new double[paths];
        var start = (window.AsOf.DayNumber - demandStart.DayNumber) / daysPerBucket;
        var shelf = (double)(position.OnHand - position.Allocated - position.Backordered);
        var arrivals = position.Arrivals
            .Where(a => a.Day < window.NextDelivery)
            .Select(a => (Time: (Math.Max(a.Day.DayNumber, window.AsOf.DayNumber) - demandStart.DayNumber) / daysPerBucket, Units: (double)a.Quantity))
            .ToArray();
        var counted = shelf + arrivals.Sum(a => a.Units);

        var spread = leadTime.StandardDeviationDays;
        var alike = DelayCorrelation(spread, window.ReviewDays);
        double reviewDemand = 0, shortage = 0;
        var stockouts = 0;
        for (var p = 0; p < paths; p++)
        {
            var path = demand.Slice(p * buckets, buckets);
            var (late, nextLate) = (0.0, 0.0);
            if (spread > 0)
            {
                // The next order draws its own delay: that of another path, half of them away.
                var draw = leadTimeDraws[p];
                var other = leadTimeDraws[(p + paths / 2) % paths];
                late = Math.Max(spread * draw, window.AsOf.DayNumber - window.Delivery.DayNumber) / daysPerBucket;
                nextLate = Math.Max(
                    spread * (alike * draw + Math.Sqrt(1 - alike * alike) * other), window.AsOf.DayNumber - window.Delivery.DayNumber) / daysPerBucket;
            }

            var delivery = (window.Delivery.DayNumber - demandStart.DayNumber) / daysPerBucket + late;
            var next = Math.Max(delivery, (window.NextDelivery.DayNumber - demandStart.DayNumber) / daysPerBucket + nextLate);

            // Without our order, up to its delivery: what the shelf cannot give is owed, or lost.
            var stock = shelf;
            var time = start;
            double unserved = 0;
            var i = 0;
            for (; i < arrivals.Length && arrivals[i].Time <= delivery; i++)
            {
                unserved += Draw(ref stock, Sum(path, time, arrivals[i].Time), unmet);
                time = Math.Max(time, arrivals[i].Time);
                stock += arrivals[i].Units;
            }

            unserved += Draw(ref stock, Sum(path, time, delivery), unmet);
            time = Math.Max(time, delivery);
            var atDelivery = stock;
            double later = 0;
            for (var j = i; j < arrivals.Length; j++)
                later += arrivals[j].Units;

            var review = Sum(path, time, next);
            reviewDemand += review;
            reviews[p] = review;
            untilDelivery[p] = Sum(path, start, delivery);
            values[p] = counted + review - later - atDelivery;

            // The rest of the interval without our order, for what is at stake today.
            for (; i < arrivals.Length; i++)
            {
                unserved += Draw(ref stock, Sum(path, time, arrivals[i].Time), unmet);
                time = Math.Max(time, arrivals[i].Time);
                stock += arrivals[i].Units;
            }

            unserved += Draw(ref stock, Sum(path, time, next), unmet);
            shortage += unserved;
            if (unserved > 1e-9)
                stockouts++;
        }

        var untilStart = new double[paths];
        for (var p = 0; p < paths; p++)
            untilStart[p] = values[p] - reviews[p];
        var sample = new SortedSample(values);
        var cycle = new CycleDemand(sample, new SortedSample(untilStart));
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / paths;
        return new LeadTimeDemand(sample, mean, Math.Sqrt(variance), reviewDemand / paths, shortage / paths, (double)stockouts / paths)
        {
            Cycle = cycle,
            AnyCycle = unmet == UnmetDemand.Backordered ? cycle : WhateverTheStock(untilDelivery, reviews),
            MeanDemandBeforeDelivery = untilDelivery.Average(),
            ReviewDemands = ImmutableCollectionsMarshal.AsImmutableArray(reviews),
        };
    }

    private static CycleDemand WhateverTheStock(double[] untilDelivery, double[] reviews)
    {
        var untilEnd = new double[reviews.Length];
        for (var p = 0; p < reviews.Length; p++)
            untilEnd[p] = untilDelivery[p] + reviews[p];
        return new CycleDemand(new SortedSample(untilEnd), new SortedSample([.. untilDelivery]));
    }

    // Delays of two orders are independent as long as the second then hardly ever overtakes the first: the deviation of the time between their arrivals is at most
    // half of the time between the orders. Beyond that they must be alike, as of a supplier who is late with everything.
    private static double DelayCorrelation(double spreadDays, double reviewDays)
    {
        var ratio = spreadDays > 0 ? reviewDays / 2 / spreadDays : 2;
        return Math.Max(0, 1 - ratio * ratio / 2);
    }

    // Takes demand from the shelf and returns the units that it could not serve from stock.
    private static double Draw(ref double stock, double demand, UnmetDemand unmet)
    {
        var missing = Math.Min(demand, Math.Max(0, demand - Math.Max(0, stock)));
        stock -= demand;
        if (unmet == UnmetDemand.Lost)
            stock = Math.Max(0, stock);
        return missing;
    }

    // Demand between two times in buckets; a part of a bucket counts in proportion, the last bucket goes on for ever.
    private static double Sum(ReadOnlySpan<double> path, double from, double to)
    {
        if (to <= from)
            return 0;
        double sum = 0;
        for (var b = (int)Math.Floor(from); b < to; b++)
        {
            var share = Math.Min(to, b + 1) - Math.Max(from, b);
            if (share > 0)
                sum += share * path[Math.Clamp(b, 0, path.Length - 1)];
        }

        return sum;
    }
}
