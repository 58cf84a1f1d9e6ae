using System.Collections.Immutable;
using System.Globalization;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>What events do to the demand of one SKU-location: learnt from its history and taken out of it, so that usual demand is what is
/// forecast; put back where such an event is announced.</summary>
/// <param name="series">The series as sold, with the promotion marks of its sales rows.</param>
/// <param name="events">Events that concern the SKU-location.</param>
/// <param name="category">Category of the product.</param>
/// <param name="priors">Which effects are separated, and what each does in general.</param>
public sealed class EventLift(DemandSeries series, ImmutableArray<CalendarEvent> events, string category, LiftPriors priors)
{
    /// <summary>A lift closer to 1 than this changes nothing.</summary>
    private const double Negligible = 0.005;

    /// <summary>The lifts learnt, ordered by name of the effect; empty before <see cref="TakeOut"/> has run.</summary>
    public ImmutableArray<LearntLift> Lifts { get; private set; } = [];

    /// <summary>The lift of an effect; null where it was not learnt: too few buckets, intermittent demand, or no event announced.</summary>
    public LearntLift? Of(EventEffect effect) => Lifts.FirstOrDefault(l => l.Effect == effect);

    /// <summary>The cleansing rule: learns the lifts from what earlier rules left, and divides each bucket by
    /// those that acted there.</summary>
    /// <param name="raw">The series as sold.</param>
    /// <param name="quantities">Units per bucket as the rules before this one left them; NaN = not observed.</param>
    /// <param name="record">Where each change is written down.</param>
    public void TakeOut(DemandSeries raw, Span<double> quantities, ICollection<Correction> record)
    {
        if (priors.IsEmpty)
            return;
        var exposures = EventExposure.Of(series, events, priors.IsAnnounced);
        Lifts = [.. LiftEstimate.Of(raw.Bucket, quantities, exposures.Values).Select(l => priors.Shrink(l, category))];
        for (var i = 0; i < quantities.Length && !Lifts.IsEmpty; i++)
        {
            if (!(quantities[i] > 0))
                continue;
            var factor = 1.0;
            var acting = new List<EventEffect>();
            foreach (var lift in Lifts)
            {
                var share = exposures[lift.Effect.Name].Shares[i];
                if (share <= 0)
                    continue;
                factor *= 1 + (lift.Multiple - 1) * share;
                acting.Add(lift.Effect);
            }

            if (Math.Abs(factor - 1) < Negligible)
                continue;
            var usual = quantities[i] / factor;
            record.Add(new Correction(raw.Bucket.Add(raw.Start, i), quantities[i], usual, acting[0].Rule, string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(" and ", acting.Select(a => a.Name))}: {quantities[i]:0.##} sold, {factor:0.0#} x the usual "
                + $"{usual:0.##}.")));
            quantities[i] = usual;
        }
    }
}
