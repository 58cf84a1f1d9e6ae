using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>One thing that events do to demand, the same whenever they come: all promotions with about that discount, a holiday,
/// the day before it.</summary>
/// <param name="Name">Name for people: <c>Promotion</c>, <c>Promotion over 30 % off</c>, <c>Easter Monday</c>, <c>Day
/// before Easter Monday</c>.</param>
/// <param name="Kind">Kind of its events.</param>
/// <remarks>Events of one name on other dates in other years are one effect: that is how feasts that move are learnt.</remarks>
public readonly record struct EventEffect(string Name, EventKind Kind)
{
    /// <summary>A promotion of which no discount is known.</summary>
    public static readonly EventEffect Promotion = new("Promotion", EventKind.Promotion);

    /// <summary>Name of the cleansing rule that takes it out: <c>promotion</c>, <c>holiday</c> or <c>event</c>.</summary>
    public string Rule => Kind switch { EventKind.Promotion => "promotion", EventKind.Holiday => "holiday", _ => "event" };

    /// <summary>The effects of an event, each with the days on which it acts; none for closures and changes of price.</summary>
    /// <param name="e">The event.</param>
    /// <param name="bucket">Length of a bucket: the day before a feast is told apart from it only where buckets are days.</param>
    public static IEnumerable<(EventEffect Effect, DateRange Days)> Of(CalendarEvent e, TimeBucket bucket)
    {
        if (e.Kind is EventKind.Closure or EventKind.Price)
            yield break;
        if (e.Kind == EventKind.Promotion)
        {
            yield return (OfDiscount(e.Discount), e.Days);
            yield break;
        }

        yield return (new EventEffect(e.Name, e.Kind), e.Days);
        if (bucket.Unit == BucketUnit.Day)
        {
            var before = e.Days.First.AddDays(-1);
            yield return (new EventEffect($"Day before {e.Name}", e.Kind), new DateRange(before, before));
        }
    }

    /// <summary>How much of its usual effect an event has in a bucket, 0..1.</summary>
    /// <param name="days">Days on which it acts.</param>
    /// <param name="first">First day of the bucket.</param>
    /// <param name="after">First day of the bucket after it.</param>
    /// <remarks>A promotion acts on as many of the bucket's days as it runs. A feast of a day acts on its whole week or month, or
    /// rather: its effect is the one on the bucket that holds it; one that lies across two buckets acts on each in part.</remarks>
    public double ShareOf(DateRange days, DateOnly first, DateOnly after)
    {
        var length = after.DayNumber - first.DayNumber;
        var overlap = Math.Min(after.DayNumber, days.Last.DayNumber + 1) - Math.Max(first.DayNumber, days.First.DayNumber);
        var whole = Kind == EventKind.Promotion ? length : Math.Min(length, days.Last.DayNumber - days.First.DayNumber + 1);
        return Math.Max(0, overlap) / (double)whole;
    }

    // Three bands, so that each has a chance to be seen three times.
    private static EventEffect OfDiscount(double? discount) => discount switch
    {
        null => Promotion,
        <= 0.15 => new("Promotion up to 15 % off", EventKind.Promotion),
        <= 0.3 => new("Promotion 15 to 30 % off", EventKind.Promotion),
        _ => new("Promotion over 30 % off", EventKind.Promotion),
    };
}
