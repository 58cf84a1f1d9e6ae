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
    DateRange Days, string Name, EventKind Kind, Sku? Sku, string Category, Location? Location, double? Multiplier);
