using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Replay;

/// <summary>One SKU-location under one policy: its shelf, and what came of it on scored buckets.</summary>
internal sealed class ReplayPlayer
{
    private readonly ReplayShelf shelf;
    private readonly ReplayScore blank;
    private readonly DateOnly scoredFrom, scoredUntil;
    private double wanted, served, stockWeeks, weeks, ordered, orderCost, targetWanted, targetServed;
    private double target = double.NaN;
    private int orders;

    /// <summary>Begins with stock for the protection interval at the mean of the 13 weeks before; nothing is on its way.</summary>
    /// <param name="history">The past.</param>
    /// <param name="series">Number of the series.</param>
    /// <param name="terms">Its terms on the first morning.</param>
    /// <param name="mornings">All mornings.</param>
    /// <param name="settings">How many of them are not scored, and what becomes of demand that finds no stock.</param>
    public ReplayPlayer(ReplayHistory history, int series, SupplyTerms terms, DateOnly[] mornings, ReplaySettings settings)
    {
        Series = series;
        var s = history.Series[series];
        var first = OrderWindow.From(mornings[0], terms);
        scoredFrom = first.Delivery > mornings[settings.WarmUp] ? first.Delivery : mornings[settings.WarmUp];
        scoredUntil = OrderWindow.From(mornings[^1], terms).NextDelivery;
        var mean = ReplayHistory.WeeklyMean(s, history.Bucket.Between(s.Start, mornings[0]), 13);
        shelf = new ReplayShelf(Math.Ceiling((decimal)(mean * first.ProtectionDays / 7)), settings.UnmetDemand);
        var unitCost = (double)(terms.UnitCost ?? 0);
        var holding = terms.HoldingCostPerWeek is { } given ? (double)given : unitCost * history.HoldingCostRate / 52;
        blank = new ReplayScore(s.Key, 0, 0, 0, 0, 0, 0, holding, (double)Replenishment.CostOfOneShort(terms))
        {
            UnitCost = unitCost,
            UnitValue = terms.UnitPrice is > 0 and var price ? (double)price : unitCost,
        };
    }

    /// <summary>Number of the series.</summary>
    public int Series { get; }

    /// <summary>What it has.</summary>
    public StockPosition Position => shelf.Position;

    /// <summary>What came of it.</summary>
    public ReplayScore Score => blank with
    {
        Wanted = wanted,
        Served = served,
        StockWeeks = stockWeeks,
        Weeks = weeks,
        Orders = orders,
        Ordered = ordered,
        OrderCost = orderCost,
        TargetFill = targetWanted > 0 ? targetServed / targetWanted : target,
    };

    /// <summary>The fill rate to be reached from now on; NaN = none.</summary>
    public void Aim(double fillRate) => target = fillRate;

    /// <summary>An order is placed.</summary>
    public void Order(DateOnly delivery, decimal quantity, double cost, bool isScored)
    {
        shelf.Order(delivery, quantity);
        if (!isScored)
            return;
        orders++;
        ordered += (double)quantity;
        orderCost += cost;
    }

    /// <summary>A bucket passes.</summary>
    /// <param name="history">What is wanted.</param>
    /// <param name="bucket">Its first day.</param>
    /// <param name="after">First day of the next one.</param>
    /// <param name="period">Counts it too; null = it is in none.</param>
    public void Sell(ReplayHistory history, DateOnly bucket, DateOnly after, PeriodCount? period)
    {
        var (units, isKnown) = history.WantedIn(Series, bucket);
        var atOnce = (double)shelf.Sell(bucket, after, (decimal)Math.Min(units, 1e15));
        var length = (after.DayNumber - bucket.DayNumber) / 7.0;
        if (period is not null)
            period.StockWeeks += (double)shelf.OnHand * length;
        if (!isKnown || bucket < scoredFrom || bucket >= scoredUntil)
            return;
        wanted += units;
        served += atOnce;
        stockWeeks += (double)shelf.OnHand * length;
        weeks += length;
        if (period is not null)
        {
            period.Wanted += units;
            period.Missed += units - atOnce;
        }

        if (double.IsNaN(target))
            return;
        targetWanted += units;
        targetServed += units * target;
    }
}
