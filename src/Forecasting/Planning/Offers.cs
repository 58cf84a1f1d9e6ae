using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.BuyingAhead;

namespace Forecasting.Planning;

/// <summary>Raises the purchase of a line to a quantity at which the supplier charges less, or to full layers or pallets, where that saves more than holding costs.</summary>
internal static class Offers
{
    /// <summary>The line with the quantity that saves most; as it is where none does.</summary>
    /// <param name="sized">The line as it would order alone.</param>
    /// <param name="line">The line.</param>
    /// <param name="input">What it was planned from.</param>
    public static SizedLine Take(SizedLine sized, PlanLine line, PlanInput input)
    {
        var (candidate, terms, settings) = (sized.Candidate, line.Terms, input.Settings.Inventory);
        var handling = HandlingSaving.Of(terms, settings);
        ImmutableArray<PriceBreak> breaks = terms.PriceBreaks?.Breaks ?? [];
        if (candidate.Wanted <= 0 || candidate.Most <= 0 || terms is { SourceLocation: not null } or { UnitCost: null } || (breaks.IsEmpty && handling.IsNone))
            return sized;
        var window = OrderWindow.From(input.AsOf, terms);
        var untilNext = DaysUntilNext(sized, line, window);
        var weekly = Math.Max(0, line.Curve!.MeanReviewDemand) / window.ReviewDays * 7;
        decimal[] offers = [candidate.Wanted, .. breaks.SelectMany(b => At(b, terms, candidate.Pack, settings, weekly))];
        var ahead = new BuyAhead(
            terms,
            settings,
            candidate.Wanted,
            (double)Usual(line, candidate.Pack),
            untilNext,
            Later(line, window, untilNext, input),
            offers.Concat(offers.SelectMany(q => handling.FullFrom(q, candidate.Pack))).Where(q => q <= candidate.Most));
        if (ahead.Best() is var (quantity, saving))
            return sized.Offered(quantity, Raised(terms, handling, candidate.Wanted, quantity, saving));
        return breaks.FirstOrDefault(b => b.From > candidate.Wanted) is { From: > 0 } next
            ? sized.Offered(candidate.Wanted, NotRaised(terms, next, ahead, settings))
            : sized;
    }

    /// <summary>Units of a usual order: what a review period sells, or the lot or smallest order where that is more.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pack">Units that an order is a whole number of.</param>
    public static decimal Usual(PlanLine line, decimal pack)
    {
        var review = (decimal)Math.Clamp(line.Curve!.MeanReviewDemand, 0, 1e15);
        return OrderSizing.RoundUp(Math.Max(Math.Max(review, line.Recommendation.Explanation.LotAllowance), Math.Max(line.Terms.Moq, pack)), pack);
    }

    // The break itself, and the economic quantity at its price where that is more; whole packs.
    private static IEnumerable<decimal> At(PriceBreak at, SupplyTerms terms, decimal pack, InventorySettings settings, double weekly)
    {
        var least = OrderSizing.RoundUp(Math.Max(at.From, terms.Moq), pack);
        yield return least;
        if (terms.OrderCost > 0 && settings.HoldingCostAt(terms, at.UnitCost) is > 0 and var holding)
        {
            var economic = EconomicOrderQuantity.Compute((double)terms.OrderCost, weekly, holding);
            yield return Math.Max(least, OrderSizing.RoundUp((decimal)Math.Min(economic, 1e15), pack));
        }
    }

    // From this delivery to the one that would follow it: the position falls to the level at which the next is ordered.
    private static double DaysUntilNext(SizedLine sized, PlanLine line, OrderWindow window)
    {
        var why = line.Recommendation.Explanation;
        var daily = line.Curve!.MeanReviewDemand / window.ReviewDays;
        var above = Math.Max(0, sized.Worth.Position + (double)sized.Candidate.Wanted - (double)why.ReorderPoint);
        var days = daily > 0 ? above / daily : above > 0 ? double.PositiveInfinity : 0;
        return why.LotAllowance > 0 ? Math.Max(window.ReviewDays, days) : window.ReviewDays + days;
    }

    private static ImmutableArray<double> Later(PlanLine line, OrderWindow window, double untilNext, PlanInput input)
    {
        var arrives = window.Delivery.DayNumber - input.AsOf.DayNumber;
        var end = arrives + input.Settings.Inventory.BuyAheadDays;
        var first = arrives + (int)Math.Round(Math.Min(untilNext, input.Settings.Inventory.BuyAheadDays));
        if (first >= end)
            return [];
        var outlook = StockAdvice.Outlook(line, input);
        return [.. Enumerable.Range(first, end - first).Select(outlook.DemandOn)];
    }

    private static string Raised(SupplyTerms terms, HandlingSaving handling, decimal wanted, decimal quantity, double saving)
    {
        var full = handling.At(quantity) > handling.At(wanted) ? handling.Describe(quantity) : "";
        var price = terms.UnitCostAt(quantity) == terms.UnitCostAt(wanted) ? ""
            : Text($"a unit then costs {terms.UnitCostAt(quantity):0.######} instead of {terms.UnitCostAt(wanted):0.######}");
        return Text($"Raised from {wanted:0.###} to {quantity:0.###}: ")
            + string.Join(", and it makes ", new[] { price, full }.Where(s => s.Length > 0))
            + Text($", which saves {Money(saving, terms)}, holding counted.");
    }

    private static string NotRaised(SupplyTerms terms, PriceBreak next, BuyAhead ahead, InventorySettings settings)
    {
        var reason = ahead.Offers.IsEmpty ? "the largest order, the largest stock or the shelf life allow less"
            : ahead.Saving(ahead.Offers[0]) is { } saving ? Text($"holding would cost {Money(-saving, terms)} more than it saves")
            : Text($"not expected to sell within {settings.BuyAheadDays} days of the delivery (inventory.buyAheadDays)");
        return Text($"Not raised to {next.From:0.###} for a unit cost of {next.UnitCost:0.######}: {reason}.");
    }

    private static string Money(double amount, SupplyTerms terms) => Text($"{amount:0.00} {terms.Currency}").TrimEnd();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
