using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Segmentation;

namespace Forecasting.Planning;

/// <summary>Demand of styles at each place, and each variant's share of it by the size curve of its kind.</summary>
/// <remarks>A single size of a style sells too little to show anything; the style shows it, and how sizes share it is much the same in all
/// styles of a
/// kind: of the subcategory, else of the category.</remarks>
internal sealed class StyleDemand
{
    private const int FewestStyles = 5;

    private readonly PlanInput input;
    private readonly int horizon;
    private readonly Dictionary<(string Style, Location Place), Lazy<SeriesForecast?>> forecasts = [];
    private readonly ILookup<(string Style, Location Place), DemandSeries> styles;
    private readonly Dictionary<(string Category, string Subcategory), Lazy<SizeCurve?>> curves = [];
    private readonly Lazy<GroupSeasons> seasons;
    private readonly int recent;

    /// <summary>Gathers the styles; a style is forecast when one of its variants first asks.</summary>
    /// <param name="input">What is planned.</param>
    /// <param name="seasons">Seasons for styles that are themselves too young to show one.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    public StyleDemand(PlanInput input, Lazy<GroupSeasons> seasons, int horizon)
    {
        (this.input, this.seasons, this.horizon) = (input, seasons, horizon);
        recent = LifeCycleRules.Buckets(LifeCycleRules.NewWeeks, input.Bucket);
        styles = input.Series.Where(s => ItemOf(s).Style.Length > 0 && !(input.Terms.ColumnsOf(s.Key).EndDate < input.AsOf))
            .ToLookup(s => (ItemOf(s).Style, s.Key.Location));
        foreach (var style in styles)
            forecasts.Add(style.Key, new Lazy<SeriesForecast?>(() => Forecast([.. style])));
        var byKind = styles.SelectMany(style => Kinds(ItemOf(style.First())).Select(kind => (kind, style)));
        foreach (var kind in byKind.GroupBy(x => x.kind, x => x.style))
            curves.Add(kind.Key, new Lazy<SizeCurve?>(() => Learn([.. kind])));
    }

    /// <summary>A variant's forecast as a share of its style's; null where it is no variant, or its style or its kind has no sales to
    /// share.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="levels">Probabilities of the quantiles.</param>
    public SeriesForecast? Forecast(SkuLocation key, ReadOnlySpan<double> levels)
    {
        var item = input.Terms.ItemOf(key.Sku);
        var style = (item.Style, key.Location);
        var variants = item.Style.Length == 0 || item.Size.Length == 0 ? [] : styles[style].ToArray();
        var index = Array.FindIndex(variants, v => v.Key == key);
        if (variants.Length < 2 || index < 0 || forecasts[style].Value is not { } whole || CurveOf(item) is not var (curve, kind))
            return null;
        var sold = Array.ConvertAll(variants, Sold);
        var share = curve.Of(sold)[index];
        return ShareForecast.Create(whole, share, curve.Concentration + sold[index].Units, levels, FormattableString.Invariant(
            $"Too little history of its own: {share:P0} of the demand of the {variants.Length} variants of style {item.Style}, ")
            + $"by the size curve of {kind}.");
    }

    private (SizeCurve Curve, string Kind)? CurveOf(Item item)
    {
        foreach (var kind in Kinds(item))
        {
            if (curves.TryGetValue(kind, out var curve) && curve.Value is { } found)
                return (found, kind.Subcategory.Length > 0 ? $"subcategory {kind.Subcategory}" : $"category {kind.Category}");
        }

        return null;
    }

    private static IEnumerable<(string Category, string Subcategory)> Kinds(Item item)
    {
        if (item.Subcategory.Length > 0)
            yield return (item.Category, item.Subcategory);
        yield return (item.Category, "");
    }

    private SizeCurve? Learn(IReadOnlyCollection<IEnumerable<DemandSeries>> members)
    {
        SoldVariant[][] sold =
        [
            .. members.Select(style => style.Select(Sold).Where(v => v.Size.Length > 0).ToArray())
                .Where(style => style.Sum(v => v.Units) > 0),
        ];
        return sold.Length < FewestStyles ? null : SizeCurve.Learn(sold);
    }

    private SeriesForecast? Forecast(DemandSeries[] variants)
    {
        var length = variants.Max(v => v.Length);
        var sum = new double[length];
        Array.Fill(sum, double.NaN);
        foreach (var variant in variants)
        {
            for (var t = 0; t < variant.Length; t++)
            {
                ref var cell = ref sum[length - variant.Length + t];
                if (!double.IsNaN(variant.Quantities[t]))
                    cell = (double.IsNaN(cell) ? 0 : cell) + Math.Max(0, variant.Quantities[t]);
            }
        }

        if (!sum.Any(u => u > 0))
            return null;
        var outcome = RelatedDemand.Forecast([.. sum], ItemOf(variants[0]), seasons, horizon, input);
        return outcome is Outcome<SeriesForecast>.Done { Value: var whole } ? whole : null;
    }

    private SoldVariant Sold(DemandSeries series)
    {
        double units = 0, buckets = 0;
        for (var t = Math.Max(0, series.Length - recent); t < series.Length; t++)
        {
            if (double.IsNaN(series.Quantities[t]) || series.IsShort(t))
                continue;
            units += Math.Max(0, series.Quantities[t]);
            buckets++;
        }

        return new SoldVariant(ItemOf(series).Size, units, buckets);
    }

    private Item ItemOf(DemandSeries series) => input.Terms.ItemOf(series.Key.Sku);
}
