using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Orders the items of a supplier together: where one of them must be ordered, those that are due join.</summary>
internal static class JointOrders
{
    /// <summary>The lines, in the same order, with those that join; in the plan and in each of its alternatives.</summary>
    /// <param name="lines">What was planned, each line alone.</param>
    public static ImmutableArray<PlanLine> Join(ImmutableArray<PlanLine> lines)
    {
        var joined = lines.ToBuilder();
        // The order that a line belongs to is one per supplier, receiving place and order day, as in OrderLines.
        var groups = Enumerable.Range(0, lines.Length)
            .Where(i => lines[i].Terms is { Cycle: not null })
            .GroupBy(i => (lines[i].Terms.Supplier, lines[i].Key.Location, lines[i].Recommendation.OrderDate));
        foreach (var group in groups)
        {
            int[] its = [.. group];
            var first = Array.FindIndex(its, i => Bought(lines[i]) > 0);
            for (var a = 0; a < lines[its[0]].Alternatives.Length; a++)
            {
                if (!Array.Exists(its, i => lines[i].Alternatives[a].Quantity > 0))
                    continue;
                foreach (var i in its)
                    joined[i] = joined[i] with { Alternatives = joined[i].Alternatives.SetItem(a, joined[i].Alternatives[a].Joined()) };
            }

            if (first < 0)
                continue;
            foreach (var i in its)
                joined[i] = Join(joined[i], lines[its[first]]);
        }

        return joined.ToImmutable();
    }

    private static PlanLine Join(PlanLine line, PlanLine first)
    {
        var (advice, terms) = (line.Recommendation, line.Terms);
        if (advice.Explanation.Quantity > 0 || advice.JoinQuantity == 0)
            return line;
        var why = advice.Explanation with { Joined = advice.JoinQuantity };
        var after = (double)(why.InventoryPosition + why.Quantity);
        var curve = line.Curve!;
        return line with
        {
            Recommendation = advice with
            {
                Explanation = why,
                ExpectedService = curve.MeanReviewDemand > 0 ? Math.Clamp(1 - curve.ExpectedShortage(after) / curve.MeanReviewDemand, 0, 1) : 1,
                Notes = [.. advice.Notes, Note(terms, terms.Cycle!, first)],
            },
        };
    }

    private static string Note(SupplyTerms terms, JointCycle cycle, PlanLine first) => string.Create(
        CultureInfo.InvariantCulture,
        $"Ordered with others: {first.Key.Sku} must be ordered from {terms.Supplier} now, and this item would not last until the order after it. {cycle.Items} items share an order every {cycle.Days:0} days")
        + (cycle.Multiple == 1 ? ", this one each of them." : string.Create(CultureInfo.InvariantCulture, $", this one every {cycle.Multiple}th of them."));

    private static decimal Bought(PlanLine line) => line.Recommendation.Explanation.Quantity - line.Transfers.Sum(t => t.Quantity);
}
