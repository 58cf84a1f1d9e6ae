using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Planning;

/// <summary>Who belongs together: everything, a category, a place, a product at all its places.</summary>
internal static class DemandGroups
{
    /// <summary>Numbers of the members of each group of two or more, ascending; of groups with the same members the widest only.</summary>
    /// <param name="keys">SKU-locations, in order.</param>
    /// <param name="terms">Knows the items.</param>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<SkuLocation> keys, SupplyTermsResolution terms)
    {
        var groups = new Dictionary<(int Level, string Code), List<int>>();
        for (var i = 0; i < keys.Count; i++)
        {
            Add(0, "", i);
            if (terms.ItemOf(keys[i].Sku).Category is { Length: > 0 } category)
                Add(1, category, i);
            Add(2, keys[i].Location.Code, i);
            Add(3, keys[i].Sku.Code, i);
        }

        return
        [
            .. groups.Where(g => g.Value.Count > 1)
                .OrderBy(g => g.Key.Level).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
                .Select(g => g.Value.ToArray())
                .DistinctBy(members => string.Join(',', members)),
        ];

        void Add(int level, string code, int member)
        {
            if (!groups.TryGetValue((level, code), out var members))
                groups.Add((level, code), members = []);
            members.Add(member);
        }
    }
}
