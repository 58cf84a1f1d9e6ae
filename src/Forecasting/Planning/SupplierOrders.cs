using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory.SharedOrders;

namespace Forecasting.Planning;

/// <summary>Sizes the orders of a plan as wholes: what suppliers accept at least, what a delivery carries, what places have room for, what the budget is enough for; and says what each line is worth.</summary>
internal static class SupplierOrders
{
    /// <summary>The lines, in the same order, with the quantities that their orders as wholes allow; and what the planner must know of it.</summary>
    /// <param name="lines">What was planned, each line alone.</param>
    /// <param name="input">What it was planned from.</param>
    public static (ImmutableArray<PlanLine> Lines, ImmutableArray<string> Warnings) Size(ImmutableArray<PlanLine> lines, PlanInput input)
    {
        var sized = new SizedLine[lines.Length];
        for (var i = 0; i < sized.Length; i++)
            sized[i] = Offers.Take(SizedLine.Of(lines[i], input), lines[i], input);
        var orders = Orders(lines, sized, input);
        var places = new PlaceRoom(lines, input);
        var budget = input.Settings.Inventory.Budget;
        if (orders.Count > 0 || places.Limits.Count > 0 || budget is not null)
        {
            var rules = new SharedRules(
                [.. sized.Select(s => s.Candidate)],
                [.. orders.Select(o => o.Order)],
                new LineMeasures(
                    [.. lines.Select(l => (double)Price(l, input))], [.. lines.Select(l => (double)(l.Item.Volume ?? 0))], [.. lines.Select(l => (double)(l.Item.Weight ?? 0))]),
                places.Limits,
                budget is { } money ? (double)money : double.PositiveInfinity);
            for (var o = 0; o < orders.Count; o++)
            {
                foreach (var i in orders[o].Order.Lines)
                    sized[i] = sized[i] with { Note = Describe(rules.Outcomes[o], orders[o].Supplier, sized[i].Candidate.Wanted, rules.BeforePlaces[i]) };
            }

            for (var i = 0; i < sized.Length; i++)
                sized[i] = sized[i] with { BeforeBudget = rules.BeforeBudget[i] };
            foreach (var (i, note) in places.Notes(rules))
                sized[i] = sized[i] with { PlaceNote = note };
        }

        string[] uncounted = budget is null ? [] : [.. Uncounted(lines, input)];
        return ([.. lines.Select((line, i) => sized[i].Write(line, budget))], [.. places.Warnings, .. uncounted]);
    }

    // The order that a line belongs to is one per supplier, receiving place and order day, as in OrderLines.
    private static List<(SharedOrder Order, Supplier Supplier)> Orders(ImmutableArray<PlanLine> lines, SizedLine[] sized, PlanInput input)
    {
        var groups = Enumerable.Range(0, lines.Length)
            .Where(i => lines[i].Terms is { SourceLocation: null, Supplier.Length: > 0 })
            .GroupBy(i => (lines[i].Terms.Supplier, lines[i].Key.Location, lines[i].Recommendation.OrderDate));
        var orders = new List<(SharedOrder, Supplier)>();
        foreach (var group in groups)
        {
            var supplier = input.Terms.SupplierOf(group.Key.Supplier);
            if (supplier is { MinimumOrderValue: null or 0, MinimumOrderQuantity: null or 0, MinimumOrderWeight: null or 0, CapacityVolume: null, CapacityWeight: null })
                continue;
            int[] its = [.. group];
            var isPriced = its.All(i => lines[i].Terms.UnitCost is not null);
            orders.Add((new SharedOrder
            {
                Lines = its,
                // Prices are in the firm's own currency, the minimum in the supplier's; of an order with unknown prices nobody knows the value.
                MinimumValue = isPriced ? (double)((supplier.MinimumOrderValue ?? 0) * Rate(lines[its[0]], input)) : 0,
                MinimumUnits = (double)(supplier.MinimumOrderQuantity ?? 0),
                // As of the value, nobody knows the weight of an order with unknown weights.
                MinimumWeight = its.All(i => lines[i].Item.Weight is not null) ? (double)(supplier.MinimumOrderWeight ?? 0) : 0,
                Capacity = supplier.CapacityVolume is { } volume ? (double)volume : double.PositiveInfinity,
                CapacityWeight = supplier.CapacityWeight is { } weight ? (double)weight : double.PositiveInfinity,
                // An item joins because that saves more than holding it costs: it is no reason for the others to wait.
                JointWorth = its.Where(i => lines[i].Recommendation.Explanation.Joined > 0).Sum(i => Math.Max(0, -sized[i].Candidate.Worth)),
            }, supplier));
        }

        return orders;
    }

    private static IEnumerable<string> Uncounted(ImmutableArray<PlanLine> lines, PlanInput input)
    {
        var unknown = lines.Count(l => l.Terms.SourceLocation is null && l.Recommendation.Explanation.Quantity > 0 && Price(l, input) == 0);
        if (unknown > 0)
            yield return Text($"{unknown} orders are outside of inventory.budget: their unit_cost, or its currency in gate.rates, is not known.");
    }

    /// <summary>What one unit of a purchase costs, in the firm's own currency; 0 = not known, or not bought.</summary>
    public static decimal Price(PlanLine line, PlanInput input) =>
        line.Terms.SourceLocation is null ? (line.Terms.UnitCost ?? 0) * Rate(line, input) : 0;

    private static decimal Rate(PlanLine line, PlanInput input) =>
        input.Terms.HasOneCurrency ? 1 : input.Settings.Gate.RateOf(line.Terms.Currency) ?? 0;

    private static string Describe(SharedOutcome outcome, Supplier supplier, decimal wanted, decimal quantity)
    {
        var asked = string.Join(" and ", new[]
        {
            supplier.MinimumOrderValue is > 0 and var value ? Text($"{value:0.##} {supplier.Currency}").TrimEnd() : "",
            supplier.MinimumOrderQuantity is > 0 and var units ? Text($"{units:0.###} units") : "",
            supplier.MinimumOrderWeight is > 0 and var weight ? Text($"a weight of {weight:0.###}") : "",
        }.Where(s => s.Length > 0));
        var carried = string.Join(" and ", new[]
        {
            supplier.CapacityVolume is { } volume ? Text($"a volume of {volume:0.###}") : "",
            supplier.CapacityWeight is { } load ? Text($"a weight of {load:0.###}") : "",
        }.Where(s => s.Length > 0));
        return outcome switch
        {
            SharedOutcome.Raised when quantity > wanted =>
                Text($"Raised from {wanted:0.###} to {quantity:0.###}: {supplier.Code} takes orders from {asked} on."),
            SharedOutcome.Waits when wanted > 0 =>
                Text($"Not ordered now: {supplier.Code} takes orders from {asked} on, and holding the rest would cost more than is short until the next order."),
            SharedOutcome.OutOfReach when wanted > 0 =>
                Text($"Not ordered: {supplier.Code} takes orders from {asked} on, which its items cannot reach within their largest orders, stocks and shelf lives. Ask for a smaller minimum."),
            SharedOutcome.Cut when quantity < wanted =>
                Text($"Cut from {wanted:0.###} to {quantity:0.###}: one delivery of {supplier.Code} carries {carried}."),
            _ => "",
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
