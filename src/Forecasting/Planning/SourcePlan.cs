using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>The plan of a place that others are supplied from: its demand is what they are expected to order, and what its own customers buy.</summary>
internal static class SourcePlan
{
    // Three years of days: who waits longer for a delivery has no plan but a guess.
    private const int MostDays = 1096;

    /// <summary>Plans it.</summary>
    /// <param name="node">The place.</param>
    /// <param name="takers">Those of its takers that were planned.</param>
    /// <param name="own">The place as planned for its own customers; null = it has none.</param>
    /// <param name="record">What it sold, also where that is not learnt from; null = nothing is on record.</param>
    /// <param name="input">Everything shared.</param>
    /// <param name="succession">Who replaces whom.</param>
    /// <param name="horizon">Buckets to forecast.</param>
    public static PlanLine Make(
        SourceNode node, IReadOnlyList<PlanLine> takers, PlanLine? own, CleansedSeries? record, PlanInput input, Succession succession, int horizon)
    {
        var (terms, asOf, bucket) = (node.Terms, input.AsOf, input.Bucket);
        var history = record ?? NotObserved(node.Key, input);
        var start = history.Raw.End;
        // An order that may be sent days later can wait for what arrives until then: so many days less to cover, and every arrival so much earlier.
        var later = terms.Promise?.OutboundDays ?? 0;
        var window = OrderWindow.From(asOf, SafetyPlacement.Net(terms));
        var ahead = Math.Max(1, bucket.Add(start, horizon).DayNumber - asOf.DayNumber);
        var days = Math.Max(ahead, Reach(window.ProtectionDays) + 1);

        ExpectedOrders[] orders = [.. takers.Select(t => ExpectedOrders.Of(t, StockAdvice.AsAsked(t, input), days))];
        var customers = own is null ? null : ExpectedOrders.OfCustomers(own, StockAdvice.Outlook(own, input), days);
        var together = new OrdersTogether(customers is null ? orders : [.. orders, customers], days);
        var perBucket = DependentDemand.PerBucket([.. orders.Select(o => o.Units)], bucket, start, asOf, horizon);
        var shown = together.ByBucket(
            own is null ? perBucket : [.. perBucket.Select((units, b) => units + own.Forecast.Mean[b])], bucket, start, asOf);
        var until = Math.Min(window.ProtectionDays, days);
        var demand = new SourceDemand(
            takers.Count, perBucket, together.Daily[..ahead], orders.Sum(o => Sum(o, until)), customers is null ? 0 : Sum(customers, until), asOf.AddDays(until))
        {
            Customers = own?.Forecast,
            CustomersSpread = own?.Spread,
            PromiseDays = later,
        };

        // What a place orders and does not get it orders again, so that nothing of it is lost.
        var byDay = input with
        {
            Bucket = TimeBucket.Day,
            Settings = input.Settings with { Inventory = input.Settings.Inventory with { UnmetDemand = UnmetDemand.Backordered } },
        };
        var position = succession.PositionOf(node.Key);
        var inTime = later == 0 ? position : Earlier(position, later, asOf);
        var (choice, net, _) = At(terms.LeadTime.MeanDays);
        var leadTimeDemand = choice.DemandFor(inTime);
        var advice = choice.Explained(choice.Recommend(leadTimeDemand, net, inTime), leadTimeDemand, inTime);
        string[] notes = [.. own?.DemandNotes ?? [], demand.Words, .. Missing(node, takers), .. Promised(terms, later, position)];

        var segment = own?.Segment ?? Segment.Of(
            ' ', history.Quantities.AsSpan(), bucket, start, terms.LaunchDate, input.RecordsStart, terms.EndDate < bucket.Add(start, horizon),
            input.Settings.Segmentation, input.PreviousSegments.GetValueOrDefault(node.Key));
        var line = new PlanLine(
            input.Terms.ItemOf(node.Key.Sku),
            terms,
            history,
            segment.Pattern,
            own?.AbcClass ?? ' ',
            shown.Forecast with { Parameters = own is null ? "" : $"own customers by {own.Forecast.Model}", FallbackReason = demand.Words },
            own?.Accuracy,
            position,
            advice with
            {
                RequestedDelivery = OrderWindow.From(asOf, terms).Delivery,
                ExpectedStockoutDate = advice.ExpectedStockoutDate?.AddDays(later),
                Notes = [.. notes, .. advice.Notes],
            })
        {
            Segment = segment,
            Baseline = own?.Baseline ?? new ForecastBaseline([], [], default),
            Spread = shown.Spread with { Shape = [] },
            Curve = ShortageCurve.Of(leadTimeDemand),
            Levels = LevelTables.Of(own?.AbcClass ?? ' ', terms, at => at == terms.LeadTime.MeanDays ? (choice, net, inTime) : At(at), input),
            DemandNotes = own?.DemandNotes ?? [],
            Source = demand,
        };
        return line with { Trust = TrustGrading.Of(line, input) };

        (OrderChoice Choice, SupplyTerms Terms, StockPosition Position) At(double leadTimeDays)
        {
            var its = SafetyPlacement.Net(terms with { LeadTime = terms.LeadTime with { MeanDays = leadTimeDays } });
            var covered = OrderWindow.From(asOf, its).ProtectionDays;
            // A promise is for all that is asked: what is left out is asked for again, week by week.
            if (later > 0)
            {
                var asked = (decimal)Math.Ceiling(Math.Min(orders.Sum(o => Sum(o, Math.Min(covered, days))), 1e12));
                its = its with { MinStock = Math.Max(its.MinStock, Math.Min(its.MaxStock ?? decimal.MaxValue, asked)) };
            }

            var fitted = together.ByDay(Math.Min(days - 1, Reach(covered)));
            return (new OrderChoice(fitted.Forecast, fitted.Spread, new DemandSeries(node.Key, TimeBucket.Day, asOf, [], [], []), its, byDay), its, inTime);
        }

        int Reach(int protectionDays) => Math.Clamp(protectionDays + (int)Math.Ceiling(3 * terms.LeadTime.StandardDeviationDays), 1, MostDays);
    }

    private static StockPosition Earlier(StockPosition position, int days, DateOnly asOf) => position with
    {
        Arrivals = [.. position.Arrivals.Select(a => a with { Day = a.Day.AddDays(-days) > asOf ? a.Day.AddDays(-days) : asOf, Promised = null })],
    };

    private static IEnumerable<string> Promised(SupplyTerms terms, int days, StockPosition position)
    {
        if (days == 0)
            return [];
        var saved = FormattableString.Invariant($"Sends within {days} days what is ordered, from what arrives until then: safety stock for these days stands at the places that it supplies (inventory.placement).");
        return terms.Promise is { InboundDays: > 0 and var wait }
            ? [saved, FormattableString.Invariant($"{terms.SourceLocation} sends within {wait} days."), .. Replenishment.LateComers(position)]
            : [saved, .. Replenishment.LateComers(position)];
    }

    private static double Sum(ExpectedOrders part, int days)
    {
        double sum = 0;
        foreach (var units in part.Units.AsSpan()[..days])
            sum += units;
        return sum;
    }

    private static IEnumerable<string> Missing(SourceNode node, IReadOnlyList<PlanLine> takers)
    {
        var missing = node.Takers.Length - takers.Count;
        if (missing > 0)
        {
            yield return FormattableString.Invariant(
                $"{missing} of the {node.Takers.Length} places that it supplies {(missing == 1 ? "is" : "are")} not planned: what {(missing == 1 ? "it" : "they")} may order is not in its demand.");
        }
    }

    // One bucket in which nothing was observed, so that there is a history to show.
    private static CleansedSeries NotObserved(SkuLocation key, PlanInput input)
    {
        var start = input.Bucket.Add(input.Bucket.StartOf(input.AsOf), -1);
        return new CleansedSeries(new DemandSeries(key, input.Bucket, start, [double.NaN], [], []), [double.NaN], []);
    }
}
