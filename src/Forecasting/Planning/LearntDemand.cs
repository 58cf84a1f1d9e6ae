using System.Collections.Immutable;
using Forecasting.Cleansing;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>The demand of one SKU-location as it is learnt from.</summary>
/// <param name="History">Cleansed, with its corrections.</param>
/// <param name="Events">Events that concern it.</param>
/// <param name="Lift">What they did to it.</param>
/// <param name="Launch">First day on sale; null = not known.</param>
/// <param name="FirstSale">First day on sale of one that is yet to sell for the first time; null for any other.</param>
internal sealed record LearntDemand(
    CleansedSeries History, ImmutableArray<CalendarEvent> Events, EventLift Lift, DateOnly? Launch, DateOnly? FirstSale);
