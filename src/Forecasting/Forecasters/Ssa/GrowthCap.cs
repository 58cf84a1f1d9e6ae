namespace Forecasting.Forecasters.Ssa;

/// <summary>How fast demand may grow at most: <see cref="Ratio"/> times in <see cref="Buckets"/> buckets.</summary>
public sealed record GrowthCap
{
    /// <summary>A season stands for what is usual; without one, this many buckets do.</summary>
    private const int WithoutSeason = 12;

    /// <summary>Creates a cap.</summary>
    /// <param name="ratio">Growth over the span, 1..1000; 1 = none.</param>
    /// <param name="buckets">Span of that growth, buckets, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public GrowthCap(double ratio, int buckets)
    {
        if (!(ratio is >= 1 and <= 1000))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "must be in 1..1000.");
        if (buckets < 1)
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "must be 1 or more.");
        Ratio = ratio;
        Buckets = buckets;
    }

    /// <summary>Growth over <see cref="Buckets"/>, 1..1000.</summary>
    public double Ratio { get; }

    /// <summary>Span of that growth, buckets, ≥ 1.</summary>
    public int Buckets { get; }

    /// <summary>Lowers forecasts that outgrow the highest observed bucket of the last season.</summary>
    /// <param name="seen">Demand up to the origin, NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <param name="horizon">Buckets in a forecast.</param>
    /// <param name="forecasts">Forecasts one after the other.</param>
    /// <remarks>Where that bucket is not above 0, or nothing was observed in it, there is nothing to grow from and the forecasts stay.</remarks>
    internal void Apply(ReadOnlySpan<double> seen, int seasonLength, int horizon, Span<double> forecasts)
    {
        var highest = 0.0;
        foreach (var value in seen[^Math.Min(seen.Length, seasonLength > 1 ? seasonLength : WithoutSeason)..])
            highest = value > highest ? value : highest;
        if (highest == 0)
            return;

        for (var i = 0; i < forecasts.Length; i++)
            forecasts[i] = Math.Min(forecasts[i], highest * Math.Pow(Ratio, (double)(i % horizon + 1) / Buckets));
    }
}
