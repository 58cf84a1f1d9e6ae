namespace Forecasting.Jobs.Demo;

/// <summary>What customers of one place want of one product, day by day, whether or not it is there to be bought.</summary>
internal sealed class DemoDemand
{
    private const int RampDays = 56;
    private const int DeclineDays = 140;

    // A builder who clears the shelf: rare, and the reason why a cleansing rule for outliers exists.
    private const double BulkPurchase = 1 / 2500.0;
    private const int BulkFactor = 14;

    private readonly DemoProduct product;
    private readonly DemoPlace place;
    private readonly DateOnly first;
    private readonly DemoEvent[] events;
    private readonly double[] weekNoise;
    private readonly SplitMix64 random;

    /// <summary>Demand of a product at a place.</summary>
    /// <param name="seed">Seed of the whole company.</param>
    /// <param name="product">What is wanted.</param>
    /// <param name="place">Where.</param>
    /// <param name="events">The company's calendar.</param>
    /// <param name="first">First day.</param>
    /// <param name="days">Number of days.</param>
    public DemoDemand(int seed, DemoProduct product, DemoPlace place, DemoEvent[] events, DateOnly first, int days)
    {
        this.product = product;
        this.place = place;
        this.first = first;
        this.events = [.. events.Where(e => e.Touches(product, place))];
        random = new SplitMix64(seed, $"demand {product.Sku} {place.Code}");

        // Weather moves a whole category together; what is left moves the product alone and fades over weeks.
        var weather = new SplitMix64(seed, $"weather {product.Range.Category}");
        var fashion = new SplitMix64(seed, $"fashion {product.Sku} {place.Code}");
        weekNoise = new double[days / 7 + 2];
        var mood = 0.0;
        for (var week = 0; week < weekNoise.Length; week++)
        {
            mood = 0.7 * mood + fashion.Between(-0.12, 0.12);
            weekNoise[week] = weather.Between(0.85, 1.15) * (1 + mood);
        }
    }

    /// <summary>The largest price cut on <paramref name="day"/>, as a share; 0 = none.</summary>
    public decimal Discount(DateOnly day) =>
        Array.FindAll(events, e => day >= e.First && day <= e.Last).Select(e => e.Discount).DefaultIfEmpty().Max();

    /// <summary>Sale steps wanted on <paramref name="day"/>. Call it for every day once, in order.</summary>
    public int On(DateOnly day)
    {
        // Drawn on every day, also those without demand, so that a changed calendar does not move all later days.
        var isBulk = random.Chance(BulkPurchase);
        var spread = random.Between(0.6, 1.4);
        var mean = MeanOn(day) * spread;
        if (!product.IsIntermittent)
            return random.Poisson(Math.Min(mean, 400)) * (isBulk ? BulkFactor : 1);

        // One request in three is for a set: sizes vary, so some parts are lumpy and not only intermittent.
        var requests = random.Poisson(mean);
        return requests == 0 ? 0 : requests + (random.Chance(0.33) ? random.Whole(1, 4) : 0);
    }

    private double MeanOn(DateOnly day)
    {
        if (!product.IsOnSale(day))
            return 0;
        var age = day.DayNumber - first.DayNumber;
        var mean = product.DailyDemand * place.Size * place.Weekdays[(int)day.DayOfWeek] * Season(day)
            * (1 + product.YearlyGrowth * (age / 365.0 - 1)) * weekNoise[age / 7];
        if (product.Launch is { } launch)
            mean *= Math.Clamp((day.DayNumber - launch.DayNumber + 7) / (double)RampDays, 0.15, 1);
        if (product.End is { } end)
            mean *= Math.Clamp((end.DayNumber - day.DayNumber + 14) / (double)DeclineDays, 0.05, 1);
        foreach (var change in events)
            if (day >= change.First && day <= change.Last)
                mean *= change.Multiplier;
        return mean;
    }

    // Between the middles of the months, along a straight line.
    private double Season(DateOnly day)
    {
        var months = product.Range.Season;
        var position = (day.Day - 15) / 30.0;
        var here = day.Month - 1;
        var there = (here + (position < 0 ? 11 : 1)) % 12;
        var weight = Math.Abs(position);
        return ((1 - weight) * months[here] + weight * months[there]) / 100;
    }
}
