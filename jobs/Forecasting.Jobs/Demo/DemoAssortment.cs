using System.Globalization;

namespace Forecasting.Jobs.Demo;

/// <summary>What the sample company sells: 200 products of a hardware and household shop.</summary>
internal static class DemoAssortment
{
    private static readonly string[] Targets = ["fill:0.98", "", "0.95", "csl:0.95", "cost", "", "fill:0.90", "csl:0.9"];
    private static readonly double[] VariantDemand = [1, 0.8, 0.6, 0.45, 0.35, 0.25];
    private static readonly decimal[] VariantCost = [1, 1.35m, 1.8m, 2.4m, 3m, 3.6m];

    /// <summary>All products, in the order of <see cref="DemoRanges.All"/>.</summary>
    /// <param name="seed">Seed of the whole company.</param>
    /// <param name="asOf">Morning of the plan; launches and ends lie around it.</param>
    public static DemoProduct[] Products(int seed, DateOnly asOf)
    {
        var products = new List<DemoProduct>();
        var blocks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var range in DemoRanges.All)
        {
            blocks.TryAdd(range.Category, 100 * (blocks.Count + 1));
            var variants = range.Variants.Split('|');
            for (var variant = 0; variant < variants.Length; variant++)
            {
                var number = ++blocks[range.Category];
                var sku = range.VariantIsCode ? variants[variant] : number.ToString("00000", CultureInfo.InvariantCulture);
                products.Add(Product(range, variants[variant], variant, number, sku, new SplitMix64(seed, "product " + sku)));
            }
        }

        GiveLifeSpans(products, seed, asOf);
        return [.. products];
    }

    private static DemoProduct Product(DemoRange range, string variant, int index, int number, string sku, SplitMix64 random)
    {
        var cost = Math.Round(range.FirstCost * VariantCost[index] * (decimal)random.Between(0.95, 1.05), 2);
        var step = range.Unit == "each" ? 1m : 0.5m;
        var pack = (int)(range.Pack / step);
        var minimumPacks = random.Chance(0.35) ? random.Whole(2, 4) : 1;
        return new DemoProduct
        {
            Sku = sku,
            Name = $"{range.Name} {variant}",
            Gtin = Gtin(number),
            Range = range,
            DailyDemand = range.DailyDemand * VariantDemand[index] * random.Between(0.75, 1.3),
            YearlyGrowth = random.Between(-0.15, 0.25),
            SaleStep = step,
            UnitCost = cost,
            UnitPrice = Math.Floor(cost * (decimal)random.Between(1.5, 2.1)) + 0.99m,
            PackSteps = pack,
            MinimumOrderSteps = minimumPacks * pack,
            ServiceTarget = range.Category == "Spare parts" ? "csl:0.90" : Targets[random.Whole(0, Targets.Length - 1)],
            IsTransferred = range.Subcategory is "Drive belts" or "Trigger switches",
        };
    }

    // From the range kept for use inside a firm (prefix 2), so that it is nobody's product.
    private static string Gtin(int number)
    {
        var digits = "2" + (40_000_000_000L + 137L * number).ToString("00000000000", CultureInfo.InvariantCulture);
        var sum = 0;
        for (var position = 0; position < digits.Length; position++)
            sum += (digits[position] - '0') * (position % 2 == 0 ? 1 : 3);
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }

    // One product in twelve is new or ending: enough of each kind to be seen, few enough to be the exception they are in a shop.
    private static void GiveLifeSpans(List<DemoProduct> products, int seed, DateOnly asOf)
    {
        for (var index = 0; index < products.Count; index++)
        {
            var product = products[index];
            if (product.IsIntermittent || product.Replaces.Length > 0)
                continue;
            var random = new SplitMix64(seed, "life " + product.Sku);
            var hasNextVariant = index + 1 < products.Count && products[index + 1].Range == product.Range;
            switch (random.Whole(0, 35))
            {
                case 0:
                    products[index] = product with { Launch = asOf.AddDays(-random.Whole(20, 300)) };
                    break;
                case 1:
                    products[index] = product with { End = asOf.AddDays(random.Whole(15, 100)) };
                    break;
                case 2 when hasNextVariant:
                    var end = asOf.AddDays(-random.Whole(30, 200));
                    products[index] = product with { End = end };
                    products[index + 1] = products[index + 1] with { Launch = end.AddDays(-14), Replaces = product.Sku };
                    break;
            }
        }

        // One product is announced and not yet on sale: planned from its predecessor or by hand, never from its own history.
        var announced = products.FindIndex(p => p is { Launch: null, End: null, Range.Category: "Outdoor", Range.Supplier: "S06" });
        if (announced >= 0)
            products[announced] = products[announced] with { Launch = asOf.AddDays(17) };
    }
}
