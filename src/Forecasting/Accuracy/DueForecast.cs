using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Accuracy;

/// <summary>A forecast bucket of an earlier run, as that run kept it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="AsOf">Morning of its plan.</param>
/// <param name="Key">Product and place.</param>
/// <param name="BucketStart">First day of the bucket.</param>
/// <param name="Ahead">Buckets ahead: 1 = the first one that the forecast spoke of.</param>
/// <param name="Group">What kind of product it was then.</param>
/// <param name="Mean">What the plan expected, units.</param>
/// <param name="Statistical">What was expected before planners overrode it, units.</param>
/// <param name="Naive">What a seasonal naive forecast expected, units.</param>
/// <param name="Scales">Of the history of then.</param>
public sealed record PromisedBucket(
    string RunId,
    DateOnly AsOf,
    SkuLocation Key,
    DateOnly BucketStart,
    int Ahead,
    OutcomeGroup Group,
    double Mean,
    double Statistical,
    double Naive,
    ErrorScales Scales);

/// <summary>What outcomes are grouped by.</summary>
/// <param name="Model">The model used.</param>
/// <param name="AbcClass">A, B, C or a blank.</param>
/// <param name="Pattern">Kind of demand.</param>
/// <param name="Category">Category of the product; empty when not given.</param>
public sealed record OutcomeGroup(string Model, string AbcClass, string Pattern, string Category);

/// <summary>A forecast bucket whose time has come and that is not scored yet.</summary>
/// <param name="Promised">What was forecast.</param>
/// <param name="Levels">Probabilities of its quantiles.</param>
/// <param name="Quantiles">Its quantiles, units, one for each level.</param>
public sealed record DueForecast(PromisedBucket Promised, ImmutableArray<double> Levels, ImmutableArray<double> Quantiles)
{
    /// <summary>Scores it by what was sold.</summary>
    /// <param name="sold">The series of the product and place as it is known now; null when there is none.</param>
    /// <remarks>Only a bucket with stock all along tells what was wanted: one partly out of stock counts as not observed, so is one outside the
    /// series. It is then on record as such and not asked for again.</remarks>
    public ForecastOutcome Score(DemandSeries? sold)
    {
        var actual = ActualOf(sold);
        if (double.IsNaN(actual))
            return new ForecastOutcome(Promised, double.NaN, double.NaN, double.NaN, double.NaN);
        var levels = ScoredLevels.In(Levels);
        return new ForecastOutcome(
            Promised,
            actual,
            levels.Pinball(actual, Quantiles.AsSpan()),
            levels.Inside80(actual, Quantiles.AsSpan()),
            levels.Inside95(actual, Quantiles.AsSpan()));
    }

    private double ActualOf(DemandSeries? sold)
    {
        if (sold is null || Promised.BucketStart < sold.Start || Promised.BucketStart >= sold.End)
            return double.NaN;
        var index = sold.Bucket.Between(sold.Start, Promised.BucketStart);
        return !sold.Availability.IsDefaultOrEmpty && sold.Availability[index] < 1 ? double.NaN : sold.Quantities[index];
    }
}

/// <summary>A forecast bucket beside what came.</summary>
/// <param name="Promised">What was forecast.</param>
/// <param name="Actual">What was sold, units; NaN = not observed.</param>
/// <param name="Pinball">Mean pinball loss over the scored quantiles, units.</param>
/// <param name="Inside80">1 inside the 80 % interval, 0 outside, NaN when not scored.</param>
/// <param name="Inside95">The same for the 95 % interval.</param>
public sealed record ForecastOutcome(PromisedBucket Promised, double Actual, double Pinball, double Inside80, double Inside95)
{
    /// <summary>The plan's forecast.</summary>
    public ScoredBucket Final => new(Actual, Promised.Mean, Pinball, Inside80, Inside95, Promised.Scales);

    /// <summary>The forecast before planners overrode it: its mean alone.</summary>
    public ScoredBucket Statistical => ScoredBucket.OfMean(Actual, Promised.Statistical, Promised.Scales);

    /// <summary>The seasonal naive forecast: its mean alone.</summary>
    public ScoredBucket Naive => ScoredBucket.OfMean(Actual, Promised.Naive, Promised.Scales);

    /// <summary>True when a planner changed it.</summary>
    public bool IsOverridden => !Promised.Mean.Equals(Promised.Statistical);
}
