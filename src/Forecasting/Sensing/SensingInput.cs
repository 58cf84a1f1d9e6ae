using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;
using Forecasting.Planning;

namespace Forecasting.Sensing;

/// <summary>What is known on the morning of a look.</summary>
/// <param name="AsOf">The morning: nothing from this day on is known.</param>
/// <param name="Plan">What the newest published plan promised.</param>
/// <param name="Days">Sales by day, ordered by key, each from <see cref="HistoryStart"/> or its first sale to the day before <paramref name="AsOf"/>.</param>
/// <param name="Positions">Stock and what is on its way.</param>
/// <param name="OpenOrders">The open-order feed; empty where there is none.</param>
/// <param name="Deliveries">Receipts and open orders as lines.</param>
/// <param name="Terms">Terms of replenishment, with what receipts teach.</param>
/// <param name="Events">Announced and past events.</param>
/// <param name="Unmet">What becomes of demand that finds no stock.</param>
/// <param name="Settings">When something is a signal.</param>
public sealed record SensingInput(
    DateOnly AsOf,
    PublishedPromise Plan,
    ImmutableArray<DemandSeries> Days,
    StockPositions Positions,
    ImmutableArray<OpenOrder> OpenOrders,
    DeliveryRecords Deliveries,
    SupplyTermsResolution Terms,
    ImmutableArray<CalendarEvent> Events,
    UnmetDemand Unmet,
    SensingSettings Settings)
{
    /// <summary>Days before a plan that tell how demand spreads over a week: half a year.</summary>
    public const int ProfileDays = 182;

    /// <summary>Days since a plan that are looked at; an older plan is looked at for so many of its first days.</summary>
    public const int LongestDays = 42;

    /// <summary>First day of sales that a look needs.</summary>
    /// <param name="planAsOf">Morning of the plan.</param>
    public static DateOnly HistoryStart(DateOnly planAsOf) => planAsOf.AddDays(-ProfileDays);

    /// <summary>A series from a day on.</summary>
    /// <param name="days">A series of days.</param>
    /// <param name="first">The first day wanted.</param>
    /// <exception cref="ArgumentException">The buckets are not days.</exception>
    public static DemandSeries Recent(DemandSeries days, DateOnly first)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (days.Bucket.Unit != BucketUnit.Day)
            throw new ArgumentException($"The buckets are {days.Bucket}s; they must be days.", nameof(days));
        var skip = Math.Clamp(first.DayNumber - days.Start.DayNumber, 0, days.Length);
        return new DemandSeries(
            days.Key, days.Bucket, days.Start.AddDays(skip), days.Quantities[skip..],
            days.Promotions.IsDefaultOrEmpty ? [] : days.Promotions[skip..], days.Availability.IsDefaultOrEmpty ? [] : days.Availability[skip..]);
    }
}

/// <summary>What a look found.</summary>
/// <param name="AsOf">Morning of the look.</param>
/// <param name="RunId">The plan that it is measured by.</param>
/// <param name="PlanAsOf">Its morning.</param>
/// <param name="Watched">SKU-locations with a promise.</param>
/// <param name="DaysSeen">Days since the plan.</param>
/// <param name="Threshold">From which evidence on a spike or a collapse is one.</param>
/// <param name="Signals">Most money first.</param>
/// <param name="Notes">Days that did not count for a whole place, and the like: full sentences.</param>
public sealed record SensingReport(
    DateOnly AsOf,
    string RunId,
    DateOnly PlanAsOf,
    int Watched,
    int DaysSeen,
    double Threshold,
    ImmutableArray<Signal> Signals,
    ImmutableArray<string> Notes);
