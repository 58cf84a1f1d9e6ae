using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Sensing;

/// <summary>Which days since a plan tell something of demand, and which have another reason to be unusual.</summary>
internal sealed class DayScreen
{
    // A weekday with less of a place's week is one on which it is shut as a rule; what is sold then is no measure.
    private const double ShutShare = 0.02;

    // Expected units of a place from which on a day without any is a missing feed and no chance (e⁻⁵ = 0.7 %), and a day with less than this part of
    // what was expected a feed that broke off.
    private const double EnoughForEmpty = 5;
    private const double EnoughForPart = 20;
    private const double LeastPart = 0.3;

    private readonly SensingInput input;
    private readonly ImmutableArray<CalendarEvent> events;
    private readonly HashSet<(Location Place, DateOnly Day)> missing = [];
    private readonly WeekdayProfiles profiles;

    /// <summary>Looks at the days of whole places.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="profiles">The weeks of the places.</param>
    /// <param name="end">First day that is not looked at.</param>
    public DayScreen(SensingInput input, WeekdayProfiles profiles, DateOnly end)
    {
        (this.input, this.profiles) = (input, profiles);
        events = input.Events.RemoveAll(e => e.Days.Last < input.Plan.AsOf.AddDays(-31) || e.Days.First > end.AddDays(31));
        var (sold, expected) = (new Dictionary<(Location, DateOnly), double>(), new Dictionary<(Location, DateOnly), double>());
        foreach (var series in input.Days)
        {
            for (var day = Later(series.Start, input.Plan.AsOf); day < end; day = day.AddDays(1))
            {
                if (series.Quantities[day.DayNumber - series.Start.DayNumber] is > 0 and var units)
                    sold[(series.Key.Location, day)] = sold.GetValueOrDefault((series.Key.Location, day)) + units;
            }
        }

        foreach (var promise in input.Plan.Sales)
        {
            foreach (var (day, _, units) in Days(promise, profiles.Of(promise.Key.Location), input.Plan.AsOf, end))
                expected[(promise.Key.Location, day)] = expected.GetValueOrDefault((promise.Key.Location, day)) + units;
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        var fed = sold.Keys.Select(k => k.Item2).ToHashSet();
        foreach (var ((place, day), units) in expected.OrderBy(e => e.Key.Item2).ThenBy(e => e.Key.Item1))
        {
            var got = sold.GetValueOrDefault((place, day));
            var isPart = units >= EnoughForPart && got < LeastPart * units;
            if (fed.Contains(day) && !isPart && (got > 0 || units < EnoughForEmpty))
                continue;
            missing.Add((place, day));
            if (units >= EnoughForEmpty && !IsShut(place, day))
            {
                notes.Add(FormattableString.Invariant(
                    $"{place} {day:yyyy-MM-dd}: {got:0.#} sold of {units:0} expected. Is its feed late, or was it shut? The day does not count."));
            }
        }

        Notes = notes.ToImmutable();
    }

    /// <summary>Days that a whole place has no feed for: full sentences.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>The days of a series that tell something, with what was promised for each.</summary>
    /// <param name="promise">What was promised.</param>
    /// <param name="series">What was sold.</param>
    /// <param name="profile">Its week.</param>
    /// <param name="terms">First and last day on sale.</param>
    /// <param name="end">First day that is not looked at.</param>
    public List<TellingDay> TellingDays(PromisedDemand promise, DemandSeries series, WeekdayProfile profile, SupplyTerms terms, DateOnly end)
    {
        var place = input.Terms.PlaceOf(series.Key.Location);
        var category = input.Terms.ItemOf(series.Key.Sku).Category;
        var concerned = events.RemoveAll(e => !e.Concerns(series.Key, category, place));
        var unusual = promise.Spans.Select(s => IsUnusual(s, concerned, series)).ToArray();
        var telling = new List<TellingDay>();
        foreach (var (day, span, expected) in Days(promise, profile, Later(series.Start, input.Plan.AsOf), end))
        {
            var i = day.DayNumber - series.Start.DayNumber;
            if (unusual[span] || expected <= 0 || double.IsNaN(series.Quantities[i]) || IsMissing(series.Key.Location, day) || day < terms.LaunchDate || day > terms.EndDate)
                continue;
            if (!series.Availability.IsDefaultOrEmpty && series.Availability[i] < 1)
                continue;
            if (!concerned.Any(e => e.Kind == EventKind.Closure && e.Days.Contains(day)))
                telling.Add(new TellingDay(day, span, expected, Math.Max(0, series.Quantities[i])));
        }

        return telling;
    }

    // A feast or an offer is in the promise of its whole bucket, and nobody knows on which of its days.
    private static bool IsUnusual(DemandSpan span, ImmutableArray<CalendarEvent> concerned, DemandSeries series)
    {
        var isDay = span.After == span.Start.AddDays(1);
        if (concerned.Any(e => e.Kind != EventKind.Closure && e.Days.Last >= span.Start && (isDay ? e.Days.First.AddDays(-1) : e.Days.First) < span.After))
            return true;
        if (series.Promotions.IsDefaultOrEmpty)
            return false;
        for (var day = Later(span.Start, series.Start); day < span.After && day < series.End; day = day.AddDays(1))
        {
            if (series.Promotions[day.DayNumber - series.Start.DayNumber])
                return true;
        }

        return false;
    }

    private static IEnumerable<(DateOnly Day, int Span, double Expected)> Days(PromisedDemand promise, WeekdayProfile profile, DateOnly from, DateOnly end)
    {
        for (var s = 0; s < promise.Spans.Length; s++)
        {
            var span = promise.Spans[s];
            for (var day = Later(span.Start, from); day < span.After && day < end; day = day.AddDays(1))
                yield return (day, s, span.Mean * profile.ShareOf(day, span.Start, span.After));
        }
    }

    private bool IsMissing(Location place, DateOnly day) => missing.Contains((place, day)) || IsShut(place, day);

    private bool IsShut(Location place, DateOnly day) => profiles.Of(place).On(day) < ShutShare;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
