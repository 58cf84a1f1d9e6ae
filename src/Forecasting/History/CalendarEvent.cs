using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>What kind of event.</summary>
public enum EventKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>Price cut or advertising.</summary>
    Promotion,

    /// <summary>Public holiday.</summary>
    Holiday,

    /// <summary>The place was shut: its buckets are not observed.</summary>
    Closure,

    /// <summary>A change of the regular price.</summary>
    Price,
}

/// <summary>One row of <c>events</c>: a named stretch of days, for all or some SKUs and places.</summary>
/// <param name="Days">First and last day, both included.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Sku">Only this product; null = all.</param>
/// <param name="Category">Only this category; empty = all.</param>
/// <param name="Location">Only this place; null = all.</param>
/// <param name="Multiplier">Demand during the event as a multiple of normal demand; null = not given.</param>
public sealed record CalendarEvent(
    DateRange Days, string Name, EventKind Kind, Sku? Sku, string Category, Location? Location, double? Multiplier)
{
    /// <summary>Share of the regular price that is cut, 0..1; null = not given.</summary>
    public double? Discount { get; init; }

    /// <summary>Only places that keep this calendar (<see cref="StockingPlace.Calendar"/>); empty = all.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>True when the event speaks of this product and place.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="category">Category of the product.</param>
    /// <param name="place">The place's master data.</param>
    public bool Concerns(SkuLocation key, string category, StockingPlace place) =>
        (Sku is null || Sku == key.Sku)
        && (Location is null || Location == key.Location)
        && (Category.Length == 0 || string.Equals(Category, category, StringComparison.Ordinal))
        && (Calendar.Length == 0 || place.Keeps(Calendar));

    /// <summary>Share of a bucket's days on which the event runs, 0..1.</summary>
    /// <param name="first">First day of the bucket.</param>
    /// <param name="after">First day of the bucket after it.</param>
    public double ShareOf(DateOnly first, DateOnly after)
    {
        var overlap = Math.Min(after.DayNumber, Days.Last.DayNumber + 1) - Math.Max(first.DayNumber, Days.First.DayNumber);
        return Math.Max(0, overlap) / (double)(after.DayNumber - first.DayNumber);
    }
}
