using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>When orders come, by sender, by lane (sender to place) and by product on its lane: what is seen seldom leans on what is wider.</summary>
internal sealed class ArrivalLevels
{
    /// <summary>Orders of a sender that must have come before anything is believed.</summary>
    public const int MinimumOrders = 5;

    /// <summary>Orders of a lane or product that must have come before it takes part: fewer have no deviation worth the name.</summary>
    public const int MinimumOwnOrders = 3;

    private const double Rounding = 1e-9;

    private readonly Dictionary<string, SenderLevel> senders = new(StringComparer.Ordinal);
    private readonly Credibility ofLanes = new();
    private readonly Credibility ofProducts = new();

    /// <summary>Learns the levels.</summary>
    /// <param name="lines">Lines with what is observed of each, in any order.</param>
    /// <param name="allowance">Days beyond the median that are usual, by sender and median.</param>
    /// <param name="asOf">Morning of the plan.</param>
    /// <param name="depth">How near the nearest level is.</param>
    public ArrivalLevels(IEnumerable<(DeliveredLine Line, ArrivalObservation Seen)> lines, Func<string, double, double> allowance, DateOnly asOf, ArrivalDepth depth)
    {
        var seen = new Dictionary<string, Dictionary<Location, Dictionary<Sku, List<ArrivalObservation>>>>(StringComparer.Ordinal);
        foreach (var (line, observation) in lines)
        {
            ref var lanes = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, line.Sender, out _);
            ref var products = ref CollectionsMarshal.GetValueRefOrAddDefault(lanes ??= [], line.Key.Location, out _);
            ref var its = ref CollectionsMarshal.GetValueRefOrAddDefault(products ??= [], depth == ArrivalDepth.Products ? line.Key.Sku : default, out _);
            (its ??= []).Add(observation);
        }

        // In the order of their codes, so that sums do not depend on the order of the rows.
        foreach (var (sender, lanes) in seen.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (Learn(lanes, m => allowance(sender, m), asOf.DayNumber) is { } learned)
                senders.Add(sender, learned);
        }

        foreach (var (_, sender) in senders.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            ofLanes.Add([.. sender.Lanes.Values.Where(l => l.Own is not null).Select(l => l.Own!)]);
            foreach (var lane in sender.Lanes.Values)
                ofProducts.Add([.. lane.Products.Values]);
        }
    }

    /// <summary>The senders that are known, in no order.</summary>
    public IEnumerable<string> Senders => senders.Keys;

    /// <summary>All orders of a sender; null where there are too few.</summary>
    public ArrivalDistribution? Of(string sender) => senders.GetValueOrDefault(sender)?.All;

    /// <summary>First day of the orders that count, where earlier ones took another time; null = all do.</summary>
    public DateOnly? Since(string sender) => senders.GetValueOrDefault(sender)?.Since is { } day ? DateOnly.FromDayNumber(day) : null;

    /// <summary>Places to which a sender has sent orders enough for them to be judged alone.</summary>
    public IEnumerable<Location> Lanes(string sender) => senders.TryGetValue(sender, out var its)
        ? its.Lanes.Where(l => l.Value.Own?.Orders > MinimumOrders - Rounding).Select(l => l.Key)
        : [];

    /// <summary>The orders of a lane by themselves; null where there are too few.</summary>
    public ArrivalDistribution? Own(string sender, Location place) => senders.GetValueOrDefault(sender)?.Lanes.GetValueOrDefault(place)?.Own;

    /// <summary>What is believed of a product on its lane; null where the sender has too few orders.</summary>
    /// <param name="sender">Who sends.</param>
    /// <param name="place">Where to.</param>
    /// <param name="sku">What; null = any of the lane.</param>
    public LearnedArrivals? Find(string sender, Location place, Sku? sku)
    {
        if (!senders.TryGetValue(sender, out var its))
            return null;
        var since = Since(sender) is { } first ? FormattableString.Invariant($" since {first:yyyy-MM-dd}") : "";
        var (distribution, levels) = (its.All, new List<ArrivalLevel> { new(sender + since, Count(its.All), 1) });
        if (!its.Lanes.TryGetValue(place, out var lane))
            return new LearnedArrivals(distribution, [.. levels]);
        // One lane alone is all that its sender does, and its name says more.
        Lean(lane.Own, lane.Own?.Orders > its.All.Orders - Rounding ? 1 : Share(lane.Own, ofLanes), $"{sender} to {place}{since}");
        if (sku is { } product && lane.HasSeveral)
        {
            var own = lane.Products.GetValueOrDefault(product);
            Lean(own, Share(own, ofProducts), $"{product} from {sender} to {place}{since}");
        }

        return new LearnedArrivals(distribution, [.. levels]);

        void Lean(ArrivalDistribution? own, double share, string name)
        {
            if (own is null || share <= 0)
                return;
            distribution = own.Mix(share, distribution);
            if (share >= 1)
                levels.Clear();
            for (var i = 0; i < levels.Count; i++)
                levels[i] = levels[i] with { Share = levels[i].Share * (1 - share) };
            levels.Insert(0, new ArrivalLevel(name, Count(own), share));
        }
    }

    private static SenderLevel? Learn(
        Dictionary<Location, Dictionary<Sku, List<ArrivalObservation>>> lanes, Func<double, double> allowance, int asOf)
    {
        ArrivalObservation[] every = [.. lanes.Values.SelectMany(p => p.Values).SelectMany(o => o)];
        if (!HasEnough(every, MinimumOrders))
            return null;
        var usual = UsualDays.Of(every, allowance);
        var since = LeadTimeShift.Since([.. every.Select(usual.Within).OfType<ArrivalObservation>()], asOf);
        if (since is { } first)
        {
            foreach (var its in lanes.Values.SelectMany(p => p.Values))
                its.RemoveAll(o => o.Start < first);
            usual = UsualDays.Of(every.Where(o => o.Start >= first), allowance);
        }

        var all = new List<ArrivalObservation>();
        var learned = new SortedDictionary<Location, LaneLevel>();
        foreach (var (place, products) in lanes)
        {
            var onLane = products.Values.SelectMany(o => o);
            var here = HasEnough(onLane, MinimumOrders) ? UsualDays.Of(onLane, allowance) : usual;
            var within = new List<ArrivalObservation>();
            var own = new SortedDictionary<Sku, ArrivalDistribution>();
            foreach (var (sku, observations) in products)
            {
                var alone = observations.Select(o => o with { Weight = 1 });
                var its = HasEnough(alone, MinimumOrders) ? UsualDays.Of(alone, allowance) : here;
                var kept = observations.Select(its.Within).OfType<ArrivalObservation>().ToList();
                within.AddRange(kept);
                if (HasEnough(kept.Select(o => o with { Weight = 1 }), MinimumOwnOrders))
                    own.Add(sku, ArrivalDistribution.Of([.. kept.Select(o => o with { Weight = 1 })]));
            }

            all.AddRange(within);
            learned.Add(place, new LaneLevel(HasEnough(within, MinimumOwnOrders) ? ArrivalDistribution.Of(within) : null, own, products.Count > 1));
        }

        return new SenderLevel(ArrivalDistribution.Of(all), learned, since);
    }

    private static double Share(ArrivalDistribution? own, Credibility credibility) => own is null ? 0 : credibility.Share(own.Orders);

    private static int Count(ArrivalDistribution distribution) => (int)Math.Round(distribution.Orders);

    private static bool HasEnough(IEnumerable<ArrivalObservation> observations, int orders)
    {
        double sum = 0;
        foreach (var o in observations)
            sum += o.HasCome ? o.Weight : 0;
        return sum > orders - Rounding;
    }

    private sealed record SenderLevel(ArrivalDistribution All, SortedDictionary<Location, LaneLevel> Lanes, int? Since);

    private sealed record LaneLevel(ArrivalDistribution? Own, SortedDictionary<Sku, ArrivalDistribution> Products, bool HasSeveral);
}

/// <summary>How near the nearest level of <see cref="ArrivalLevels"/> is.</summary>
internal enum ArrivalDepth
{
    /// <summary>Sender to place.</summary>
    Lanes,

    /// <summary>A product from a sender to a place.</summary>
    Products,
}

/// <summary>When orders come, and what that was learned from.</summary>
/// <param name="Distribution">Days after the order or the promise.</param>
/// <param name="Levels">The nearest first; shares add up to 1.</param>
public sealed record LearnedArrivals(ArrivalDistribution Distribution, ImmutableArray<ArrivalLevel> Levels);

/// <summary>Orders of one level.</summary>
/// <param name="Of">Which: <c>S1</c>, <c>S1 to NORTH</c>, <c>A-1 from S1 to NORTH</c>.</param>
/// <param name="Orders">How many have come.</param>
/// <param name="Share">Share of the level in what is believed, 0..1.</param>
public sealed record ArrivalLevel(string Of, int Orders, double Share);
