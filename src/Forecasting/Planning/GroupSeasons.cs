using Forecasting.Catalog;
using Forecasting.Forecasters;

namespace Forecasting.Planning;

/// <summary>The seasons of all groups of products, for those whose own history is too short to show one.</summary>
/// <remarks>The nearest group that shows a season lends it: subcategory, category, all products; each the sum over all places.</remarks>
internal sealed class GroupSeasons
{
    private const int FewestMembers = 3;

    private readonly Dictionary<(string Category, string Subcategory), Lazy<GroupSeason?>> seasons = [];

    /// <summary>Gathers the groups; a season is computed when it is first asked for.</summary>
    public GroupSeasons(PlanInput input)
    {
        var longest = input.Series.IsEmpty ? 0 : input.Series.Max(s => s.Length);
        var sums = new Dictionary<(string, string), (double[] Units, int Members)>();
        foreach (var series in input.Series)
        {
            foreach (var group in GroupsOf(input.Terms.ItemOf(series.Key.Sku)))
            {
                if (!sums.TryGetValue(group, out var sum))
                {
                    sum = (new double[longest], 0);
                    Array.Fill(sum.Units, double.NaN);
                }

                for (var t = 0; t < series.Length; t++)
                {
                    ref var cell = ref sum.Units[longest - series.Length + t];
                    if (!double.IsNaN(series.Quantities[t]))
                        cell = (double.IsNaN(cell) ? 0 : cell) + Math.Max(0, series.Quantities[t]);
                }

                sums[group] = (sum.Units, sum.Members + 1);
            }
        }

        foreach (var (group, (units, members)) in sums)
        {
            if (members >= FewestMembers)
                seasons.Add(group, new Lazy<GroupSeason?>(() => GroupSeason.Of(units, input.Bucket.SeasonLength)));
        }
    }

    /// <summary>The season that a product borrows, and whose it is in words; null when no group of it shows one.</summary>
    /// <param name="item">The product.</param>
    public (GroupSeason Season, string Source)? For(Item item)
    {
        foreach (var group in GroupsOf(item))
        {
            if (seasons.TryGetValue(group, out var season) && season.Value is { } found)
                return (found, Name(group));
        }

        return null;
    }

    private static IEnumerable<(string Category, string Subcategory)> GroupsOf(Item item)
    {
        if (item.Subcategory.Length > 0)
            yield return (item.Category, item.Subcategory);
        if (item.Category.Length > 0)
            yield return (item.Category, "");
        yield return ("", "");
    }

    private static string Name((string Category, string Subcategory) group) => group switch
    {
        ({ Length: 0 }, { Length: 0 }) => "all products",
        (_, { Length: > 0 } subcategory) => $"subcategory {subcategory}",
        _ => $"category {group.Category}",
    };
}
