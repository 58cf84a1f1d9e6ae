using Forecasting.Planning;

namespace Forecasting.Reports.Decisions;

/// <summary>What a planner can do about a risk.</summary>
public enum DecisionKind
{
    /// <summary>Place the recommended order.</summary>
    Order,

    /// <summary>Place the recommended order and ask for it sooner than usual: at the usual lead time it comes after the stock is gone.</summary>
    OrderAndExpedite,

    /// <summary>Ask for what is on its way to come sooner.</summary>
    Expedite,

    /// <summary>Ask for what is on its way to come later.</summary>
    Postpone,

    /// <summary>Call off what is on its way and never needed.</summary>
    Cancel,

    /// <summary>Have what is on its way delivered to another place.</summary>
    Reroute,

    /// <summary>Send stock to another place.</summary>
    Transfer,

    /// <summary>Sell stock that is too much at a lower price, or give it back.</summary>
    Clear,
}

/// <summary>One decision that a planner can still take.</summary>
/// <param name="Rank">Place in the list, from 1.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Line">About which SKU-location.</param>
/// <param name="What">What to do, a sentence.</param>
/// <param name="Quantity">Units concerned, &gt; 0.</param>
/// <param name="Value">Quantity × price of the order, or × unit cost, in the item's currency; null when no cost is known.</param>
/// <param name="By">Day by which to act.</param>
/// <param name="MoneyAtRisk">Orders: expected units short × what one unit short costs. Everything else: what following the advice is worth, as on the sheet of risks.
/// In the item's currency; null when no value is known.</param>
/// <param name="Why">The reason, in one or two sentences with its numbers.</param>
public sealed record Decision(
    int Rank, DecisionKind Kind, PlanLine Line, string What, decimal Quantity, decimal? Value, DateOnly By, decimal? MoneyAtRisk, string Why)
{
    /// <summary>ISO 4217 code of the amounts; empty when unknown.</summary>
    public string Currency => Line.Terms.Currency;
}
