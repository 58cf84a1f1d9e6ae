using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.Theory;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>Where safety stock stands in each product's tree of places, if all keep what they promise: found for all places together, then planned place by place.</summary>
/// <remarks>A source that promises more than nothing passes on what is asked of it and covers only the rest of its lead time; the places that it supplies cover the promise. Graves and Willems, Manufacturing &amp;
/// Service Operations Management 2 (2000) 68–83.</remarks>
internal sealed class SafetyPlacement
{
    // Longer ways are counted in coarser steps: the programme's work grows with the square of their number.
    private const int MostSteps = 90;

    private readonly PlanInput input;
    private readonly SupplyTerms[] terms;
    private readonly Dictionary<SkuLocation, SourceNode> nodes;
    private readonly Dictionary<SkuLocation, int> series = [];
    private readonly Dictionary<SkuLocation, ServicePromise> promises = [];

    /// <summary>Finds the trees; none where the settings leave each place to itself.</summary>
    /// <param name="input">What is planned.</param>
    /// <param name="terms">Terms of each of its series.</param>
    /// <param name="tree">Places that others are supplied from.</param>
    public SafetyPlacement(PlanInput input, SupplyTerms[] terms, SourceTree tree)
    {
        (this.input, this.terms) = (input, terms);
        nodes = input.Settings.Inventory.Placement == StockPlacement.Guaranteed ? tree.Nodes.ToDictionary(n => n.Key) : [];
        for (var i = 0; i < terms.Length && nodes.Count > 0; i++)
            series.Add(terms[i].Key, i);
    }

    /// <summary>True when the forecast of a series is needed: it is of a place in a tree.</summary>
    /// <param name="number">Number of the series.</param>
    public bool Needs(int number) => nodes.Count > 0 && (nodes.ContainsKey(terms[number].Key) || SourceOf(terms[number]) is not null);

    /// <summary>Days that all sources of a place together might let it wait, lead times of their own suppliers included.</summary>
    /// <param name="its">Terms of the place.</param>
    public int LongestWait(SupplyTerms its)
    {
        var days = 0;
        for (var source = SourceOf(its); source is not null; source = SourceOf(source.Terms))
            days += LeadDays(source.Terms) + (int)Math.Ceiling(source.Terms.ReviewDays);
        return days;
    }

    /// <summary>Places it.</summary>
    /// <param name="fitted">What is expected of each series; null where it is not needed.</param>
    /// <param name="options">Threads; the result does not depend on them.</param>
    public void Settle(Outcome<FittedDemand>?[] fitted, ParallelOptions options)
    {
        SourceNode[] roots = [.. nodes.Values.Where(n => SourceOf(n.Terms) is null)];
        var found = new List<(SkuLocation Key, ServicePromise Promise)>[roots.Length];
        Parallel.For(0, roots.Length, options, r => found[r] = Settle(roots[r], fitted));
        foreach (var (key, promise) in found.SelectMany(f => f))
            promises.Add(key, promise);
    }

    /// <summary>The terms, with what its source and the place itself promise.</summary>
    /// <param name="its">Terms.</param>
    public SupplyTerms With(SupplyTerms its) => promises.TryGetValue(its.Key, out var promise) ? its with { Promise = promise } : its;

    /// <summary>The terms of a place as its own stock sees them: an order that it may send later can wait for what comes until then.</summary>
    /// <param name="its">Terms.</param>
    public static SupplyTerms Net(SupplyTerms its) => its.Promise is not { OutboundDays: > 0 } promise ? its : its with
    {
        Promise = null,
        LeadTime = its.LeadTime with { MeanDays = Math.Max(0, its.LeadTime.MeanDays + promise.InboundDays - promise.OutboundDays) },
    };

    private List<(SkuLocation Key, ServicePromise Promise)> Settle(SourceNode root, Outcome<FittedDemand>?[] fitted)
    {
        var stages = new List<(SupplyTerms Terms, int Source, int Days, double Deviation, bool ServesAtOnce)>();
        if (!Add(root.Terms, -1))
            return [];
        double?[] holding = [.. stages.Select(s => input.Settings.Inventory.HoldingCostOf(s.Terms))];
        var isKnown = holding.All(h => h > 0);
        var step = Math.Max(1, (int)Math.Ceiling(stages.Max(s => s.Days + LongestWait(s.Terms)) / (double)MostSteps));
        var network = new ServiceNetwork(
            [.. stages.Select((s, k) => new ServiceStage(isKnown ? holding[k]!.Value : 1, (int)Math.Round(s.Days / (double)step))
            {
                DemandDeviation = s.Deviation,
                ExternalOutboundTime = s.ServesAtOnce ? 0 : null,
            })],
            [.. Enumerable.Range(1, stages.Count - 1).Select(k => (stages[k].Source, k))],
            ErrorCorrelation.Default);
        var chosen = GuaranteedService.Optimize(network, 1);

        var promised = new ServicePromise[stages.Count];
        for (var k = 0; k < promised.Length; k++)
        {
            var (its, source, _, _, _) = stages[k];
            // What a source has not yet is asked for again at the next review.
            var review = ReviewDays(its);
            var inbound = source < 0 ? 0 : (promised[source].OutboundDays + review - 1) / review * review;
            promised[k] = new ServicePromise(inbound, Math.Min(chosen.OutboundTimes[k] * step, inbound + LeadDays(its)));
        }

        return [.. stages.Select((s, k) => (s.Terms.Key, promised[k])).Where(p => p.Item2 is not { InboundDays: 0, OutboundDays: 0 })];

        // A place without demand that anybody knows is left out, with those that only supply it.
        bool Add(SupplyTerms its, int source)
        {
            var number = stages.Count;
            var own = series.TryGetValue(its.Key, out var i)
                ? ExpectedDemand.OfCustomers(fitted[i], input.Series[i].End, nodes.ContainsKey(its.Key), input)
                : null;
            if (!nodes.TryGetValue(its.Key, out var node))
            {
                if (own is not null)
                    stages.Add((its, source, LeadDays(its) + ReviewDays(its), own.DailyDeviation, true));
                return own is not null;
            }

            // What its takers ask on the morning of its own review is known: it covers what they ask until it could order again.
            SupplyTerms[] takers = [.. node.Takers.Select(TermsOf)];
            var often = takers.Min(ReviewDays);
            var days = (LeadDays(its) + Math.Max(0, ReviewDays(its) - often) + often - 1) / often * often;
            var isHeld = HeldPlan.ReasonToHold(its.Key, input) is not null;
            stages.Add((its, source, days, own?.DailyDeviation ?? 0, isHeld || own is not null));
            var supplied = 0;
            foreach (var taker in takers)
                supplied += Add(taker, number) ? 1 : 0;
            if (supplied > 0 || own is not null)
                return true;
            stages.RemoveAt(number);
            return false;
        }
    }

    private SourceNode? SourceOf(SupplyTerms its) =>
        its.SourceLocation is { } source ? nodes.GetValueOrDefault(new SkuLocation(its.Key.Sku, source)) : null;

    private SupplyTerms TermsOf(SkuLocation key) => nodes.TryGetValue(key, out var node) ? node.Terms : terms[series[key]];

    private static int LeadDays(SupplyTerms its) => (int)Math.Ceiling(its.LeadTime.MeanDays);

    private static int ReviewDays(SupplyTerms its) => Math.Max(1, (int)Math.Ceiling(its.ReviewDays));
}
