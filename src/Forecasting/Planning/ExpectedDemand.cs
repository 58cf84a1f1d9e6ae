using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;

namespace Forecasting.Planning;

/// <summary>What is expected to be taken from a place in one number a day, with its deviation: enough to choose a rhythm or a place for safety stock, not an order.</summary>
/// <param name="Daily">Units on each day of the horizon.</param>
/// <param name="DailyDeviation">Standard deviation of a day, units; that of t days is taken as √t times as much.</param>
internal sealed record ExpectedDemand(ImmutableArray<double> Daily, double DailyDeviation)
{
    /// <summary>Mean of a day, units.</summary>
    public double Mean { get; } = Daily.IsEmpty ? 0 : Daily.Average();

    /// <summary>That of a place's own customers.</summary>
    /// <param name="fitted">Their forecast; null where it was not asked for.</param>
    /// <param name="start">First day of its first bucket.</param>
    /// <param name="isSource">True where others are supplied from the place.</param>
    /// <param name="input">Everything shared.</param>
    /// <returns>Null where nothing is expected.</returns>
    public static ExpectedDemand? OfCustomers(Outcome<FittedDemand>? fitted, DateOnly start, bool isSource, PlanInput input)
    {
        // A source that sells nothing has no customers, whatever like products sell elsewhere.
        if (fitted is not Outcome<FittedDemand>.Done { Value: var its } || (isSource && its.Fitted.Forecast.Model == AnalogueForecast.ModelName))
            return null;
        var (mean, spread) = (its.Forecast.Mean, its.Fitted.Spread);
        var variance = mean.Select((units, b) => units > 0 ? spread.DemandDeviation(b, units) : 0).Average(d => d * d);
        return new ExpectedDemand(DailyDemand.Of(mean.AsSpan(), input.Bucket, start, input.AsOf), Math.Sqrt(variance / input.Bucket.MeanDays));
    }

    /// <summary>That of several places.</summary>
    /// <param name="parts">Theirs.</param>
    /// <returns>Null where there are none.</returns>
    public static ExpectedDemand? Together(ExpectedDemand[] parts) => parts.Length == 0 ? null : new ExpectedDemand(
        [.. Enumerable.Range(0, parts.Min(p => p.Daily.Length)).Select(d => parts.Sum(p => p.Daily[d]))],
        DependentDemand.Deviation([.. parts.Select(p => p.DailyDeviation)], ErrorCorrelation.Default));

    /// <summary>Units of some days; what lies beyond the horizon is as its mean.</summary>
    /// <param name="from">First day from the plan, ≥ 0.</param>
    /// <param name="days">Days, ≥ 0; part of the last counts in proportion.</param>
    public double Between(int from, double days)
    {
        double sum = 0;
        for (var d = 0; d < days; d++)
            sum += (from + d < Daily.Length ? Daily[from + d] : Mean) * Math.Min(1, days - d);
        return sum;
    }
}
