using Forecasting.Catalog;
using Forecasting.History;
using static System.FormattableString;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>How senders keep their promises: days late of what came and of what is awaited beyond its day.</summary>
/// <remarks>The promise is the one of the row that completed the line, so that a delivery agreed for later is not late.</remarks>
public sealed class PromiseKeeping
{
    /// <summary>Days late that are usual where nothing is known of how long the sender takes.</summary>
    /// <value>7: a week.</value>
    private const double UsualDaysLate = 7;

    private readonly DeliveryRecords records;
    private readonly DateOnly asOf;

    internal PromiseKeeping(DeliveryRecords records, List<DeliveredLine> lines, ArrivalLevels leadTimes, DateOnly asOf)
    {
        (this.records, this.asOf) = (records, asOf);
        // As the lead time: what is late by twice the usual lead time came after three times of it.
        Levels = new ArrivalLevels(
            lines.Where(l => l.Promised is not null).Select(l => (
                l, ArrivalObservation.Of(l, (l.Came ?? asOf).DayNumber - l.Promised!.Value.DayNumber))),
            (sender, _) => leadTimes.Of(sender) is { } known ? Math.Max(2 * known.Quantile(0.5), 1) : UsualDaysLate,
            asOf,
            ArrivalDepth.Lanes);
    }

    /// <summary>Days late by sender and lane.</summary>
    internal ArrivalLevels Levels { get; }

    /// <summary>Days late of a sender to a place; null where fewer than five orders with a promise have come.</summary>
    /// <param name="sender">Supplier, or place that sends.</param>
    /// <param name="place">Where to.</param>
    public LearnedArrivals? Find(string sender, Location place) => Levels.Find(sender, place, null);

    /// <summary>When an open order is expected: its due date and the mean of the days that its sender comes late, given that it has not come yet.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Null where the due date is the best that is known: too few orders, a sender who comes in time or early, or an order that is later than any before it.</returns>
    public ExpectedArrival? Expect(OpenOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var promised = order.DueDate;
        if (Find(records.SenderOf(order), order.Key.Location) is not { } learned)
            return null;
        var late = promised < asOf ? learned.Distribution.MeanFrom(asOf.DayNumber - promised.DayNumber) : learned.Distribution.MeanDays;
        var day = promised.AddDays((int)Math.Round(late ?? 0, MidpointRounding.AwayFromZero));
        // Nobody counts on goods before they were promised.
        return day <= promised || day <= asOf ? null : new ExpectedArrival(day, Invariant(
            $"{learned.Levels[0].Of} comes {learned.Distribution.MeanDays:0.#} days late on average ({learned.Levels[0].Orders} orders)"));
    }
}

/// <summary>A day that is expected instead of the one promised.</summary>
/// <param name="Day">Day on the shelf.</param>
/// <param name="Why">Why it is expected then: the beginning of a sentence.</param>
public sealed record ExpectedArrival(DateOnly Day, string Why);
