namespace Forecasting.Jobs.Demo;

/// <summary>A stretch of days that changes demand.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, included.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Kind">Kind in the words of the input contract.</param>
/// <param name="Multiplier">Demand as a multiple of normal; 0 = shut; 1 = known to the calendar only.</param>
internal sealed record DemoEvent(DateOnly First, DateOnly Last, string Name, string Kind, double Multiplier)
{
    /// <summary>Only this product; empty = all.</summary>
    public string Sku { get; init; } = "";

    /// <summary>Only this category; empty = all.</summary>
    public string Category { get; init; } = "";

    /// <summary>Only this place; empty = all.</summary>
    public string Location { get; init; } = "";

    /// <summary>Price cut, as a share.</summary>
    public decimal Discount { get; init; }

    /// <summary>True when the event touches <paramref name="product"/> at <paramref name="place"/> on some day.</summary>
    public bool Touches(DemoProduct product, DemoPlace place) =>
        (Sku.Length == 0 || Sku == product.Sku)
        && (Category.Length == 0 || Category == product.Range.Category)
        && (Location.Length == 0 || Location == place.Code);
}

/// <summary>Promotions, holidays and closures of the sample company, past and planned.</summary>
internal static class DemoCalendar
{
    private static readonly (string Name, string Category, int Month, int Day, int Days, double Multiplier, decimal Discount)[] Campaigns =
    [
        ("Paint weeks", "Paint", 3, 16, 14, 1.8, 0.20m),
        ("Garden opening", "Garden", 4, 1, 14, 1.6, 0.15m),
        ("Barbecue season", "Outdoor", 5, 18, 14, 1.6, 0.10m),
        ("Summer clean-up", "Household", 7, 6, 14, 1.5, 0.15m),
        ("Paint weeks", "Paint", 9, 14, 14, 1.7, 0.20m),
        ("Winter check", "Heating", 10, 5, 14, 1.6, 0.10m),
        ("Tool week", "Power tools", 11, 20, 11, 2.6, 0.25m),
        ("Bright December", "Lighting", 12, 1, 14, 1.4, 0.10m),
    ];

    /// <summary>All events from <paramref name="first"/> to half a year after <paramref name="asOf"/>, in order of their days.</summary>
    public static DemoEvent[] Events(int seed, DemoProduct[] products, DateOnly first, DateOnly asOf)
    {
        var last = asOf.AddDays(182);
        var events = new List<DemoEvent>();
        for (var year = first.Year; year <= last.Year; year++)
        {
            foreach (var campaign in Campaigns)
            {
                var start = new DateOnly(year, campaign.Month, campaign.Day);
                events.Add(new(start, start.AddDays(campaign.Days - 1), campaign.Name, "promotion", campaign.Multiplier)
                {
                    Category = campaign.Category,
                    Discount = campaign.Discount,
                });
            }

            events.Add(Day(year, 5, 1, "Labour Day", "holiday", 0.7, ""));
            foreach (var store in DemoNetwork.Places[..DemoNetwork.Hub])
            {
                events.Add(Day(year, 1, 1, "New Year", "closure", 0, store.Code));
                events.Add(Day(year, 12, 25, "Christmas", "closure", 0, store.Code));
            }

            events.Add(new(new(year, 2, 2), new(year, 2, 3), "Stocktaking", "closure", 0) { Location = "TURIN" });
        }

        AddProductPromotions(events, seed, products, first, last);
        return [.. events.Where(e => e.Last >= first && e.First <= last)
            .OrderBy(e => e.First).ThenBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Sku, StringComparer.Ordinal).ThenBy(e => e.Location, StringComparer.Ordinal)];
    }

    private static DemoEvent Day(int year, int month, int day, string name, string kind, double multiplier, string location)
    {
        var date = new DateOnly(year, month, day);
        return new(date, date, name, kind, multiplier) { Location = location };
    }

    private static void AddProductPromotions(List<DemoEvent> events, int seed, DemoProduct[] products, DateOnly first, DateOnly last)
    {
        foreach (var product in products.Where(p => !p.IsIntermittent))
        {
            var random = new SplitMix64(seed, "promotions " + product.Sku);
            if (!random.Chance(0.3))
                continue;
            for (var start = first.AddDays(7 * random.Whole(2, 30)); start <= last.AddDays(-7); start = start.AddDays(7 * random.Whole(12, 40)))
            {
                var discount = 0.05m * random.Whole(2, 6);
                events.Add(new(start, start.AddDays(6), "Offer of the week", "promotion", 1.2 + 4 * (double)discount)
                {
                    Sku = product.Sku,
                    Discount = discount,
                    Location = random.Chance(0.25) ? DemoNetwork.Places[random.Whole(0, DemoNetwork.Places.Length - 1)].Code : "",
                });
            }
        }
    }
}
