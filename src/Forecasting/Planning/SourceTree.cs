using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>A product at a place that others are supplied from.</summary>
/// <param name="Terms">Its own terms of replenishment.</param>
/// <param name="Takers">The places that order from it, ordered by key.</param>
internal sealed record SourceNode(SupplyTerms Terms, ImmutableArray<SkuLocation> Takers)
{
    /// <summary>Product and place.</summary>
    public SkuLocation Key => Terms.Key;
}

/// <summary>Who orders from whom, product by product, in the order in which sources can be planned: takers first.</summary>
internal sealed class SourceTree
{
    /// <summary>No place sends to another.</summary>
    public static readonly SourceTree None = new([], []);

    private SourceTree(ImmutableArray<ImmutableArray<SourceNode>> levels, ImmutableArray<string> warnings) => (Levels, Warnings) = (levels, warnings);

    /// <summary>Sources whose takers are planned once the levels before are; each level ordered by key.</summary>
    public ImmutableArray<ImmutableArray<SourceNode>> Levels { get; }

    /// <summary>Places whose sources lead back to themselves. Full sentences.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>All sources.</summary>
    public IEnumerable<SourceNode> Nodes => Levels.SelectMany(level => level);

    /// <summary>The same tree with other terms.</summary>
    /// <param name="change">From the terms of a source to others.</param>
    public SourceTree With(Func<SupplyTerms, SupplyTerms> change) =>
        new([.. Levels.Select(level => level.Select(n => n with { Terms = change(n.Terms) }).ToImmutableArray())], Warnings);

    /// <summary>Reads the tree.</summary>
    /// <param name="input">What is planned.</param>
    /// <param name="terms">Terms of each of its series.</param>
    /// <param name="classes">Class of each of its series.</param>
    public static SourceTree Of(PlanInput input, SupplyTerms[] terms, ImmutableArray<char> classes)
    {
        var takers = new SortedDictionary<SkuLocation, SortedSet<SkuLocation>>();
        var own = new Dictionary<SkuLocation, char>();
        var reached = new Queue<(SkuLocation Key, Location? Source)>();
        for (var i = 0; i < terms.Length; i++)
        {
            own.Add(terms[i].Key, classes[i]);
            if (terms[i].SourceLocation is { } source)
                reached.Enqueue((terms[i].Key, source));
        }

        if (reached.Count == 0)
            return None;
        while (reached.TryDequeue(out var taker))
        {
            if (taker.Source is not { } place)
                continue;
            var source = new SkuLocation(taker.Key.Sku, place);
            if (!takers.TryGetValue(source, out var all))
            {
                takers.Add(source, all = []);
                // One with a series of its own was reached by that.
                if (!own.ContainsKey(source))
                    reached.Enqueue((source, input.Terms.Resolve(source, ' ', 1).SourceLocation));
            }

            all.Add(taker.Key);
        }

        var circles = Circles(takers);
        foreach (var key in circles.SelectMany(c => c))
            takers.Remove(key);
        return new SourceTree(Order(takers, own, input), Words(circles));
    }

    // Takers first: a source stands one level above the highest of its takers.
    private static ImmutableArray<ImmutableArray<SourceNode>> Order(
        SortedDictionary<SkuLocation, SortedSet<SkuLocation>> takers, Dictionary<SkuLocation, char> own, PlanInput input)
    {
        var share = input.Series.Select(s => s.Key).Concat(takers.Keys).Distinct()
            .GroupBy(k => (input.Terms.ColumnsOf(k).Supplier, k.Location))
            .ToDictionary(g => g.Key, g => g.Count());
        var levels = new Dictionary<SkuLocation, int>();
        var classes = new Dictionary<SkuLocation, char>(own);
        var rows = new List<List<SourceNode>>();
        foreach (var key in takers.Keys)
            Visit(key);
        return [.. rows.Select(row => row.OrderBy(n => n.Key).ToImmutableArray())];

        int Visit(SkuLocation key)
        {
            if (!takers.TryGetValue(key, out var its))
                return -1;
            if (levels.TryGetValue(key, out var known))
                return known;
            var level = 0;
            foreach (var taker in its)
                level = Math.Max(level, 1 + Visit(taker));
            // A source must not serve worse than the best of those that live on it; a blank is no class.
            classes[key] = its.Append(key).Select(k => classes.GetValueOrDefault(k, ' ')).Where(c => c != ' ').DefaultIfEmpty(' ').Min();
            levels.Add(key, level);
            while (rows.Count <= level)
                rows.Add([]);
            rows[level].Add(new SourceNode(
                input.Terms.Resolve(key, classes[key], share[(input.Terms.ColumnsOf(key).Supplier, key.Location)]), [.. its]));
            return level;
        }
    }

    // Each place has one source at most, so whoever follows the sources comes to an end or goes round.
    private static List<SkuLocation[]> Circles(SortedDictionary<SkuLocation, SortedSet<SkuLocation>> takers)
    {
        var sourceOf = new Dictionary<SkuLocation, SkuLocation>();
        foreach (var (source, its) in takers)
        {
            foreach (var taker in its)
                sourceOf[taker] = source;
        }

        var circles = new List<SkuLocation[]>();
        var seen = new HashSet<SkuLocation>();
        foreach (var first in takers.Keys)
        {
            var way = new List<SkuLocation>();
            var key = first;
            while (seen.Add(key))
            {
                way.Add(key);
                if (!sourceOf.TryGetValue(key, out key))
                    break;
            }

            // Back on this way, not on one walked before.
            if (way.IndexOf(key) is >= 0 and var start)
                circles.Add([.. way[start..]]);
        }

        return circles;
    }

    private static ImmutableArray<string> Words(List<SkuLocation[]> circles) =>
    [
        .. circles
            .Select(c => (Places: Round(c), c[0].Sku))
            .GroupBy(c => c.Places, c => c.Sku, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => FormattableString.Invariant($"Source locations lead in a circle, {g.Key} (")
                + (g.Count() == 1 ? $"SKU {g.Min()}" : FormattableString.Invariant($"{g.Count()} SKUs, the first {g.Min()}"))
                + "): these places are planned on their own sales only. Correct source_location."),
    ];

    // From the place that comes first, so that one circle has one name.
    private static string Round(SkuLocation[] circle)
    {
        var first = 0;
        for (var i = 1; i < circle.Length; i++)
        {
            if (circle[i].Location < circle[first].Location)
                first = i;
        }

        return string.Join(" ← ", Enumerable.Range(0, circle.Length + 1).Select(i => circle[(first + i) % circle.Length].Location.Code));
    }
}
