using Forecasting.Statistics;

namespace Forecasting.Tests.Cleansing;

/// <summary>How demand comes.</summary>
public enum DemandKind
{
    /// <summary>Poisson at one level.</summary>
    Smooth,

    /// <summary>Poisson with a season: 52 weeks or 7 weekdays.</summary>
    Seasonal,

    /// <summary>Poisson at a level that triples.</summary>
    Trending,

    /// <summary>Few customers of several units.</summary>
    Intermittent,

    /// <summary>Negative binomial: the rate itself varies.</summary>
    Erratic,
}

/// <summary>What keeps customers from buying, and what the record says of it.</summary>
public enum Shortage
{
    /// <summary>Whole buckets at random, in runs.</summary>
    Full,

    /// <summary>Random shares of random buckets.</summary>
    Partial,

    /// <summary>An order-up-to stock that runs out; the share of time in stock is known.</summary>
    RunOut,

    /// <summary>The same, known from counts at the end of each seventh of a bucket.</summary>
    Counted,

    /// <summary>The same; the record says only whether stock was there all the time.</summary>
    Flagged,
}

/// <summary>A series whose true demand is known, and what a shop sold of it.</summary>
/// <param name="Demand">Units wanted per bucket; longer than the others by what is to be forecast.</param>
/// <param name="Sold">Units sold per bucket.</param>
/// <param name="Availability">Share of the bucket in stock, as recorded.</param>
public sealed record SimulatedShelf(double[] Demand, double[] Sold, double[] Availability)
{
    /// <summary>Simulates one series.</summary>
    /// <param name="kind">How demand comes.</param>
    /// <param name="shortage">What keeps customers from buying.</param>
    /// <param name="share">Share of buckets that are short, 0..1.</param>
    /// <param name="length">Buckets sold.</param>
    /// <param name="future">Buckets to forecast.</param>
    /// <param name="season">Buckets in a season.</param>
    /// <param name="level">Mean demand, units per bucket.</param>
    /// <param name="seed">Any number.</param>
    public static SimulatedShelf Of(DemandKind kind, Shortage shortage, double share, int length, int future, int season, double level, ulong seed)
    {
        var random = new SplitMix64(seed);
        var phase = random.NextUniform();
        var customers = new List<(double Time, int Units)>[length + future];
        for (var i = 0; i < customers.Length; i++)
            customers[i] = Customers(kind, Rate(kind, level, i, length + future, season, phase), ref random);
        var demand = customers.Select(c => (double)c.Sum(x => x.Units)).ToArray();
        var (sold, inStock) = shortage switch
        {
            Shortage.Full or Shortage.Partial => AtRandom(customers, shortage == Shortage.Partial, share, length, ref random),
            _ => Calibrated(customers, shortage, share, length, level),
        };
        return new SimulatedShelf(demand, sold, inStock);
    }

    private static double Rate(DemandKind kind, double level, int i, int length, int season, double phase) => kind switch
    {
        DemandKind.Seasonal => level * (1 + 0.5 * Math.Sin(2 * Math.PI * ((double)i / season + phase))),
        DemandKind.Trending => level * (0.5 + (double)i / length),
        _ => level,
    };

    private static List<(double Time, int Units)> Customers(DemandKind kind, double rate, ref SplitMix64 random)
    {
        const double Spread = 0.6;
        var customers = new List<(double, int)>();
        if (kind == DemandKind.Intermittent)
            rate *= 1.0 / 60;
        if (kind == DemandKind.Erratic)
            rate *= GammaDistribution.Quantile(random.NextUniform(), Spread);
        for (var time = Exponential(ref random) / rate; time < 1; time += Exponential(ref random) / rate)
            customers.Add((time, kind == DemandKind.Intermittent ? 1 + (int)(2 * Exponential(ref random)) : 1));
        return customers;
    }

    private static double Exponential(ref SplitMix64 random) => -Math.Log(random.NextUniform());

    private static (double[] Sold, double[] InStock) AtRandom(
        List<(double Time, int Units)>[] customers, bool isPartial, double share, int length, ref SplitMix64 random)
    {
        var sold = new double[length];
        var inStock = new double[length];
        var isOut = false;
        for (var i = 0; i < length; i++)
        {
            // Runs of two buckets on average, and the right share of them in the long run.
            isOut = random.NextUniform() < (isOut ? 0.5 : 0.5 * share / (1 - share));
            inStock[i] = !isOut ? 1 : isPartial ? random.NextUniform() : 0;
            sold[i] = customers[i].Where(c => c.Time < inStock[i]).Sum(c => c.Units);
        }

        return (sold, inStock);
    }

    // The order-up-to level that leaves the wanted share of buckets short.
    private static (double[] Sold, double[] InStock) Calibrated(
        List<(double Time, int Units)>[] customers, Shortage shortage, double share, int length, double level)
    {
        double low = 0, high = 20;
        for (var step = 0; step < 30; step++)
        {
            var middle = (low + high) / 2;
            if (RunOut(customers, Shortage.RunOut, length, Math.Max(1, Math.Round(middle * level))).InStock.Count(e => e < 1) > share * length)
                low = middle;
            else
                high = middle;
        }

        return RunOut(customers, shortage, length, Math.Max(1, Math.Round(high * level)));
    }

    // Counted at the start of each bucket, ordered up to the level, there two buckets later. What is not on the shelf is not sold.
    private static (double[] Sold, double[] InStock) RunOut(List<(double Time, int Units)>[] customers, Shortage shortage, int length, double upTo)
    {
        var sold = new double[length];
        var inStock = new double[length];
        double onHand = upTo, due = 0, afterwards = 0;
        for (var i = 0; i < length; i++)
        {
            onHand += due;
            due = afterwards;
            afterwards = Math.Max(0, upTo - onHand - due);
            var outAt = onHand > 0 ? 1.0 : 0;
            var days = new double[7];
            foreach (var (time, units) in customers[i])
            {
                var taken = Math.Min(onHand, units);
                onHand -= taken;
                sold[i] += taken;
                days[(int)(7 * time)] += taken;
                if (onHand == 0 && outAt == 1)
                    outAt = time;
            }

            inStock[i] = shortage switch
            {
                Shortage.RunOut => outAt,
                Shortage.Counted => Counted(outAt, days),
                _ => outAt < 1 ? 0 : 1,
            };
        }

        return (sold, inStock);
    }

    // A day that ends without stock and sold something counts half, one that sold nothing not at all.
    private static double Counted(double outAt, double[] days)
    {
        if (outAt * 7 < 1)
            return 0;
        double sum = 0;
        for (var day = 0; day < 7; day++)
            sum += outAt * 7 >= day + 1 ? 1 : days[day] > 0 ? 0.5 : 0;
        return sum / 7;
    }
}
