using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Segmentation;

namespace Forecasting.Planning;

/// <summary>Finds what a product without a sale at a place will sell like: itself at other places, or products like it.</summary>
/// <remarks>
/// In this order, the first with enough of them: the product at two or more other places, scaled by what each place sells of its category;
/// then, at the
/// place and after that at all places, products of the same subcategory, brand and price band, of the same subcategory, of the same
/// category. Three or more are needed. Where three of them have a known launch, they are aligned to it, week by week of age; else their
/// level
/// of the last 26 weeks counts.
/// </remarks>
internal sealed class AnalogueChoice
{
    private const double PriceBand = 1.5;
    private const int FewestBuckets = 8;
    private const int FewestPlaces = 2;
    private const int LaunchMarginWeeks = 13;
    private const int Named = 5;

    private readonly PlanInput input;
    private readonly ILookup<Sku, DemandSeries> bySku;
    private readonly ILookup<string, DemandSeries> byCategory;
    private readonly Dictionary<(Location Place, string Category), double> volumes = [];
    private readonly int recent;

    /// <summary>Makes the choice ready.</summary>
    /// <param name="input">What is planned.</param>
    public AnalogueChoice(PlanInput input)
    {
        this.input = input;
        recent = LifeCycleRules.Buckets(LifeCycleRules.NewWeeks, input.Bucket);
        var sold = input.Series
            .Where(s => Recent(s, recent).Count(u => !double.IsNaN(u)) >= FewestBuckets && Recent(s, recent).Any(u => u > 0)).ToArray();
        bySku = sold.ToLookup(s => s.Key.Sku);
        byCategory = sold.ToLookup(s => CategoryOf(s.Key.Sku), StringComparer.Ordinal);
        foreach (var series in sold)
        {
            var units = Recent(series, recent).Sum(u => double.IsNaN(u) ? 0 : u);
            foreach (var group in ((Location, string)[])[(series.Key.Location, CategoryOf(series.Key.Sku)), (series.Key.Location, "")])
                volumes[group] = volumes.GetValueOrDefault(group) + units;
        }
    }

    /// <summary>The forecast of a product that has not sold at a place; null when nothing is like it.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="launch">First day on sale there.</param>
    /// <param name="end">First day of the first bucket forecast.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    /// <param name="levels">Probabilities of the quantiles.</param>
    public SeriesForecast? Forecast(SkuLocation key, DateOnly launch, DateOnly end, int horizon, ReadOnlySpan<double> levels)
    {
        if (OwnElsewhere(key) is { Count: >= FewestPlaces } places)
        {
            var reason = $"No sale here yet: forecast from its sales at {places.Count} other places, "
                + $"each scaled by what it sells beside ({Names(places)}).";
            return AnalogueForecast.Create(places, false, horizon, levels, reason);
        }

        var item = input.Terms.ItemOf(key.Sku);
        if (item.Category.Length == 0)
            return null;
        var age = input.Bucket.Between(input.Bucket.StartOf(launch), end);
        foreach (var (group, name) in Groups(item, key.Location))
        {
            var members = group.Where(s => s.Key.Sku != key.Sku && !IsYoung(s)).ToArray();
            if (members.Length < AnalogueForecast.Fewest)
                continue;
            var aligned = members.Select(s => new Analogue(s.Key.Sku.Code, SinceLaunch(s, age, horizon)))
                .Where(a => a.Units.Count(u => !double.IsNaN(u)) >= Math.Min(FewestBuckets, horizon)).ToArray();
            var isAligned = aligned.Length >= AnalogueForecast.Fewest;
            var chosen = isAligned ? aligned : [.. members.Select(s => new Analogue(s.Key.Sku.Code, Scaled(s, 1)))];
            return AnalogueForecast.Create(
                chosen, isAligned, horizon, levels, $"No sale yet: forecast from {chosen.Length} products of {name} ({Names(chosen)}).");
        }

        return null;
    }

    private List<Analogue> OwnElsewhere(SkuLocation key)
    {
        var category = CategoryOf(key.Sku);
        var group = volumes.ContainsKey((key.Location, category)) ? category : "";
        var here = volumes.GetValueOrDefault((key.Location, group));
        var places = new List<Analogue>();
        foreach (var elsewhere in bySku[key.Sku].Where(s => s.Key.Location != key.Location))
        {
            // What the place sells beside the product itself, as here, where it sells none of it yet.
            var own = Recent(elsewhere, recent).Sum(u => double.IsNaN(u) ? 0 : u);
            var beside = volumes.GetValueOrDefault((elsewhere.Key.Location, group)) - own;
            if (here > 0 && beside > 0)
                places.Add(new Analogue(elsewhere.Key.Location.Code, Scaled(elsewhere, here / beside)));
        }

        return places;
    }

    private IEnumerable<(IEnumerable<DemandSeries> Members, string Name)> Groups(Item item, Location place)
    {
        var category = byCategory[item.Category];
        var here = category.Where(s => s.Key.Location == place);
        foreach (var (members, where) in ((IEnumerable<DemandSeries>, string)[])[(here, ""), (category, " at all places")])
        {
            if (item.Subcategory.Length > 0)
            {
                var nearest = members.Where(s => input.Terms.ItemOf(s.Key.Sku).Subcategory == item.Subcategory);
                if (item.Brand.Length > 0)
                {
                    yield return (
                        nearest.Where(s => IsSameBrandAndPriceBand(item, input.Terms.ItemOf(s.Key.Sku))),
                        $"subcategory {item.Subcategory}, brand {item.Brand} and its price band{where}");
                }

                yield return (nearest, $"subcategory {item.Subcategory}{where}");
            }

            yield return (members, $"category {item.Category}{where}");
        }
    }

    private static bool IsSameBrandAndPriceBand(Item item, Item other) => item.Brand == other.Brand
        && ((item.Planning.UnitPrice ?? item.Planning.UnitCost) is not { } price
            || (other.Planning.UnitPrice ?? other.Planning.UnitCost) is not { } otherPrice
            || ((double)price <= PriceBand * (double)otherPrice && (double)otherPrice <= PriceBand * (double)price));

    private string CategoryOf(Sku sku) => input.Terms.ItemOf(sku).Category;

    // Products that are themselves so new that their level is not known are no measure for others.
    private static bool IsYoung(DemandSeries series) => series.Length < FewestBuckets;

    // The first day on sale where it is known: given, or a first sale so long after the records begin that it must be the launch.
    private DateOnly? LaunchOf(DemandSeries series) =>
        input.Terms.ColumnsOf(series.Key).LaunchDate is { } launch && launch >= input.RecordsStart ? launch
        : series.Start >= input.RecordsStart.AddDays(7 * LaunchMarginWeeks) ? series.Start
        : null;

    private ImmutableArray<double> SinceLaunch(DemandSeries series, int age, int horizon)
    {
        var units = ImmutableArray.CreateBuilder<double>(horizon);
        for (var h = 0; h < horizon; h++)
        {
            if (age + h < 0 || LaunchOf(series) is not { } launch)
            {
                units.Add(double.NaN);
                continue;
            }

            var t = series.Bucket.Between(series.Start, series.Bucket.StartOf(launch)) + age + h;
            units.Add(t < 0 ? 0 : t < series.Length ? Units(series, t) : double.NaN);
        }

        return units.MoveToImmutable();
    }

    private ImmutableArray<double> Scaled(DemandSeries series, double factor) => [.. Recent(series, recent).Select(u => factor * u)];

    private static IEnumerable<double> Recent(DemandSeries series, int buckets) =>
        Enumerable.Range(Math.Max(0, series.Length - buckets), Math.Min(buckets, series.Length)).Select(t => Units(series, t));

    private static double Units(DemandSeries series, int t) =>
        series.IsShort(t) ? double.NaN : Math.Max(0, series.Quantities[t]);

    private static string Names(IReadOnlyCollection<Analogue> chosen) =>
        string.Join(", ", chosen.Take(Named).Select(a => a.Name)) + (chosen.Count > Named ? ", …" : "");
}
