using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.WhatIf;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>The path of the data for one SKU-location: cleanse, classify, forecast, plan.</summary>
public static class SkuLocationPlan
{
    /// <summary>Quantiles written to every file: the 80 % and 95 % intervals and the median.</summary>
    public static readonly ImmutableArray<double> QuantileLevels = [0.025, 0.1, 0.5, 0.9, 0.975];

    /// <summary>What a SKU-location has sold, ready to be learnt from.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="input">Everything shared.</param>
    /// <param name="succession">Who replaces whom.</param>
    internal static Outcome<LearntDemand> Learn(DemandSeries series, SupplyTerms terms, PlanInput input, Succession succession)
    {
        if (succession.WhyReplaced(series.Key) is { } replaced)
            return new Outcome<LearntDemand>.Skipped(replaced);
        if (terms.EndDate is { } end && end < input.AsOf)
            return new Outcome<LearntDemand>.Skipped(FormattableString.Invariant($"Not on sale since {end:yyyy-MM-dd}."));

        var concerned = DemandAdjustments.EventsOf(series.Key, input);
        var marked = MarkEvents(series, concerned);
        var lift = new EventLift(series, concerned, input.Terms.ItemOf(series.Key.Sku).Category, input.Lifts);
        var closures = concerned.Where(e => e.Kind == EventKind.Closure).Select(e => e.Days).ToImmutableArray();
        var launch = succession.LaunchOf(series.Key, terms.LaunchDate);
        var rules = Cleanse.HouseRules(input.Settings.Cleansing, launch, terms.EndDate, closures).Add(lift.TakeOut);
        if (succession.HistoryOf(series.Key) is { } inherited)
            rules = rules.Insert(0, inherited.Rule);
        var history = Cleanse.Apply(marked, rules, CorrectionVeto.StandingFor(input.Vetoes, series.Key));
        var firstSale = succession.HistoryOf(series.Key) is null ? RelatedDemand.LaunchOf(series, terms.LaunchDate) : null;
        return new Outcome<LearntDemand>.Done(new LearntDemand(history, concerned, lift, launch, firstSale));
    }

    /// <summary>Forecasts one SKU-location.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <param name="learnt">The same, ready to be learnt from.</param>
    /// <param name="input">Everything shared.</param>
    /// <param name="succession">Who replaces whom.</param>
    /// <param name="related">What those with little history learn from others.</param>
    /// <param name="global">What all with a history of their own learn together.</param>
    internal static Outcome<FittedDemand> Fit(
        DemandSeries series, LearntDemand learnt, PlanInput input, Succession succession, RelatedDemand related, GlobalDemand global)
    {
        var (history, concerned, lift, _, firstSale) = learnt;
        var outcome = global.Forecast(series.Key) ?? related.Forecast(series.Key, history.Quantities, series.End, firstSale);
        if (outcome is not Outcome<SeriesForecast>.Done { Value: var fitted })
        {
            return outcome is Outcome<SeriesForecast>.Failed failed
                ? new Outcome<FittedDemand>.Failed(failed.Error)
                : new Outcome<FittedDemand>.Skipped(((Outcome<SeriesForecast>.Skipped)outcome).Reason);
        }

        var notes = new List<string>();
        if (succession.NoteOf(series.Key) is { } takesOver)
            notes.Add(takesOver);
        if (fitted.Forecast.Model is AnalogueForecast.ModelName or ShareForecast.ModelName)
            notes.Add(fitted.Forecast.FallbackReason);
        var onSale = firstSale is null ? succession.WindowOf(series.Key) : new SaleWindow(firstSale, null);
        var statistical = onSale.Limit(fitted.Forecast, series.End, input.Bucket);
        var overrides = new List<AppliedOverride>();
        var forecast = DemandAdjustments.Apply(
            statistical, series.End, input.Bucket, input.AsOf, series.Key, concerned, lift, input.Overrides, notes, overrides);

        var unchanged = input.Overrides.Any(o => o.Sku == series.Key.Sku)
            ? DemandAdjustments.Apply(statistical, series.End, input.Bucket, input.AsOf, series.Key, concerned, lift, [], new List<string>())
            : forecast;
        return new Outcome<FittedDemand>.Done(new FittedDemand(fitted, forecast, unchanged.Mean, [.. notes], [.. overrides]));
    }

    /// <summary>Plans one SKU-location.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <param name="learnt">The same, ready to be learnt from.</param>
    /// <param name="expected">What is expected of it.</param>
    /// <param name="terms">Terms of replenishment.</param>
    /// <param name="abcClass">'A', 'B', 'C' or a blank.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    /// <param name="input">Everything shared.</param>
    /// <param name="succession">Who replaces whom.</param>
    /// <param name="shares">Which SKU-locations can share a total.</param>
    internal static DraftedLine Make(
        DemandSeries series,
        LearntDemand learnt,
        FittedDemand expected,
        SupplyTerms terms,
        char abcClass,
        int horizon,
        PlanInput input,
        Succession succession,
        ServiceShares shares)
    {
        var (history, launch) = (learnt.History, learnt.Launch);
        var (fitted, forecast, unchanged, notes, overrides) = expected;
        var position = succession.PositionOf(series.Key);
        var choice = new OrderChoice(forecast, fitted.Spread, series, terms, input);
        var demand = choice.DemandFor(position);
        var recommendation = choice.Explained(choice.Recommend(demand, terms, position), demand, position);

        var alternatives = input.Alternatives.Select(a => (a.Terms, Position: succession.PositionOf(series.Key, a.Positions))).ToArray();
        ImmutableArray<ServiceShare> otherShares = [.. alternatives.Select((a, i) => shares.Of(input.Alternatives[i], choice, demand, terms, a.Position))];

        var segment = Segment.Of(
            abcClass,
            history.Quantities.AsSpan(),
            input.Bucket,
            series.End,
            launch,
            input.RecordsStart,
            terms.EndDate < input.Bucket.Add(series.End, horizon),
            input.Settings.Segmentation,
            input.PreviousSegments.GetValueOrDefault(series.Key));
        var line = new PlanLine(
            input.Terms.ItemOf(series.Key.Sku),
            terms,
            history,
            segment.Pattern,
            abcClass,
            forecast,
            fitted.Score,
            position,
            recommendation with { Notes = [.. notes, .. recommendation.Notes] })
        {
            Segment = segment,
            Baseline = ForecastBaseline.Of(history.Quantities, input.Bucket.SeasonLength, unchanged),
            Spread = fitted.Spread with { Shape = [] },
            Curve = ShortageCurve.Of(demand),
            Levels = LevelsOf(abcClass, choice, terms, position, input),
            DemandNotes = notes,
            Overrides = overrides,
            // Where a total sets the target, the order waits for it.
            Alternatives = [.. alternatives.Select((a, i) => otherShares[i].Line is null ? choice.Order(demand, a.Terms(terms), a.Position) : default)],
        };
        return new DraftedLine(
            line with { Trust = TrustGrading.Of(line, input) },
            shares.Of(choice, demand, terms),
            otherShares,
            shares.ChangesTargets ? fitted.Spread : null);
    }

    /// <summary>Plans a line again, by the targets that totals give it.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <param name="draft">The line as planned by its own target.</param>
    /// <param name="number">Its number among the drafts.</param>
    /// <param name="totals">The totals.</param>
    /// <param name="input">Everything shared.</param>
    /// <param name="succession">Who replaces whom.</param>
    internal static Outcome<DraftedLine> MakeAgain(
        DemandSeries series, DraftedLine draft, int number, ServiceTotals totals, PlanInput input, Succession succession)
    {
        var (line, settings) = (draft.Line, input.Settings.Inventory);
        var choice = new OrderChoice(line.Forecast, draft.Spread!, series, line.Terms, input);
        var demand = choice.DemandFor(line.Position);
        if (totals.TargetOf(number) is { } target)
        {
            var terms = line.Terms with { ServiceTarget = new ServiceTarget.FillRate(target) };
            var advice = choice.Explained(choice.Recommend(demand, terms, line.Position), demand, line.Position);
            line = line with
            {
                Terms = terms,
                Levels = LevelsOf(line.AbcClass, choice, terms, line.Position, input),
                Recommendation = advice with
                {
                    ServiceTarget = ServiceTotals.Describe(target, settings),
                    Notes = [.. line.DemandNotes, ServiceTotals.Note(target, line.Terms.ServiceTarget, settings), .. advice.Notes],
                },
            };
        }

        var alternatives = line.Alternatives.ToArray();
        for (var a = 0; a < alternatives.Length; a++)
        {
            if (totals.TargetOf(number, a) is { } its)
            {
                var chosen = input.Alternatives[a].Terms(draft.Line.Terms) with { ServiceTarget = new ServiceTarget.FillRate(its) };
                alternatives[a] = choice.Order(demand, chosen, succession.PositionOf(series.Key, input.Alternatives[a].Positions));
            }
        }

        return new Outcome<DraftedLine>.Done(draft with { Line = line with { Alternatives = [.. alternatives] } });
    }

    private static LevelTable? LevelsOf(char abcClass, OrderChoice choice, SupplyTerms terms, StockPosition position, PlanInput input) => LevelTables.Of(
        abcClass, terms, days => choice.With(days) is var (its, at) ? (its, terms with { LeadTime = at.LeadTime }, position) : default, input);

    /// <summary>The series, with the buckets that an event touches marked: what an event or a new price explains is no outlier.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <param name="events">Its events.</param>
    internal static DemandSeries MarkEvents(DemandSeries series, ImmutableArray<CalendarEvent> events)
    {
        var marking = events.RemoveAll(e => e.Kind == EventKind.Closure || e.Days.First >= series.End || e.Days.Last < series.Start);
        if (marking.IsEmpty)
            return series;
        var marks = series.Promotions.IsDefaultOrEmpty ? new bool[series.Length] : series.Promotions.ToArray();
        foreach (var e in marking)
        {
            var first = e.Days.First <= series.Start ? 0 : series.Bucket.Between(series.Start, series.Bucket.StartOf(e.Days.First));
            for (var i = first; i < marks.Length && series.Bucket.Add(series.Start, i) <= e.Days.Last; i++)
                marks[i] = true;
        }

        return series with { Promotions = ImmutableCollectionsMarshal.AsImmutableArray(marks) };
    }
}
