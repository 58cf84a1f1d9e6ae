using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Planning;

namespace Forecasting.Hierarchy;

/// <summary>What SKU-locations are summed up to.</summary>
public enum HierarchyLevel
{
    /// <summary>Everything.</summary>
    Total,

    /// <summary>Products of one category, at all places.</summary>
    Category,

    /// <summary>All products at one place.</summary>
    Location,

    /// <summary>One product at all its places.</summary>
    Sku,
}

/// <summary>One sum of SKU-locations.</summary>
/// <param name="Level">What kind of sum.</param>
/// <param name="Code">Which category, place or product; empty for everything, and for products without a category.</param>
/// <param name="Sums">Its demand over each of <see cref="HierarchyForecast.Reaches"/>.</param>
public sealed record HierarchyNode(HierarchyLevel Level, string Code, ImmutableArray<DemandSum> Sums);

/// <summary>The forecasts of a plan summed up, bottom-up: the sum of a level is that of every other one.</summary>
/// <param name="First">First day of the first bucket.</param>
/// <param name="Reaches">Buckets summed up, from the first one on: ascending.</param>
/// <param name="Correlation">Between the errors of two SKU-locations.</param>
/// <param name="Nodes">Ordered by level, then code. Categories are left out where none is given, and products at a single place, which are
/// SKU-locations themselves.</param>
public sealed record HierarchyForecast(
    DateOnly First, ImmutableArray<int> Reaches, ErrorCorrelation Correlation, ImmutableArray<HierarchyNode> Nodes)
{
    /// <summary>A month and a quarter of a year, in weeks.</summary>
    private static readonly ImmutableArray<int> Usual = [4, 13];

    /// <summary>Sums up a plan.</summary>
    /// <param name="report">The plan.</param>
    /// <returns>Null when nothing was planned.</returns>
    public static HierarchyForecast? Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        // What places order from each other is the demand of their customers once more.
        PlanLine[] lines = [.. report.Lines.Where(l => l.CustomerForecast is not null)];
        if (lines.Length == 0)
            return null;
        var first = lines.Max(l => l.History.Raw.End);
        ImmutableArray<int> reaches = [.. Usual.Select(buckets => Math.Min(buckets, report.Horizon)).Distinct()];
        var hasCategories = lines.Any(l => l.Item.Category.Length > 0);
        var nodes = new Dictionary<(HierarchyLevel Level, string Code), ImmutableArray<DemandSum>>();
        foreach (var line in lines)
        {
            Add(HierarchyLevel.Total, "", line);
            if (hasCategories)
                Add(HierarchyLevel.Category, line.Item.Category, line);
            Add(HierarchyLevel.Location, line.Key.Location.Code, line);
            Add(HierarchyLevel.Sku, line.Key.Sku.Code, line);
        }

        return new HierarchyForecast(first, reaches, report.Past?.Correlation ?? ErrorCorrelation.Assumed,
        [
            .. nodes.Where(n => n.Key.Level != HierarchyLevel.Sku || n.Value[0].Members > 1)
                .OrderBy(n => n.Key.Level)
                .ThenBy(n => n.Key.Code, StringComparer.Ordinal)
                .Select(n => new HierarchyNode(n.Key.Level, n.Key.Code, n.Value)),
        ]);

        void Add(HierarchyLevel level, string code, PlanLine line)
        {
            if (!nodes.TryGetValue((level, code), out var sums))
                nodes.Add((level, code), sums = [.. reaches.Select(_ => new DemandSum())]);

            // A series that ends before the others is taken from the same day on.
            var skipped = report.Bucket.Between(line.History.Raw.End, first);
            for (var i = 0; i < reaches.Length; i++)
                sums[i].Add(line.CustomerForecast!, line.CustomerSpread, skipped, reaches[i]);
        }
    }
}
