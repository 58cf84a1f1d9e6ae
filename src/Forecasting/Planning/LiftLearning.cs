using System.Collections.Immutable;
using Forecasting.Cleansing;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>Learns from many SKU-locations together what events do in general, before each is planned by itself.</summary>
public static class LiftLearning
{
    /// <summary>Enough to know what a promotion does in general, and quick whatever the size of the firm.</summary>
    private const int LargestSample = 2000;

    /// <summary>The priors; <see cref="LiftPriors.None"/> when lifts are not separated or no event is announced.</summary>
    /// <param name="input">What to plan from.</param>
    /// <param name="threads">Threads, ≥ 1. The result does not depend on them.</param>
    /// <param name="cancellationToken">Stops between two SKU-locations.</param>
    /// <remarks>At most 2,000 SKU-locations are asked, evenly spaced in the order of keys.</remarks>
    public static LiftPriors Learn(PlanInput input, int threads, CancellationToken cancellationToken)
    {
        var announced = LiftPriors.Announced(input.Events
            .Where(e => e.Days.Last >= input.AsOf)
            .SelectMany(e => EventEffect.Of(e, input.Bucket))
            .Select(e => e.Effect));
        if (!input.Settings.Cleansing.EventLift || announced.IsEmpty)
            return LiftPriors.None;

        var step = Math.Max(1, (input.Series.Length + LargestSample - 1) / LargestSample);
        var estimates = new (string Category, ImmutableArray<LearntLift> Lifts)[(input.Series.Length + step - 1) / step];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, estimates.Length, options, i =>
            estimates[i] = Estimate(input.Series[i * step], input, announced));
        return announced.Learnt([.. estimates.SelectMany(e => e.Lifts.Select(l => (e.Category, l)))]);
    }

    private static (string Category, ImmutableArray<LearntLift> Lifts) Estimate(DemandSeries series, PlanInput input, LiftPriors announced)
    {
        var category = input.Terms.ItemOf(series.Key.Sku).Category;
        var events = DemandAdjustments.EventsOf(series.Key, input);
        var exposures = EventExposure.Of(series, events, announced.IsAnnounced);
        return (category, LiftEstimate.Of(series.Bucket, Observed(series, events), exposures.Values));
    }

    /// <summary>Demand where it can be seen without further thought: that of many SKU-locations together needs no finer care.</summary>
    private static double[] Observed(DemandSeries series, ImmutableArray<CalendarEvent> events)
    {
        var open = OpenShare.Of(series, [.. events.Where(e => e.Kind == EventKind.Closure).Select(e => e.Days)]);
        var quantities = series.Quantities.AsSpan().ToArray();
        for (var i = 0; i < quantities.Length; i++)
        {
            quantities[i] = series.IsShort(i) || open[i] < 1 ? double.NaN : Math.Max(0, quantities[i]);
        }

        return quantities;
    }
}
