using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory.Clearance;
using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory.Clearance;

/// <summary>Weekly sales made by prices, with a known elasticity.</summary>
internal sealed record PricedShop
{
    public static readonly DateOnly Start = new(2024, 3, 4);

    public int Weeks { get; init; } = 104;

    /// <summary>Units a week at a price of 10.</summary>
    public double Level { get; init; } = 40;

    public double Elasticity { get; init; } = -2;

    /// <summary>Price of a week.</summary>
    public Func<int, double> Price { get; init; } = t => Offers(t, 10);

    /// <summary>What else multiplies demand in a week.</summary>
    public Func<int, double> Effect { get; init; } = _ => 1;

    public Func<int, bool> IsPromoted { get; init; } = _ => false;

    /// <summary>Share of a week in stock: what is sold is as much less.</summary>
    public Func<int, double> InStock { get; init; } = _ => 1;

    /// <summary>Deviation of the logarithm of demand around its mean, beside Poisson's, and its correlation from week to week.</summary>
    public double Noise { get; init; } = 0.2;

    public double Memory { get; init; }

    public ElasticitySettings Settings { get; init; } = new();

    /// <summary>Three weeks at a fifth off, three at a tenth, every thirteen.</summary>
    public static double Offers(int week, double price) => (week % 13) switch { < 3 => 0.8 * price, 6 or 7 or 8 => 0.9 * price, _ => price };

    /// <summary>What prices and sales of one drawing tell together.</summary>
    public Outcome<PricedSales> Draw(int seed) => PricedSales.Of(Prices(seed, out var sold), sold, Settings);

    /// <summary>The estimate of one drawing.</summary>
    public OwnElasticity Estimate(int seed) => ((Outcome<OwnElasticity>.Done)OwnElasticity.Of(((Outcome<PricedSales>.Done)Draw(seed)).Value)).Value;

    /// <summary>Why the record of one drawing does not tell.</summary>
    public string Why(int seed = 1) => ((Outcome<PricedSales>.Skipped)Draw(seed)).Reason;

    /// <summary>One drawing.</summary>
    public PriceHistory Prices(int seed, out DemandSeries sold)
    {
        var random = new SplitMix64((ulong)seed);
        var key = new SkuLocation(new Sku("A"), new Location("LEEDS"));
        var (paid, units, error) = (new double[Weeks], new double[Weeks], 0.0);
        for (var t = 0; t < Weeks; t++)
        {
            error = Memory * error + Math.Sqrt(1 - Memory * Memory) * Noise * NormalDistribution.Quantile(random.NextUniform());
            var mean = Level * Math.Pow(Price(t) / 10, Elasticity) * Effect(t) * Math.Exp(error - Noise * Noise / 2) * InStock(t);
            units[t] = Poisson(mean, ref random);
            paid[t] = units[t] > 0 ? Price(t) : double.NaN;
        }

        sold = new DemandSeries(
            key, TimeBucket.Week, Start, [.. units],
            [.. Enumerable.Range(0, Weeks).Select(IsPromoted)], [.. Enumerable.Range(0, Weeks).Select(InStock)]);
        return new PriceHistory(key, TimeBucket.Week, Start, [.. paid]);
    }

    // Waiting times of length 1 ÷ mean, counted until 1 is reached.
    private static double Poisson(double mean, ref SplitMix64 random)
    {
        var (count, time) = (-1, 0.0);
        for (; time < 1; count++)
            time -= Math.Log(random.NextUniform()) / mean;
        return count;
    }
}
