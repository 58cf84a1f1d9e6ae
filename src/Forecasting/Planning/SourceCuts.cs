using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;

namespace Forecasting.Planning;

/// <summary>Cuts transfers to what their source has, in fair shares.</summary>
internal static class SourceCuts
{
    /// <summary>The lines, with what their sources can send; and the sources that have too little, ordered by key.</summary>
    /// <param name="lines">What was planned.</param>
    /// <param name="tree">Who orders from whom.</param>
    /// <param name="input">What it was planned from.</param>
    /// <remarks>A source without a stock record, or whose data are not trusted, cuts nothing: unknown is not zero.</remarks>
    public static (ImmutableArray<PlanLine> Lines, ImmutableArray<SourceShortage> Shortages) Apply(
        ImmutableArray<PlanLine> lines, SourceTree tree, PlanInput input)
    {
        if (tree.Levels.IsEmpty)
            return (lines, []);
        var current = lines.ToDictionary(l => l.Key);
        var given = lines.SelectMany(l => l.Transfers, (l, t) => (Key: new SkuLocation(l.Key.Sku, t.From), t.Quantity)).ToLookup(t => t.Key, t => t.Quantity);
        var shortages = new List<SourceShortage>();
        foreach (var node in tree.Nodes.OrderBy(n => n.Key))
        {
            if (current.GetValueOrDefault(node.Key) is { Source: not null, Position.IsKnown: true } source
                && Cut(source, node, current, given[node.Key].Sum(), input) is { } shortage
                // What it may send later is not short yet.
                && source.Terms.Promise is not { OutboundDays: > 0 })
                shortages.Add(shortage);
        }

        return ([.. lines.Select(l => current[l.Key])], [.. shortages]);
    }

    private static SourceShortage? Cut(
        PlanLine source, SourceNode node, Dictionary<SkuLocation, PlanLine> lines, decimal given, PlanInput input)
    {
        PlanLine[] takers = [.. node.Takers.Where(lines.ContainsKey).Select(t => lines[t]).Where(l => Asked(l) > 0)];
        var asked = takers.Sum(Asked);
        if (asked == 0)
            return null;
        var there = source.Position.OnHand - source.Position.Allocated - source.Position.Backordered - given
            + source.Position.Arrivals.Where(a => a.Day <= input.AsOf).Sum(a => a.Quantity);
        var available = Math.Max(0, there);

        // What went out to a place earlier in this cycle is on its way: the plan computes the whole cycle, and takes none of it back.
        decimal[] sent = [.. takers.Select(t => Math.Min(Asked(t), input.Positions.SentThisCycle(t.Key, source.Key.Location)))];
        var free = Math.Max(0, available - sent.Sum());
        var hasCosts = takers.All(t => Replenishment.CostOfOneShort(t.Terms) > 0);
        var claims = takers.Select((t, i) => Claim(t, sent[i], hasCosts)).ToList();
        if (Customers(source, hasCosts, input) is { } customers)
            claims.Add(customers);
        if (claims.Sum(c => c.Claim.Requested) <= free)
            return null;
        var shares = SourceShares.Divide(free, claims, input.Settings.Inventory.FairShare);
        decimal[] got = [.. takers.Select((_, i) => sent[i] + shares[i])];
        if (got.Sum() == asked)
            return null;

        decimal money = 0;
        var kept = claims.Count > takers.Length ? shares[^1] : 0;
        var shortage = new SourceShortage(source.Key, takers.Length, Math.Max(available - kept, got.Sum()), asked, got.Sum())
        {
            Kept = kept,
            Next = source.Position.Arrivals.FirstOrDefault(a => a.Day > input.AsOf),
        };
        for (var i = 0; i < takers.Length; i++)
        {
            money += Lost(takers[i], got[i]);
            lines[takers[i].Key] = Write(takers[i], got[i], shortage);
        }

        lines[source.Key] = source with
        {
            Recommendation = source.Recommendation with { Notes = source.Recommendation.Notes.Add(shortage.Reason + " Its own order makes up for it.") },
        };
        return shortage with { Money = hasCosts ? Math.Round(money, 2) : null };
    }

    /// <summary>Units that a line asks of its own source.</summary>
    private static decimal Asked(PlanLine line) => line.Recommendation.Explanation.Quantity - line.Transfers.Sum(t => t.Quantity);

    private static SourceClaim Claim(PlanLine line, decimal sent, bool hasCosts)
    {
        var why = line.Recommendation.Explanation;
        return new SourceClaim(
            new FairShareClaim(
                line.Key.Location,
                Asked(line) - sent,
                why.InventoryPosition + line.Transfers.Sum(t => t.Quantity) + sent,
                (double)Math.Max(0, why.ExpectedDemand),
                (double)line.Recommendation.DemandDeviation,
                why.OrderUpToLevel,
                why.SafetyStock,
                hasCosts ? (double)Replenishment.CostOfOneShort(line.Terms) : 1),
            line.Terms.PackSize,
            sent > 0 ? 0 : line.Terms.Moq);
    }

    // Its own customers ask too: for what they are expected to buy until more comes, with a deviation.
    private static SourceClaim? Customers(PlanLine source, bool hasCosts, PlanInput input)
    {
        if (source.Source is not { Customers: { } forecast } || forecast.Horizon == 0)
            return null;
        var window = OrderWindow.From(input.AsOf, source.Terms);
        var next = source.Position.Arrivals.FirstOrDefault(a => a.Day > input.AsOf)?.Day ?? window.Delivery;
        var days = Math.Max(1, next.DayNumber - input.AsOf.DayNumber);
        var own = source with { Forecast = forecast, Spread = source.Source.CustomersSpread, Source = null };
        var mean = StockAdvice.Outlook(own, input).DemandUntil(days);
        var deviation = Math.Sqrt(new SalesSpread(own, forecast, input.AsOf, days).Variance(0, days));
        var wanted = Math.Ceiling((decimal)Math.Clamp(mean + deviation, 0, 1e12));
        var cost = (double)Replenishment.CostOfOneShort(source.Terms);
        return new SourceClaim(
            new FairShareClaim(
                source.Key.Location, wanted, 0, mean, deviation, wanted, (decimal)Math.Min(deviation, 1e12), hasCosts && cost > 0 ? cost : 1), 1, 0);
    }

    private static decimal Lost(PlanLine line, decimal got)
    {
        if (line.Curve is not { } curve)
            return 0;
        var position = (double)(line.Recommendation.Explanation.InventoryPosition + line.Transfers.Sum(t => t.Quantity));
        var units = curve.ExpectedShortage(position + (double)got) - curve.ExpectedShortage(position + (double)Asked(line));
        return (decimal)Math.Clamp(units, 0, 1e12) * Replenishment.CostOfOneShort(line.Terms);
    }

    private static PlanLine Write(PlanLine line, decimal got, SourceShortage shortage)
    {
        var asked = Asked(line);
        if (got == asked)
            return line;
        var (advice, why) = (line.Recommendation, line.Recommendation.Explanation);
        var position = (double)(why.InventoryPosition + line.Transfers.Sum(t => t.Quantity) + got);
        var review = line.Curve?.MeanReviewDemand ?? 0;
        var small = got == 0 && line.Terms.Moq > 0 ? FormattableString.Invariant($" Less than its minimum of {line.Terms.Moq:0.###} is not sent.") : "";
        var later = line.Terms.Promise is { InboundDays: > 0 and var days } ? FormattableString.Invariant($" It sends the rest within {days} days; it is asked for again.") : "";
        return line with
        {
            Recommendation = advice with
            {
                Explanation = why with { SourceCut = why.SourceCut + asked - got },
                // Within a promise the rest comes in time for what the order is for.
                ExpectedService = review > 0 && later.Length == 0 ? Math.Clamp(1 - line.Curve!.ExpectedShortage(position) / review, 0, 1) : advice.ExpectedService,
                Notes = advice.Notes.Add(FormattableString.Invariant($"Cut from {asked:0.###} to {got:0.###}: {shortage.Reason}{small}{later}")),
            },
        };
    }
}
