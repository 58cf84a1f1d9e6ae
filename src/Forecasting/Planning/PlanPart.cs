using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>The part of a plan that one planner works on.</summary>
/// <param name="Number">From 1, in the order of the names.</param>
/// <param name="Name">Category, supplier or place; empty = the products that have none.</param>
/// <param name="Report">The plan without the others. What speaks of the whole firm (files, faults, settings, what earlier plans promised) is all in it.</param>
public sealed record PlanPart(int Number, string Name, PlanReport Report)
{
    /// <summary>Parts at most: what is more is the last part, together.</summary>
    public const int Most = 200;

    /// <summary>Name of the last part where there are more than <see cref="Most"/>.</summary>
    public const string Others = "all others";

    /// <summary>The parts of a plan, ordered by name; together they have each of its lines once.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="by">By what it is split.</param>
    public static ImmutableArray<PlanPart> Of(PlanReport report, WorkbookSplit by)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (by == WorkbookSplit.None)
            return [];
        var groups = report.Lines.GroupBy(line => NameOf(line, by), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Lines: g.ToImmutableArray())).ToList();
        if (groups.Count > Most)
        {
            var large = groups.OrderByDescending(g => g.Lines.Length).ThenBy(g => g.Name, StringComparer.Ordinal).Take(Most - 1).Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
            var others = groups.Where(g => !large.Contains(g.Name)).SelectMany(g => g.Lines).OrderBy(l => l.Key).ToImmutableArray();
            groups = [.. groups.Where(g => large.Contains(g.Name)), (Others, others)];
        }

        // An order may be of a product that is not planned any more: it is taken back.
        var partOf = groups.SelectMany((g, i) => g.Lines.Select(line => (line.Key, i))).ToDictionary(p => p.Key, p => p.i);
        var orders = report.Orders.ToLookup(o => partOf.TryGetValue(new SkuLocation(o.Sku, o.ShipTo), out var part) ? part
            : groups.FindIndex(g => g.Name == NameOf(o, by)) is >= 0 and var named ? named : groups.Count - 1);
        return [.. groups.Select((g, i) => new PlanPart(i + 1, g.Name, Only(report, g.Lines, [.. orders[i]], $"{by}: {(g.Name.Length > 0 ? g.Name : "none")}", by)))];
    }

    private static string NameOf(PlanLine line, WorkbookSplit by) => by switch
    {
        WorkbookSplit.Category => line.Item.Category,
        WorkbookSplit.Supplier => line.Terms.SourceLocation?.Code ?? line.Terms.Supplier,
        _ => line.Key.Location.Code,
    };

    private static string NameOf(OrderLine order, WorkbookSplit by) => by switch
    {
        WorkbookSplit.Category => "",
        WorkbookSplit.Supplier => order.Type == OrderType.Transfer ? order.ShipFrom : order.SupplierId,
        _ => order.ShipTo.Code,
    };

    private static PlanReport Only(PlanReport report, ImmutableArray<PlanLine> lines, ImmutableArray<OrderLine> orders, string words, WorkbookSplit by)
    {
        var keys = lines.Select(l => l.Key).ToHashSet();
        var skus = lines.Select(l => l.Key.Sku).ToHashSet();
        var senders = lines.Select(l => l.Terms.SourceLocation?.Code ?? l.Terms.Supplier).ToHashSet(StringComparer.Ordinal);
        return report with
        {
            Part = words,
            Lines = lines,
            Orders = orders,
            Unplanned = by == WorkbookSplit.Location ? [.. report.Unplanned.Where(u => u.Key.Location == lines[0].Key.Location)] : report.Unplanned,
            Overrides = [.. report.Overrides.Where(o => skus.Contains(o.Effect.Override.Sku))],
            Changes = [.. report.Changes.Where(c => keys.Contains(c.Key))],
            Previous = report.Previous is { } previous ? previous with { Lines = [.. previous.Lines.Where(l => keys.Contains(l.Key))] } : null,
            Reliability = [.. report.Reliability.Where(r => senders.Contains(r.Sender))],
            Advice = report.Advice.Only(keys),
            ServiceCost = null,
            Budget = null,
        };
    }
}
