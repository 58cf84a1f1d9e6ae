using static System.FormattableString;

namespace Forecasting.Inventory.StockHealth;

/// <summary>The discount that is expected to clear stock by a day.</summary>
/// <param name="Discount">Share off today's price, 0..1, whole per cents.</param>
/// <param name="Price">Price to ask.</param>
/// <param name="Sells">Units that are then expected to sell by the day, at most what there is.</param>
/// <param name="SellsCautiously">The same at the weakest elasticity that the data allow for.</param>
/// <param name="RevenueChange">Revenue until the day, with the discount − without.</param>
/// <param name="IsEnough">False when even the largest discount that the record can answer for leaves some.</param>
/// <param name="Reason">One full sentence.</param>
public sealed record ClearanceHint(
    double Discount, decimal Price, decimal Sells, decimal SellsCautiously, decimal RevenueChange, bool IsEnough, string Reason)
{
    // Where the exact answer is a whole per cent, rounding must not make it one more.
    private const double Rounding = 1e-9;

    /// <summary>The hint.</summary>
    /// <param name="elasticity">What a price does, or why it is not known.</param>
    /// <param name="price">Price today, &gt; 0.</param>
    /// <param name="units">Units that should be sold by the day, ≥ 0.</param>
    /// <param name="expected">Units expected to sell by the day at today's price, ≥ 0.</param>
    /// <param name="by">The day.</param>
    /// <param name="settings">How far a discount may go.</param>
    /// <returns>Skipped with the reason where the elasticity is not estimable, no demand is there to lift, or no discount is
    /// needed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is not positive.</exception>
    /// <remarks>Demand at price p is expected·(p ÷ today's)^b: it meets the units at p = today's·(units ÷ expected)^(1 ÷ b).</remarks>
    public static Outcome<ClearanceHint> Of(
        Outcome<PriceElasticity> elasticity, decimal price, decimal units, double expected, DateOnly by, ElasticitySettings settings)
    {
        ArgumentNullException.ThrowIfNull(elasticity);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        if (elasticity is not Outcome<PriceElasticity>.Done { Value: var known })
        {
            return elasticity is Outcome<PriceElasticity>.Failed failed
                ? new Outcome<ClearanceHint>.Failed(failed.Error)
                : new Outcome<ClearanceHint>.Skipped(((Outcome<PriceElasticity>.Skipped)elasticity).Reason);
        }

        var wanted = (double)units;
        if (wanted <= expected)
            return new Outcome<ClearanceHint>.Skipped(Invariant($"No discount is needed: {expected:0.#} units are expected to sell by {by:yyyy-MM-dd}."));
        if (!(expected > 0))
            return new Outcome<ClearanceHint>.Skipped("Not estimable: no demand is expected at today's price, so there is none to lift.");
        var needed = 1 - Math.Pow(wanted / expected, 1 / known.Value);
        var deepest = 1 - known.LowestPrice * (1 - settings.Reach) / (double)price;
        var discount = Math.Min(Math.Ceiling(needed * 100 - Rounding), Math.Floor(deepest * 100 + Rounding)) / 100;
        if (!(discount > 0))
        {
            return new Outcome<ClearanceHint>.Skipped(Invariant(
                $"Not estimable: today's price of {price:0.00} is as low as any on record, and nobody knows what a lower one does."));
        }

        return new Outcome<ClearanceHint>.Done(Compose(known, price, wanted, expected, by, discount, discount >= needed - Rounding));
    }

    private static ClearanceHint Compose(
        PriceElasticity known, decimal price, double wanted, double expected, DateOnly by, double discount, bool isEnough)
    {
        var (sells, cautious) = (Sold(known.Value), Sold(known.Cautious));
        var asked = Math.Round(price * (1 - (decimal)discount), 2);
        return new ClearanceHint(
            discount,
            asked,
            sells,
            cautious,
            Math.Round(sells * asked - (decimal)Math.Min(expected, 1e15) * price, 2),
            isEnough,
            Invariant($"{discount * 100:0} % off are expected to sell {sells:0.#} units by {by:yyyy-MM-dd} instead of {expected:0.#}")
                + (isEnough ? "" : Invariant($", of {wanted:0.#}; the record tells nothing of lower prices"))
                + Invariant($" (elasticity {known.Value:0.00} ± {known.StandardError:0.00}, {known.Buckets} buckets, {known.Prices} prices)."));

        decimal Sold(double elasticity) =>
            Math.Round((decimal)Math.Min(Math.Min(wanted, expected * Math.Pow(1 - discount, elasticity)), 1e15), 3);
    }
}
