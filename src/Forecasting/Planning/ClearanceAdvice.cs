using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory.Clearance;
using Forecasting.Inventory.StockHealth;

namespace Forecasting.Planning;

/// <summary>What price cuts would do about the stock of a plan that is too much.</summary>
public static class ClearanceAdvice
{
    // Categories are known by their products, not by one of them at many places.
    private const int FewestProducts = 3;

    // A price of the last quarter is today's.
    private const int RecentDays = 91;

    private static readonly ElasticitySettings Settings = new();

    /// <summary>The plan, with a hint on each finding that a lower price could help, and a note on its line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="input">What it was made from.</param>
    /// <param name="asked">What <see cref="PricesAsked.By"/> asked for.</param>
    /// <param name="prices">Those prices, in any order; SKU-locations without any may be missing.</param>
    /// <param name="threads">Threads, ≥ 1; the result does not depend on them.</param>
    /// <param name="cancellation">Stops between two SKU-locations.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Plan Add(
        Plan plan, PlanInput input, PricesAsked asked, IEnumerable<PriceHistory> prices, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(prices);
        // What never changed tells nothing about others: only whose stock is asked about is kept.
        PriceHistory[] known = [.. prices.Where(p => asked.IsTooMuch(p.Key) || p.Spread >= 1 + Settings.LeastSpread).OrderBy(p => p.Key)];
        var sold = input.Series.ToDictionary(s => s.Key);
        var estimates = new Outcome<OwnElasticity>[known.Length];
        Parallel.For(
            0,
            known.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i => estimates[i] = Plan.Guarded(() => Estimate(known[i], sold[known[i].Key], input)));
        var usual = Usual(known, estimates, asked);
        var found = known.Select((p, i) => (p, i)).ToDictionary(p => p.p.Key, p => p.i);
        var lines = plan.Lines.ToDictionary(l => l.Key);
        var findings = plan.Advice.Stock.Select(f => asked.IsTooMuch(f.Key) ? f with { Clearance = Hint(f) } : f).ToImmutableArray();
        var notes = findings.Where(f => f.Clearance is not null).ToDictionary(f => f.Key, f => "Price cut: " + ClearanceHint.Words(f.Clearance!));
        return plan with
        {
            Advice = plan.Advice with { Stock = findings },
            Lines = [.. plan.Lines.Select(l => notes.TryGetValue(l.Key, out var note) ? WithNote(l, note) : l)],
        };

        Outcome<ClearanceHint>? Hint(StockFinding finding)
        {
            var line = lines[finding.Key];
            var at = found.GetValueOrDefault(finding.Key, -1);
            var own = at < 0 ? new Outcome<OwnElasticity>.Skipped(PricedSales.NoPrice) : estimates[at];
            return ClearanceHint.Of(
                finding,
                StockAdvice.Outlook(line, input),
                PriceElasticity.Of(own, usual.GetValueOrDefault(asked.CategoryOf(finding.Key)), Settings),
                (at < 0 ? null : Today(known[at], sold[finding.Key], input.AsOf)) ?? line.Terms.UnitPrice,
                new ClearanceSettings());
        }
    }

    private static Outcome<OwnElasticity> Estimate(PriceHistory prices, DemandSeries sold, PlanInput input)
    {
        // A new price is what is to be explained; what else was on is not its doing.
        var events = DemandAdjustments.EventsOf(sold.Key, input).RemoveAll(e => e.Kind == EventKind.Price);
        return PricedSales.Of(prices, SkuLocationPlan.MarkEvents(sold, events), Settings) switch
        {
            Outcome<PricedSales>.Done { Value: var sales } => OwnElasticity.Of(sales),
            Outcome<PricedSales>.Skipped { Reason: var why } => new Outcome<OwnElasticity>.Skipped(why),
            Outcome<PricedSales>.Failed { Error: var error } => new Outcome<OwnElasticity>.Failed(error),
            _ => throw new InvalidOperationException("The family of outcomes is closed."),
        };
    }

    private static Dictionary<string, CategoryElasticity?> Usual(PriceHistory[] known, Outcome<OwnElasticity>[] estimates, PricesAsked asked) =>
        known
            .Select((p, i) => (p.Key.Sku, Category: asked.CategoryOf(p.Key), Own: (estimates[i] as Outcome<OwnElasticity>.Done)?.Value))
            .Where(e => e.Category.Length > 0 && e.Own is not null)
            .GroupBy(e => e.Category, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => g.Select(e => e.Sku).Distinct().Count() < FewestProducts ? null : CategoryElasticity.Of([.. g.Select(e => e.Own!)], Settings),
                StringComparer.Ordinal);

    // The last price outside promotions; null when nothing was sold at one lately.
    private static decimal? Today(PriceHistory prices, DemandSeries sold, DateOnly asOf)
    {
        var own = sold.Bucket.Unit == BucketUnit.Day ? sold.InWeeks(prices.Bucket.WeekStart) : sold;
        for (var i = prices.Paid.Length - 1; i >= 0; i--)
        {
            var start = prices.Bucket.Add(prices.Start, i);
            if (start < asOf.AddDays(-RecentDays))
                break;
            if (!(prices.Paid[i] > 0))
                continue;
            var t = own.Bucket.Between(own.Start, start);
            var price = Math.Round((decimal)prices.Paid[i], 2);
            if (t < 0 || t >= own.Length || own.Promotions.IsDefaultOrEmpty || !own.Promotions[t])
                return price;
        }

        return null;
    }

    private static PlanLine WithNote(PlanLine line, string note) =>
        line with { Recommendation = line.Recommendation with { Notes = line.Recommendation.Notes.Add(note) } };
}
