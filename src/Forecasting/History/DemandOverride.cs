using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>How an override changes the forecast.</summary>
public enum OverrideKind
{
    /// <summary>Replace the bucket's demand.</summary>
    Set,

    /// <summary>Add units to the bucket's demand.</summary>
    Add,

    /// <summary>Multiply the bucket's demand.</summary>
    Multiply,
}

/// <summary>One row of <c>overrides</c>: a planner's word against the forecast, with the reason.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Location">Only this place; null = every place.</param>
/// <param name="Days">Days whose buckets are changed, both ends included.</param>
/// <param name="Kind">How.</param>
/// <param name="Value">Units per bucket (set, add) or factor (multiply).</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="Expires">Not applied on or after this day; null = no expiry.</param>
public sealed record DemandOverride(
    Sku Sku, Location? Location, DateRange Days, OverrideKind Kind, double Value, string Reason, string Author, DateOnly? Expires);
