using Forecasting.Inventory;
using Forecasting.Inventory.SharedOrders;

namespace Forecasting.Planning;

/// <summary>A line of the plan while the orders are sized as wholes.</summary>
/// <param name="Candidate">What it may order.</param>
/// <param name="Worth">What that is worth; in units where no costs are known.</param>
/// <param name="IsMoney">False where no costs are known.</param>
/// <param name="BeforeBudget">Units before the budget.</param>
/// <param name="Note">What its order as a whole did to it; empty for nothing.</param>
internal sealed record SizedLine(OrderCandidate Candidate, OrderWorth Worth, bool IsMoney, decimal BeforeBudget, string Note)
{
    /// <summary>Units that it would order alone, before what is offered for more.</summary>
    public decimal Alone { get; private init; } = Candidate.Wanted;

    /// <summary>What room at its place did to it; empty for nothing.</summary>
    public string PlaceNote { get; init; } = "";

    /// <summary>What a better price did to it; empty for nothing.</summary>
    public string OfferNote { get; private init; } = "";

    /// <summary>A line as it would order alone.</summary>
    /// <param name="line">The line.</param>
    /// <param name="input">What it was planned from.</param>
    public static SizedLine Of(PlanLine line, PlanInput input)
    {
        var (terms, why, settings) = (line.Terms, line.Recommendation.Explanation, input.Settings.Inventory);
        var window = OrderWindow.From(input.AsOf, terms);
        var shortage = (double)Replenishment.CostOfOneShort(terms);
        var holding = settings.HoldingCostOf(terms) ?? 0;
        var elsewhere = line.Transfers.Sum(t => t.Quantity);
        var worth = new OrderWorth(
            line.Curve!, (double)(why.InventoryPosition + elsewhere), (double)why.OrderUpToLevel, window.ReviewDays / 7.0, shortage > 0 ? shortage : 1, shortage > 0 ? holding : 0)
        {
            Prices = terms is { PriceBreaks: { } list, UnitCost: > 0 and { } cost }
                ? new LotPrices(list, cost, list.UnitCostAt(Offers.Usual(line, terms.PackSize), cost))
                : null,
        };
        var isOpen = window.OrderDate < input.AsOf.AddDays(settings.PlanIntervalDays)
            && !window.IsLast && !(terms.EndDate <= window.Delivery) && !(terms.MaxStock < terms.MinStock);
        var pack = settings.Policy == PolicyRule.FixedLot && why.LotAllowance > 0 ? why.LotAllowance : terms.PackSize;
        var candidate = new OrderCandidate(worth, why.Quantity - elsewhere, terms.Moq, pack, isOpen ? Most(line, window) - elsewhere : 0);
        return new SizedLine(candidate, worth, shortage > 0, candidate.Wanted, "");
    }

    /// <summary>The line with a quantity that a better price makes it order alone.</summary>
    /// <param name="quantity">Units.</param>
    /// <param name="note">What the price did to it.</param>
    public SizedLine Offered(decimal quantity, string note) =>
        this with { Candidate = Candidate.Wanting(quantity), BeforeBudget = quantity, OfferNote = note };

    /// <summary>The line with the quantity that was found for it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="budget">Money of the plan; null = no limit.</param>
    public PlanLine Write(PlanLine line, decimal? budget)
    {
        var (advice, quantity) = (line.Recommendation, Candidate.Quantity);
        var why = advice.Explanation with
        {
            OfferRounding = Candidate.Wanted - Alone,
            SharedRounding = BeforeBudget - Candidate.Wanted,
            BudgetCut = BeforeBudget - quantity,
        };
        var cut = quantity < BeforeBudget
            ? FormattableString.Invariant($"Cut from {BeforeBudget:0.###} to {quantity:0.###}: the budget of {budget:0.##} is worth more elsewhere.")
            : "";
        var elsewhere = line.Transfers.Sum(t => t.Quantity);
        var needed = Math.Max(0, why.Need + Math.Min(0, why.NotNeeded) + why.Joined - elsewhere);
        return line with
        {
            Recommendation = advice with
            {
                Explanation = why,
                Notes = [.. advice.Notes, .. new[] { OfferNote, Note, PlaceNote, cut }.Where(n => n.Length > 0)],
                ExpectedService = quantity == Alone ? advice.ExpectedService : ServiceAt(why.InventoryPosition + elsewhere + quantity),
                Worth = IsMoney ? Money(Worth.Of((double)quantity)) : null,
                NextPackWorth = IsMoney ? Money(Worth.Of((double)(quantity + line.Terms.PackSize)) - Worth.Of((double)quantity)) : null,
                RoundingCost = IsMoney ? quantity > needed ? Math.Max(0, Money(Worth.Of((double)needed) - Worth.Of((double)quantity))) : 0 : null,
            },
        };
    }

    private double ServiceAt(decimal position) => Worth.Curve.MeanReviewDemand > 0
        ? Math.Clamp(1 - Worth.Curve.ExpectedShortage((double)position) / Worth.Curve.MeanReviewDemand, 0, 1)
        : 1;

    // Up to its largest order, its largest stock, and what sells within its shelf life.
    private static decimal Most(PlanLine line, OrderWindow window)
    {
        var (terms, why) = (line.Terms, line.Recommendation.Explanation);
        var most = terms.MaxOrder ?? decimal.MaxValue;
        if (terms.MaxStock is { } stock)
            most = Math.Min(most, stock - why.InventoryPosition);
        if (terms.ShelfLifeDays is { } days)
        {
            var later = line.Curve!.MeanReviewDemand * (days / (double)window.ReviewDays - 1);
            most = Math.Min(most, why.ExpectedDemand + (decimal)Math.Clamp(later, -1e15, 1e15) - why.InventoryPosition);
        }

        return most;
    }

    private static decimal Money(double amount) => Math.Round((decimal)Math.Clamp(amount, -1e15, 1e15), 2);
}
