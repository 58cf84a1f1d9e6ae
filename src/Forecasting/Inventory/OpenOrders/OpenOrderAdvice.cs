using Forecasting.Catalog;

namespace Forecasting.Inventory.OpenOrders;

/// <summary>What to do about an order that is already on its way: a closed family.</summary>
public abstract record OpenOrderAdvice
{
    private OpenOrderAdvice()
    {
    }

    /// <summary>Stock is expected to run out before the order comes: ask for it sooner.</summary>
    /// <param name="To">Day to ask for: the latest that saves all that can be saved.</param>
    public sealed record Expedite(DateOnly To) : OpenOrderAdvice;

    /// <summary>The order is not needed before a later day: ask for it then.</summary>
    /// <param name="To">Day on which it is needed.</param>
    public sealed record Postpone(DateOnly To) : OpenOrderAdvice;

    /// <summary>All of the order is more than the horizon, or the time left on sale, can use.</summary>
    public sealed record Cancel : OpenOrderAdvice;

    /// <summary>The order is not needed where it goes, and another place is short of the same product: have it delivered there.</summary>
    /// <param name="To">The other place.</param>
    /// <param name="Arrives">Day on which it can be on the shelf there.</param>
    public sealed record Reroute(Location To, DateOnly Arrives) : OpenOrderAdvice;

    /// <summary>Product and place that the order is meant for.</summary>
    public required SkuLocation Key { get; init; }

    /// <summary>The order, the day on which it is expected on the shelf, and what it brings.</summary>
    public required Arrival Order { get; init; }

    /// <summary>Units that the advice is about, &gt; 0: those served that would not be, else all that the order brings.</summary>
    public required decimal Units { get; init; }

    /// <summary>What following the advice is worth, in the currency of the item's costs, ≥ 0; null when no cost is known. To expedite or
    /// re-route: units × cost of one short. To postpone: holding saved. To cancel: the purchase where it would never be sold, else holding
    /// until it would be needed, at most the purchase.</summary>
    public required decimal? Money { get; init; }

    /// <summary>What is expected otherwise: one full sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Stable word for files and filters: <c>expedite</c>, <c>postpone</c>, <c>cancel</c>, <c>reroute</c>.</summary>
    public string Action => this switch
    {
        Expedite => "expedite",
        Postpone => "postpone",
        Cancel => "cancel",
        Reroute => "reroute",
        _ => throw new InvalidOperationException("The family of advice is closed."),
    };

    /// <summary>Day on which the order should be on the shelf; null when it should not come.</summary>
    public DateOnly? NewDay => this switch
    {
        Expedite e => e.To,
        Postpone p => p.To,
        Reroute r => r.Arrives,
        Cancel => null,
        _ => throw new InvalidOperationException("The family of advice is closed."),
    };
}
