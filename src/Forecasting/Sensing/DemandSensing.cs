using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Sensing;

/// <summary>Compares what came since the newest published plan with what it promised, without fitting any model anew.</summary>
public static class DemandSensing
{
    /// <summary>Looks.</summary>
    /// <param name="input">What is known.</param>
    /// <remarks>The same input gives the same signals, whatever was seen on earlier days: a look that was missed changes nothing.</remarks>
    public static SensingReport Look(SensingInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (plan, settings) = (input.Plan, input.Settings);
        var limit = plan.AsOf.AddDays(SensingInput.LongestDays);
        var end = input.AsOf < limit ? input.AsOf : limit;
        var profiles = new WeekdayProfiles(input.Days, plan.AsOf);
        var screen = new DayScreen(input, profiles, end);
        var sold = input.Days.ToDictionary(s => s.Key);
        var late = new LateOrders(input);
        var lines = plan.Demand.CountBy(d => (input.Terms.ColumnsOf(d.Key).Supplier, d.Key.Location)).ToDictionary();
        var terms = plan.Demand.Concat(plan.Sales).Select(d => d.Key).Distinct().ToDictionary(
            k => k, k => input.Terms.Resolve(k, ' ', lines.GetValueOrDefault((input.Terms.ColumnsOf(k).Supplier, k.Location), 1)));
        var places = plan.Demand.ToDictionary(d => d.Key, d => WatchedPlace.Of(input.AsOf, d, ProfileOf(d.Key), terms[d.Key], input.Positions.Of(d.Key)));
        var watched = new Dictionary<SkuLocation, WatchedDemand>();
        foreach (var promise in plan.Sales)
        {
            if (sold.TryGetValue(promise.Key, out var series))
                watched[promise.Key] = WatchedDemand.Of(promise, series, profiles.Of(series), terms[promise.Key], screen, end);
        }

        var threshold = AlarmBudget.Threshold(watched.Count, settings.FalseAlarmsPerWeek);
        var signals = watched.Values.Select(w => DemandSignals.Find(w, places.GetValueOrDefault(w.Key), input, threshold, watched.Count))
            .Concat(places.Values.Select(p => StockoutSignals.Find(p, MultipleOf(p.Terms.Key), late.Ids, input)))
            .OfType<Signal>()
            .Concat(late.Find(places, MultipleOf));
        var notes = input.AsOf > limit
            ? screen.Notes.Insert(0, FormattableString.Invariant(
                $"The newest published plan is of {plan.AsOf:yyyy-MM-dd}: only its first {SensingInput.LongestDays} days are compared. Make a run."))
            : screen.Notes;
        return new SensingReport(
            input.AsOf, plan.RunId, plan.AsOf, watched.Count, Math.Max(0, end.DayNumber - plan.AsOf.DayNumber), threshold, Signal.Ranked(signals), notes);

        WeekdayProfile ProfileOf(SkuLocation key) => sold.TryGetValue(key, out var series) ? profiles.Of(series) : profiles.Of(key.Location);

        // A part of what came is chance of these days alone; the rest stays for the days to come.
        double MultipleOf(SkuLocation key) => watched.TryGetValue(key, out var its) && !its.Days.IsEmpty ? its.Multiple(0, DemandEvidence.SharedPart) : 1;
    }
}
