using Forecasting.Inventory.StockHealth;

namespace Forecasting.Inventory.Clearance;

/// <summary>What a price cut would do to stock that is too much.</summary>
/// <param name="Discount">Share off today's price that pays best, whole per cents, up to what sells all; 0 = a price cut does not pay.</param>
/// <param name="Price">The price then; today's where the discount is 0.</param>
/// <param name="By">The day by which it is to be sold.</param>
/// <param name="Needed">Discount that would sell all by the day, whole per cents, 0..1; it may be more than is proposed.</param>
/// <param name="NeededAtLeast">The same at the strong end of the elasticity.</param>
/// <param name="NeededAtMost">The same at the weak end.</param>
/// <param name="Sells">Units that are expected to sell by the day at the discount.</param>
/// <param name="SellsAtWorst">The same at the weak end of the elasticity.</param>
/// <param name="RevenueChange">Revenue until the day with the discount − without.</param>
/// <param name="KeptWorth">What the units sold in addition would have been worth if kept: bought again later, less holding until then; null
/// when their cost is not known.</param>
/// <param name="Reason">What the planner should know, in full sentences.</param>
public sealed record ClearanceHint(
    double Discount,
    decimal Price,
    DateOnly By,
    double Needed,
    double NeededAtLeast,
    double NeededAtMost,
    decimal Sells,
    decimal SellsAtWorst,
    decimal RevenueChange,
    decimal? KeptWorth,
    string Reason)
{
    /// <summary>What the discount brings beside keeping the stock at today's price; null when not known.</summary>
    public decimal? Gain => RevenueChange - KeptWorth;

    /// <summary>The hint for one SKU-location.</summary>
    /// <param name="finding">What is too much.</param>
    /// <param name="outlook">Its stock, its demand and its plan.</param>
    /// <param name="elasticity">What a price does, or why it is not known.</param>
    /// <param name="price">Price today; null or 0 = not known.</param>
    /// <param name="settings">How far a discount may go.</param>
    /// <returns>Skipped with the reason where nobody can tell, or no discount is needed; null where nothing is too much, or it is no longer on
    /// sale.</returns>
    /// <remarks>Demand at price p is expected·(p ÷ today's)^b: it meets the units at p = today's·(units ÷ expected)^(1 ÷ b). Of the whole per
    /// cents up to there that one is proposed whose revenue, less what the units would be worth if kept, is most. More stock makes each kept
    /// unit worth less, so it never makes the discount smaller.</remarks>
    public static Outcome<ClearanceHint>? Of(
        StockFinding finding, StockOutlook outlook, Outcome<PriceElasticity> elasticity, decimal? price, ClearanceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(elasticity);
        ArgumentNullException.ThrowIfNull(settings);
        if (ClearanceTask.Of(finding, outlook) is not { } task)
            return null;
        if (elasticity is not Outcome<PriceElasticity>.Done { Value: var known })
        {
            return elasticity is Outcome<PriceElasticity>.Failed failed
                ? new Outcome<ClearanceHint>.Failed(failed.Error)
                : new Outcome<ClearanceHint>.Skipped(((Outcome<PriceElasticity>.Skipped)elasticity).Reason);
        }

        if (price is not { } today || today <= 0)
            return new Outcome<ClearanceHint>.Skipped("Not estimable: no price of today is on record.");
        if (!(task.Expected > 0))
            return new Outcome<ClearanceHint>.Skipped("Not estimable: no demand is expected at today's price, so there is none to lift.");
        return new ClearanceSearch(task, outlook, known, today, settings).Find();
    }

    /// <summary>The hint, or why there is none, as one text.</summary>
    /// <param name="hint">What <see cref="Of"/> found.</param>
    public static string Words(Outcome<ClearanceHint> hint) => hint switch
    {
        Outcome<ClearanceHint>.Done { Value: var known } => known.Reason,
        Outcome<ClearanceHint>.Skipped { Reason: var reason } => reason,
        Outcome<ClearanceHint>.Failed { Error: var error } => "Not estimable: " + error,
        _ => throw new InvalidOperationException("The family of outcomes is closed."),
    };
}
