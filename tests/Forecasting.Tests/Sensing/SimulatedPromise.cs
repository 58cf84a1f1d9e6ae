using Forecasting.Sensing;
using Forecasting.Statistics;

namespace Forecasting.Tests.Sensing;

/// <summary>Demand of a SKU-location by week, drawn from a known law, with what a forecast that knows the law would promise.</summary>
public sealed class SimulatedPromise
{
    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];
    private static readonly double[] Week = [0.08, 0.12, 0.13, 0.14, 0.15, 0.18, 0.2];

    private readonly Kind kind;
    private readonly double mean;
    private readonly double size;

    public SimulatedPromise(Kind kind, double mean, double size, ulong seed)
    {
        (this.kind, this.mean, this.size) = (kind, mean, size);
        var random = new SplitMix64(seed);
        var weeks = Enumerable.Range(0, 1000).Select(_ => Draw(ref random).Sum()).Order().ToArray();
        Size = CountSize.Of(mean, Levels, [.. Levels.Select(l => weeks[(int)(l * weeks.Length)])]);
    }

    public enum Kind
    {
        Poisson,
        LevelOfTheWeek,
        LevelOfTheDay,
        Lots,
    }

    public double Mean => mean;

    public double Size { get; }

    /// <summary>The seven days of a week, each multiplied by what is planted.</summary>
    public double[] Draw(ref SplitMix64 random, double multiple = 1, int from = 0)
    {
        var days = new double[7];
        var level = kind == Kind.LevelOfTheWeek ? Gamma(size, ref random) : 1;
        for (var d = 0; d < days.Length; d++)
        {
            var expected = mean * Week[d] * level * (d >= from ? multiple : 1);
            days[d] = kind switch
            {
                Kind.LevelOfTheDay => Poisson(expected * Gamma(size * Week[d], ref random), ref random),
                Kind.Lots => Lots(Poisson(expected / 6, ref random), ref random),
                _ => Poisson(expected, ref random),
            };
        }

        return days;
    }

    /// <summary>The days as a look sees them.</summary>
    public TellingDay[] Telling(double[] days) =>
        [.. days.Select((sold, d) => new TellingDay(new DateOnly(2026, 3, 2).AddDays(d), 0, mean * Week[d], sold))];

    // A lot is 1 to 11 pieces, 6 on average.
    private static double Lots(double lots, ref SplitMix64 random)
    {
        double units = 0;
        for (var i = 0; i < lots; i++)
            units += 1 + random.NextBelow(11);
        return units;
    }

    private static double Poisson(double mean, ref SplitMix64 random)
    {
        if (mean > 60)
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * NormalDistribution.Quantile(random.NextUniform())));
        var (count, product, limit) = (-1, 1.0, Math.Exp(-mean));
        do
        {
            count++;
            product *= random.NextUniform();
        }
        while (product > limit);
        return count;
    }

    // Mean 1, variance 1/size. Marsaglia and Tsang, A simple method for generating gamma variables, 2000.
    private static double Gamma(double size, ref SplitMix64 random)
    {
        if (size < 1)
            return Gamma(size + 1, ref random) * (size + 1) / size * Math.Pow(random.NextUniform(), 1 / size);
        var (d, c) = (size - 1.0 / 3, 1 / Math.Sqrt(9 * (size - 1.0 / 3)));
        while (true)
        {
            var x = NormalDistribution.Quantile(random.NextUniform());
            var v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(random.NextUniform()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return d * v / size;
        }
    }
}
