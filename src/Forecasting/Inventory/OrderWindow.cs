using Forecasting.Catalog;

namespace Forecasting.Inventory;

/// <summary>The days that an order decision turns on: when it is placed, when it arrives, and when the one after it arrives.</summary>
/// <param name="AsOf">Morning of the plan.</param>
/// <param name="OrderDate">First day from <paramref name="AsOf"/> on which the supplier takes an order.</param>
/// <param name="Delivery">Day on which that order is expected on the shelf.</param>
/// <param name="NextDelivery">Day on which the order after it is expected on the shelf: until then this order must last.</param>
public readonly record struct OrderWindow(DateOnly AsOf, DateOnly OrderDate, DateOnly Delivery, DateOnly NextDelivery)
{
    // Longest search for an open day; a supplier closed for two years is a data fault, and the day found then is as good as any.
    private const int LongestSearchDays = 730;

    /// <summary>True when the item ends before the order after this one could come: then <see cref="NextDelivery"/> is the day after its last.</summary>
    public bool IsLast { get; init; }

    /// <summary>Days that the inventory position must cover: protection interval, lead time + review period when orders are taken every day.</summary>
    public int ProtectionDays => NextDelivery.DayNumber - AsOf.DayNumber;

    /// <summary>Days that one order must last.</summary>
    public int ReviewDays => NextDelivery.DayNumber - Delivery.DayNumber;

    /// <summary>The window of a plan made on <paramref name="asOf"/>.</summary>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="terms">Lead time, review period, order days, closures, last day on sale.</param>
    public static OrderWindow From(DateOnly asOf, SupplyTerms terms)
    {
        var review = Math.Max(1, (int)Math.Ceiling(terms.ReviewDays));
        var order = NextOrderDay(asOf, terms);
        var next = NextOrderDay(order.AddDays(terms.OrderDays.IsEmpty ? review : Math.Max(1, review - 6)), terms);
        var delivery = Arrival(order, terms);
        var nextDelivery = Arrival(next, terms);
        nextDelivery = nextDelivery > delivery ? nextDelivery : delivery.AddDays(1);
        return terms.EndDate is { } end && end > delivery && end < nextDelivery
            ? new OrderWindow(asOf, order, delivery, end.AddDays(1)) { IsLast = true }
            : new OrderWindow(asOf, order, delivery, nextDelivery);
    }

    private static DateOnly NextOrderDay(DateOnly from, SupplyTerms terms)
    {
        for (var day = from; day.DayNumber < from.DayNumber + LongestSearchDays; day = day.AddDays(1))
        {
            if ((terms.OrderDays.IsEmpty || terms.OrderDays.Contains(day.DayOfWeek)) && !terms.Closed.Any(c => c.Contains(day)))
                return day;
        }

        return from;
    }

    // Nothing is sent on closed days, so they lengthen the wait one by one.
    private static DateOnly Arrival(DateOnly order, SupplyTerms terms)
    {
        var days = (int)Math.Ceiling(terms.LeadTime.MeanDays) + (terms.Promise?.InboundDays ?? 0);
        var arrival = order.AddDays(days);
        if (terms.Closed.IsEmpty)
            return arrival;
        var shut = 0;
        for (var day = order.AddDays(1); day <= arrival.AddDays(shut) && shut < LongestSearchDays; day = day.AddDays(1))
        {
            if (terms.Closed.Any(c => c.Contains(day)))
                shut++;
        }

        return arrival.AddDays(shut);
    }
}
