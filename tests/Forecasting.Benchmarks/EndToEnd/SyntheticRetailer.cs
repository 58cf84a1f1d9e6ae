using System.Text;
using static System.FormattableString;

namespace Forecasting.Benchmarks.EndToEnd;

/// <summary>A retailer of any size for measurements: seasonal, trending, promoted and intermittent products at four places.</summary>
internal static class SyntheticRetailer
{
    private const int Places = 4;
    private static readonly DateOnly AsOf = new(2026, 6, 29);

    /// <summary>Writes sales, items, suppliers and stock.</summary>
    /// <param name="folder">Data folder; created.</param>
    /// <param name="skuLocations">Number of SKU-locations, a multiple of four.</param>
    /// <param name="buckets">Length of history.</param>
    /// <param name="daysPerBucket">1 = daily rows, 7 = weekly rows.</param>
    /// <returns>Data rows of all files.</returns>
    public static long Write(string folder, int skuLocations, int buckets, int daysPerBucket)
    {
        Directory.CreateDirectory(folder);
        var skus = skuLocations / Places;
        return Sales(folder, skus, buckets, daysPerBucket) + Items(folder, skus) + Stock(folder, skus) + Suppliers(folder);
    }

    private static long Sales(string folder, int skus, int buckets, int daysPerBucket)
    {
        using var file = Create(folder, "sales.csv", "date,sku,location,quantity");
        var season = 364 / daysPerBucket;
        var random = new Random(7);
        var rows = 0L;
        var first = AsOf.AddDays(-buckets * daysPerBucket);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var date = Invariant($"{first.AddDays(bucket * daysPerBucket):yyyy-MM-dd}");
            var weekday = daysPerBucket == 1 ? 0.6 + 0.13 * (bucket % 7) : 1;
            for (var sku = 0; sku < skus; sku++)
            {
                var wave = 1 + 0.4 * Math.Sin(2 * Math.PI * (bucket + sku % season) / season);
                var trend = 1 + 0.002 * (sku % 7 - 3) * bucket / daysPerBucket;
                var promotion = (bucket + 5 * sku) % 29 == 0 ? 2.2 : 1;
                var level = (1 + sku % 23) * wave * Math.Max(0.1, trend) * promotion * weekday;
                for (var place = 0; place < Places; place++)
                {
                    // Every fifth product is intermittent.
                    var mean = sku % 5 == 0 ? (random.NextDouble() < 0.15 ? 3 : 0) : level * (0.5 + 0.25 * place);
                    var quantity = (int)(mean * (0.5 + random.NextDouble()) + random.NextDouble());
                    if (quantity == 0)
                        continue;
                    file.Write(Invariant($"{date},{sku:00000},L{place},{quantity}\n"));
                    rows++;
                }
            }
        }

        return rows;
    }

    private static long Items(string folder, int skus)
    {
        using var file = Create(folder, "items.csv", "sku,name,category,supplier,unit_cost,unit_price,pack_size,moq,service_target");
        for (var sku = 0; sku < skus; sku++)
            file.Write(Invariant($"{sku:00000},Product {sku},Category {sku % 20},S{sku % 10},{1 + sku % 40}.25,{2 + sku % 40 * 2}.49,{1 + sku % 6},{sku % 4 * 3},fill:0.95\n"));
        return skus;
    }

    private static long Stock(string folder, int skus)
    {
        using var file = Create(folder, "stock.csv", "date,sku,location,on_hand");
        for (var sku = 0; sku < skus; sku++)
            for (var place = 0; place < Places; place++)
                file.Write(Invariant($"{AsOf:yyyy-MM-dd},{sku:00000},L{place},{(sku * 7 + place) % 60}\n"));
        return Places * skus;
    }

    private static long Suppliers(string folder)
    {
        using var file = Create(folder, "suppliers.csv", "supplier,name,lead_time_days,lead_time_std_days,order_days,currency");
        for (var supplier = 0; supplier < 10; supplier++)
            file.Write(Invariant($"S{supplier},Supplier {supplier},{7 + 3 * supplier},{1 + supplier % 4},{(supplier % 2 == 0 ? "Mon;Thu" : "Tue")},EUR\n"));
        return 10;
    }

    private static StreamWriter Create(string folder, string name, string header)
    {
        var file = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false), 1 << 16);
        file.Write(header + "\n");
        return file;
    }
}
