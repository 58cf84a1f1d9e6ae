using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;

namespace Forecasting.Sensing;

/// <summary>The stock of a SKU-location from a morning on, by what its plan promised and what came since.</summary>
/// <param name="Terms">Terms of replenishment.</param>
/// <param name="Position">Stock and what is on its way.</param>
/// <param name="Window">Days of the order that could be placed now.</param>
/// <param name="Daily">Units promised for each day from the morning on.</param>
/// <param name="Size">Size of the level of the bucket that is on (<see cref="CountSize"/>).</param>
internal sealed record WatchedPlace(SupplyTerms Terms, StockPosition Position, OrderWindow Window, ImmutableArray<double> Daily, double Size)
{
    // Above it counts are normal for every purpose, and tables stay small.
    private const double LargestCount = 2000;

    /// <summary>Stock that nobody has a claim on; below 0 = owed.</summary>
    public double Available => (double)(Position.OnHand - Position.Allocated - Position.Backordered);

    /// <summary>Money lost with one unit of demand that is not served; null when nothing is known.</summary>
    public decimal? Shortage => Replenishment.CostOfOneShort(Terms) is > 0 and var cost ? cost : null;

    /// <summary>Money that lies in one unit that is not sold; null when nothing is known.</summary>
    public decimal? Holding => Terms.UnitCost ?? Terms.UnitPrice;

    /// <summary>The place on a morning.</summary>
    public static WatchedPlace Of(DateOnly asOf, PromisedDemand demand, WeekdayProfile profile, SupplyTerms terms, StockPosition position)
    {
        var days = new List<double>();
        var size = CountSize.Poisson;
        foreach (var span in demand.Spans.Where(s => s.After > asOf))
        {
            size = days.Count == 0 ? span.Size : size;
            for (var day = span.Start > asOf ? span.Start : asOf; day < span.After; day = day.AddDays(1))
                days.Add(day > terms.EndDate ? 0 : span.Mean * profile.ShareOf(day, span.Start, span.After));
        }

        return new WatchedPlace(terms, position, OrderWindow.From(asOf, terms), [.. days.DefaultIfEmpty(0)], size);
    }

    /// <summary>Units promised from the morning to a day, the day itself left out.</summary>
    public double Until(DateOnly day)
    {
        double sum = 0;
        for (var d = 0; d < Math.Min(Daily.Length, day.DayNumber - Window.AsOf.DayNumber); d++)
            sum += Daily[d];
        return sum;
    }

    /// <summary>Units that find no stock before a day when demand is a multiple of the promise; owed already do not count.</summary>
    public double ShortUntil(DateOnly day, double multiple, UnmetDemand unmet)
    {
        var days = day.DayNumber - Window.AsOf.DayNumber;
        if (days <= 0)
            return 0;
        var outlook = new StockOutlook(Terms, Window, Position, 0, 0, 0, [.. Daily.Select(d => d * multiple)]);
        return new ExpectedStock(outlook, unmet, withOrder: false, days).Walk(days);
    }

    /// <summary>Probability that the stock and what comes before a day is gone before it, and the mean number of units missing.</summary>
    /// <param name="day">The day, after the morning.</param>
    /// <param name="multiple">What demand is expected to be of the promise.</param>
    /// <param name="without">Orders that are not counted on.</param>
    public (double Probability, double Units) OutBefore(DateOnly day, double multiple, IReadOnlySet<string>? without = null)
    {
        var mean = Until(day) * multiple;
        var stock = Available + (double)Position.Arrivals.Where(a => a.Day < day && without?.Contains(a.OrderId) != true).Sum(a => a.Quantity);
        if (mean <= 0)
            return (0, 0);
        var variance = mean + mean * mean / Size;
        if (mean > LargestCount || variance > LargestCount * LargestCount)
        {
            var deviation = Math.Sqrt(variance);
            return (NormalDistribution.Cumulative((mean - stock) / deviation), NormalLoss.At(Math.Max(0, stock), mean, deviation).Shortage);
        }

        var cumulative = NegativeBinomialDistribution.Cumulative(mean, variance, 1 - 1e-9);
        var whole = (int)Math.Floor(Math.Max(stock, -1));
        double served = 0;
        for (var n = 0; n < whole; n++)
            served += 1 - (n < cumulative.Length ? cumulative[n] : 1);
        return (whole < 0 ? 1 : 1 - (whole < cumulative.Length ? cumulative[whole] : 1), Math.Max(0, mean - served));
    }
}
