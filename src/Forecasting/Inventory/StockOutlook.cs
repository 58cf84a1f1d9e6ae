using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>One SKU-location as a stock controller sees it: what is there and on its way, what is expected to go, and what the plan
/// says.</summary>
/// <param name="Terms">Terms of replenishment.</param>
/// <param name="Window">Days of this order and the next.</param>
/// <param name="Position">Stock and what is on its way.</param>
/// <param name="SafetyStock">Units above expected demand that the plan holds; below 0 counts as 0.</param>
/// <param name="OrderUpToLevel">S: position that an order restores, units.</param>
/// <param name="OrderQuantity">Units that the plan orders now, on the shelf on the window's delivery day, ≥ 0.</param>
/// <param name="DailyMean">Expected demand per day from the plan to the end of the horizon, at least one day.</param>
public sealed record StockOutlook(
    SupplyTerms Terms,
    OrderWindow Window,
    StockPosition Position,
    decimal SafetyStock,
    decimal OrderUpToLevel,
    decimal OrderQuantity,
    ImmutableArray<double> DailyMean)
{
    /// <summary>Product and place.</summary>
    public SkuLocation Key => Terms.Key;

    /// <summary>Morning of the plan.</summary>
    public DateOnly AsOf => Window.AsOf;

    /// <summary>Cost of one unit of demand not served; null when nothing is known of it.</summary>
    public decimal? CostOfOneShort { get; init; }

    /// <summary>Cost of holding one unit for one week; null when nothing is known of it.</summary>
    public decimal? HoldingCostPerWeek { get; init; }

    /// <summary>Units that this plan sends here from other places, beside <see cref="OrderQuantity"/>: they are expected, and not on order yet.</summary>
    public ImmutableArray<Arrival> Transfers { get; init; } = [];

    /// <summary>Units sold a day over the last year; 0 = not known. What sells in another season than that of the horizon is not slow.</summary>
    public double LastYearPerDay { get; init; }

    /// <summary>Units on the shelf that nobody has a claim on, ≥ 0.</summary>
    public decimal Available => Math.Max(0, Position.OnHand - Position.Allocated - Position.Backordered);

    /// <summary>Expected demand of the horizon, units: nothing after the last day on sale.</summary>
    public double HorizonDemand => DemandUntil(DailyMean.Length);

    /// <summary>The outlook of a planned line.</summary>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="window">Days of this order and the next.</param>
    /// <param name="position">Stock and what is on its way.</param>
    /// <param name="recommendation">What the plan says.</param>
    /// <param name="dailyMean">Expected demand per day from the plan to the end of the horizon, at least one day.</param>
    /// <param name="settings">The yearly holding rate where no holding cost is given.</param>
    /// <exception cref="ArgumentException"><paramref name="dailyMean"/> is empty.</exception>
    public static StockOutlook Of(
        SupplyTerms terms,
        OrderWindow window,
        StockPosition position,
        Recommendation recommendation,
        ImmutableArray<double> dailyMean,
        InventorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(recommendation);
        ArgumentNullException.ThrowIfNull(settings);
        if (dailyMean.IsDefaultOrEmpty)
            throw new ArgumentException("Must have at least one day.", nameof(dailyMean));
        var why = recommendation.Explanation;
        var shortage = Replenishment.CostOfOneShort(terms);
        return new StockOutlook(terms, window, position, why.SafetyStock, why.OrderUpToLevel, why.Quantity, dailyMean)
        {
            CostOfOneShort = shortage > 0 ? shortage : null,
            HoldingCostPerWeek = terms.HoldingCostPerWeek ?? terms.UnitCost * (decimal)settings.HoldingCostRate / 52,
        };
    }

    /// <summary>Expected demand of one day, units, ≥ 0: nothing after the last day on sale; beyond the horizon its mean
    /// or that of the last year goes on, whichever is more.</summary>
    /// <param name="day">Days from the plan, ≥ 0.</param>
    public double DemandOn(int day) =>
        Terms.EndDate < AsOf.AddDays(day) ? 0 : Math.Max(0, day < DailyMean.Length ? DailyMean[day] : Later());

    /// <summary>Expected demand from the plan to a day, the day itself left out.</summary>
    /// <param name="day">Days from the plan, ≥ 0.</param>
    public double DemandUntil(int day)
    {
        double sum = 0;
        for (var d = 0; d < Math.Min(day, DailyMean.Length); d++)
            sum += DemandOn(d);
        if (day <= DailyMean.Length)
            return sum;
        var last = Terms.EndDate is { } end ? Math.Min(day, end.DayNumber - AsOf.DayNumber + 1) : day;
        return sum + Math.Max(0, last - DailyMean.Length) * Later();
    }

    /// <summary>The stock that a day should not end below, units: the safety stock, and 0 in the last protection interval on sale, when
    /// what is left over is lost.</summary>
    /// <param name="day">Days from the plan, ≥ 0.</param>
    internal double LevelOn(int day) =>
        Terms.EndDate is { } end && end.DayNumber - AsOf.DayNumber - Window.ProtectionDays < day ? 0 : Math.Max(0, (double)SafetyStock);

    // What is beyond the horizon is only weeks of cover and money of the far future: a plain mean is as good as any.
    private double Later()
    {
        double sum = 0;
        foreach (var units in DailyMean)
            sum += Math.Max(0, units);
        return Math.Max(LastYearPerDay, sum / DailyMean.Length);
    }
}
