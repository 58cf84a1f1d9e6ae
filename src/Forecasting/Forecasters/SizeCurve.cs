using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>One variant of a style: its size, what it sold, and for how long it could.</summary>
/// <param name="Size">Size as written.</param>
/// <param name="Units">Units sold, ≥ 0.</param>
/// <param name="Buckets">Buckets in which it could be bought, ≥ 0.</param>
public readonly record struct SoldVariant(string Size, double Units, double Buckets);

/// <summary>How a style's demand is shared among its sizes, learnt from many styles.</summary>
/// <param name="Shares">Mean share of a size in the styles that have it; shares of a style's own sizes are made to add up to 1.</param>
/// <param name="Concentration">How alike the styles are: as many units of a style of its own weigh as much as the curve. Units, &gt;
/// 0.</param>
/// <remarks>The shares of a style are Dirichlet with the curve as mean, and what is sold is multinomial: the shares after having seen some
/// sales are a mean
/// of both, weighted by units (Gelman and others, <em>Bayesian Data Analysis</em>, 3rd ed., section 3.4). The concentration is found by
/// moments.</remarks>
public sealed record SizeCurve(ImmutableSortedDictionary<string, double> Shares, double Concentration)
{
    private const double FewestUnits = 20;
    private const double LeastConcentration = 5;
    private const double LargestConcentration = 1000;

    /// <summary>Learns a curve.</summary>
    /// <param name="styles">The variants of each style.</param>
    public static SizeCurve Learn(IReadOnlyCollection<IReadOnlyCollection<SoldVariant>> styles)
    {
        var units = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var totals = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var style in styles)
        {
            var total = style.Sum(Rate);
            foreach (var size in style.GroupBy(v => v.Size, StringComparer.Ordinal))
            {
                units[size.Key] = units.GetValueOrDefault(size.Key) + size.Sum(Rate);
                totals[size.Key] = totals.GetValueOrDefault(size.Key) + total;
            }
        }

        var shares = units.Where(u => u.Value > 0)
            .ToImmutableSortedDictionary(u => u.Key, u => u.Value / totals[u.Key], StringComparer.Ordinal);
        var curve = new SizeCurve(shares, LargestConcentration);
        return curve with { Concentration = curve.FindConcentration(styles) };
    }

    /// <summary>Shares of a style's variants, in their order, that add up to 1: the curve's, drawn towards its own sales by
    /// evidence.</summary>
    /// <param name="variants">All variants of the style.</param>
    /// <returns>Variants of one size have equal parts of it before any sale.</returns>
    public ImmutableArray<double> Of(IReadOnlyList<SoldVariant> variants)
    {
        var prior = Prior(variants);
        // Units per bucket of the whole style, had all its variants been on sale.
        double rate = 0, share = 0;
        for (var i = 0; i < prior.Length; i++)
        {
            rate += Rate(variants[i]);
            share += variants[i].Buckets > 0 ? prior[i] : 0;
        }

        rate = share > 0 ? rate / share : 0;
        var shares = new double[prior.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = (variants[i].Units + Concentration * prior[i]) / (rate * variants[i].Buckets + Concentration);
        var sum = shares.Sum();
        return [.. shares.Select(s => s / sum)];
    }

    private static double Rate(SoldVariant variant) => variant.Buckets > 0 ? variant.Units / variant.Buckets : 0;

    // A size that no style has sold counts as the smallest known.
    private double[] Prior(IReadOnlyCollection<SoldVariant> variants)
    {
        var least = Shares.IsEmpty ? 1 : Shares.Values.Min();
        var alike = variants.GroupBy(v => v.Size, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var prior = variants.Select(v => Shares.GetValueOrDefault(v.Size, least) / alike[v.Size]).ToArray();
        var sum = prior.Sum();
        return Array.ConvertAll(prior, p => p / sum);
    }

    // Squared distances of the styles' shares from the curve: what sampling alone gives is S / N, and the rest is how styles differ.
    private double FindConcentration(IEnumerable<IReadOnlyCollection<SoldVariant>> styles)
    {
        double beyondChance = 0, weight = 0;
        foreach (var style in styles)
        {
            var total = style.Sum(v => v.Units);
            if (total < FewestUnits || style.Count < 2)
                continue;
            var prior = Prior(style);
            var rate = style.Sum(Rate);
            double distance = 0, chance = 0;
            foreach (var (variant, share) in style.Zip(prior))
            {
                distance += (Rate(variant) / rate - share) * (Rate(variant) / rate - share);
                chance += share * (1 - share);
            }

            beyondChance += distance - chance / total;
            weight += chance * (1 - 1 / total);
        }

        var correlation = weight > 0 ? beyondChance / weight : 0;
        return correlation > 0 ? Math.Clamp(1 / correlation - 1, LeastConcentration, LargestConcentration) : LargestConcentration;
    }
}
