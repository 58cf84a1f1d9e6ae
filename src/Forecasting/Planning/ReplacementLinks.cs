using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Which product follows which, as far as the master data says so without contradiction.</summary>
/// <param name="Chains">Products in the order in which they follow each other, two or more, oldest first; ordered by their first
/// product.</param>
/// <param name="Warnings">A sentence for every kind of link that was ignored.</param>
public sealed record ReplacementLinks(ImmutableArray<ImmutableArray<Sku>> Chains, ImmutableArray<string> Warnings)
{
    private const int Named = 5;

    /// <summary>Reads the links.</summary>
    /// <param name="items">Master data.</param>
    /// <param name="isKnown">True for a product that any record speaks of.</param>
    public static ReplacementLinks Of(IEnumerable<Item> items, Func<Sku, bool> isKnown)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        var links = items.Where(i => i.Replaces is not null)
            .Select(i => (Successor: i.Sku, Predecessor: i.Replaces!.Value)).OrderBy(l => l.Successor).ToList();
        Ignore(l => l.Successor == l.Predecessor, "replace themselves");
        Ignore(l => !isKnown(l.Predecessor), "replace a product that no record speaks of");
        var rivals = links.GroupBy(l => l.Predecessor).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        Ignore(
            l => rivals.Contains(l.Predecessor),
            "replace a product that another one replaces too, and which of them inherits its demand is not known");
        var successors = links.ToDictionary(l => l.Predecessor, l => l.Successor);
        Ignore(l => IsInCycle(l.Successor, successors), "replace each other in a circle");

        successors = links.ToDictionary(l => l.Predecessor, l => l.Successor);
        var followers = successors.Values.ToHashSet();
        var chains = successors.Keys.Where(s => !followers.Contains(s)).Order().Select(root => Chain(root, successors));
        return new ReplacementLinks([.. chains], warnings.ToImmutable());

        void Ignore(Predicate<(Sku Successor, Sku Predecessor)> isWrong, string fault)
        {
            var wrong = links.FindAll(isWrong);
            if (wrong.Count == 0)
                return;
            var names = string.Join(", ", wrong.Take(Named).Select(l => $"{l.Successor} for {l.Predecessor}"))
                + (wrong.Count > Named ? ", …" : "");
            warnings.Add(FormattableString.Invariant($"items.replaces: {wrong.Count} products {fault}; this was ignored ({names})."));
            links.RemoveAll(isWrong);
        }
    }

    private static ImmutableArray<Sku> Chain(Sku root, Dictionary<Sku, Sku> successors)
    {
        var chain = ImmutableArray.CreateBuilder<Sku>();
        chain.Add(root);
        while (successors.TryGetValue(chain[^1], out var next))
            chain.Add(next);
        return chain.ToImmutable();
    }

    private static bool IsInCycle(Sku start, Dictionary<Sku, Sku> successors)
    {
        var sku = start;
        for (var steps = 0; steps <= successors.Count && successors.TryGetValue(sku, out sku); steps++)
        {
            if (sku == start)
                return true;
        }

        return false;
    }
}
