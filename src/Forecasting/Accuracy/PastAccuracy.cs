using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Accuracy;

/// <summary>What earlier plans promised and what came.</summary>
/// <param name="First">First day of the first bucket compared.</param>
/// <param name="Last">First day of the last.</param>
/// <param name="Runs">Earlier runs whose forecasts were compared.</param>
/// <param name="Totals">In all, by buckets ahead and by groups: <see cref="PastTotal.By"/> in the order all, ahead, the groups, sums of products.</param>
/// <param name="Series">By product and place, ordered by key.</param>
public sealed record PastAccuracy(
    DateOnly First, DateOnly Last, int Runs, ImmutableArray<PastTotal> Totals, ImmutableArray<PastSeries> Series)
{
    /// <summary><see cref="PastTotal.By"/> of the total.</summary>
    public const string All = "All";

    /// <summary><see cref="PastTotal.By"/> of the totals by distance.</summary>
    public const string ByAhead = "Buckets ahead";

    /// <summary><see cref="PastTotal.By"/> of the totals over sums of products.</summary>
    public const string ByLevel = "Sums over";

    /// <summary>How far products and places were wrong together.</summary>
    public ErrorCorrelation Correlation { get; init; } = ErrorCorrelation.Assumed;

    /// <summary>Sums outcomes up (<see cref="PastAccuracySum"/>).</summary>
    /// <param name="outcomes">In any order, each bucket of a run once.</param>
    /// <returns>Null when not one was observed.</returns>
    public static PastAccuracy? Of(IEnumerable<ForecastOutcome> outcomes)
    {
        var sum = new PastAccuracySum();
        foreach (var product in outcomes.GroupBy(o => o.Promised.Key))
            sum.Add(product);
        return sum.Result();
    }
}

/// <summary>What came of the forecasts of a group.</summary>
/// <param name="By">What the group is by.</param>
/// <param name="Group">Which group.</param>
/// <param name="Naive">Of the seasonal naive forecast: its mean alone.</param>
/// <param name="Statistical">Of the forecast before planners overrode it: its mean alone.</param>
/// <param name="Final">Of the forecast that was planned with.</param>
/// <param name="Overridden">Buckets that planners had changed.</param>
public sealed record PastTotal(
    string By, string Group, AccuracyMeasures Naive, AccuracyMeasures Statistical, AccuracyMeasures Final, long Overridden)
{
    /// <summary>Share of the naive forecast's absolute error that the model did away with; negative = it added some.</summary>
    public double ValueOfModel => AccuracyMeasures.ValueAdded(Statistical.Wape, Naive.Wape);

    /// <summary>Share of the model's absolute error that planners did away with; NaN where they changed nothing.</summary>
    public double ValueOfPlanners => Overridden == 0 ? double.NaN : AccuracyMeasures.ValueAdded(Final.Wape, Statistical.Wape);
}

/// <summary>What came of the forecasts of one product at one place, at all distances.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Buckets">Forecast buckets compared.</param>
/// <param name="Bias">Mean of forecast − actual, units per bucket: positive = too much.</param>
/// <param name="Wape">Σ|forecast − actual| ÷ Σ|actual|; NaN when nothing was sold.</param>
/// <param name="Mase">Mean absolute error ÷ that of the seasonal naive in training; NaN when that is 0 or unknown.</param>
/// <param name="Trigg">Trigg's tracking signal of the forecasts one bucket ahead, −1..1; NaN when none was compared.</param>
public sealed record PastSeries(SkuLocation Key, int Buckets, double Bias, double Wape, double Mase, double Trigg)
{
    /// <summary>Sums up the outcomes of a product and place.</summary>
    /// <param name="outcomes">At least one, by distance, then in time order.</param>
    internal static PastSeries Of(ForecastOutcome[] outcomes)
    {
        var score = new SeriesScore();
        foreach (var outcome in outcomes)
            score.Add(outcome.Final);
        var next = outcomes.Where(o => o.Promised.Ahead == 1).Select(o => o.Final.Error).ToArray();
        return new PastSeries(
            outcomes[0].Promised.Key, score.Buckets, score.Bias, score.Wape, score.Mase, TrackingSignal.Of(next).Trigg);
    }
}
