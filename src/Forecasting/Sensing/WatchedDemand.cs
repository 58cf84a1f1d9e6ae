using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Sensing;

/// <summary>What came of one SKU-location since the plan: the days that tell, beside what was promised for them.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Days">The days that tell something, in time order.</param>
/// <param name="Means">Promised units of each bucket.</param>
/// <param name="Sizes">Size of each bucket, smaller where the week of the product is not well known.</param>
internal sealed record WatchedDemand(SkuLocation Key, ImmutableArray<TellingDay> Days, ImmutableArray<double> Means, ImmutableArray<double> Sizes)
{
    // The share of a first day is known to a variance of (1 − s) ÷ (s·n), s = 1/7: that much the level of a part of a week is less sure.
    private const double ShareVariance = 6;

    /// <summary>Looks at one SKU-location.</summary>
    public static WatchedDemand Of(PromisedDemand promise, DemandSeries series, WeekdayProfile profile, SupplyTerms terms, DayScreen screen, DateOnly end)
    {
        var sizes = promise.Spans.Select(s =>
        {
            if (s.After == s.Start.AddDays(1))
                return s.Size;

            // What comes in lots counts as fewer units than it is.
            var units = Math.Max(1, profile.Units / (1 + s.Mean / s.Size));
            return 1 / (1 / s.Size + ShareVariance / units);
        });
        return new WatchedDemand(
            promise.Key, [.. screen.TellingDays(promise, series, profile, terms, end)], [.. promise.Spans.Select(s => s.Mean)], [.. sizes]);
    }

    /// <summary>Evidence of a change to one side.</summary>
    public DemandEvidence Evidence(ImmutableArray<double> factors, double threshold) =>
        DemandEvidence.Of(Days.AsSpan(), Means.AsSpan(), Sizes.AsSpan(), factors, threshold);

    /// <summary>What demand is of the promise since it changed; a unit on either side keeps few units from saying much.</summary>
    /// <param name="onset">Index of the first day of the change.</param>
    public double Changed(int onset) => (Days.Skip(onset).Sum(d => d.Sold) + 1) / (Days.Skip(onset).Sum(d => d.Expected) + 1);

    /// <summary>What demand is expected to be of the promise from now on: the mean of its level, given the days from one on.</summary>
    /// <param name="from">Index of the first day that counts.</param>
    /// <param name="part">Part of the level's variance that lasts, 0..1.</param>
    public double Multiple(int from, double part)
    {
        var (sold, expected, size) = (0.0, 0.0, CountSize.Poisson);
        foreach (var day in Days.Skip(from))
            (sold, expected, size) = (sold + day.Sold, expected + day.Expected, Math.Min(size, Sizes[day.Span] / part));
        return (size + sold) / (size + expected);
    }
}
