using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory.LeadTimes;
using static System.FormattableString;

namespace Forecasting.Inventory;

/// <summary>Lead times as they were, from what came and what is awaited: by product on its lane, by lane, by sender, each leaning on what is wider where it is seen seldom.</summary>
/// <remarks>docs/methods/lead-times.md.</remarks>
public sealed class LeadTimeLearning
{
    private readonly ArrivalLevels levels;
    private readonly ArrivalLevels promised;

    /// <summary>Learns from receipts alone that name their supplier.</summary>
    /// <param name="receipts">All receipts.</param>
    /// <param name="asOf">Morning of the plan.</param>
    public LeadTimeLearning(IEnumerable<Receipt> receipts, DateOnly asOf)
        : this(new DeliveryRecords(receipts, [], _ => "", _ => []), asOf)
    {
    }

    /// <summary>Learns from what was known on the morning of a plan.</summary>
    /// <param name="records">What came and what is awaited.</param>
    /// <param name="asOf">Morning of the plan: what came later was awaited then, what was ordered later did not exist.</param>
    public LeadTimeLearning(DeliveryRecords records, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(records);
        Lines = records.AsOf(asOf);
        levels = new ArrivalLevels(
            Lines.Where(l => l.Ordered is not null).Select(l => (l, ArrivalObservation.Of(l, l.OpenDays))), Usual, asOf, ArrivalDepth.Products);
        promised = new ArrivalLevels(
            Lines.Where(l => l is { Ordered: not null, Promised: not null, Came: not null } && l.Promised >= l.Ordered)
                .Select(l => (l, ArrivalObservation.Of(l, l.Promised!.Value.DayNumber - l.Ordered!.Value.DayNumber))),
            Usual,
            asOf,
            ArrivalDepth.Lanes);
        Promises = new PromiseKeeping(records, Lines, levels, asOf);
    }

    // Up to three medians is slow; beyond, it was an accident.
    private static double Usual(string sender, double median) => Math.Max(2 * median, 1);

    /// <summary>How promises are kept.</summary>
    public PromiseKeeping Promises { get; }

    /// <summary>Lead times by sender and lane.</summary>
    internal ArrivalLevels Levels => levels;

    /// <summary>Every line that was known.</summary>
    internal List<DeliveredLine> Lines { get; }

    /// <summary>The lead time of a product to a place; null when fewer than five orders of its sender have come.</summary>
    /// <param name="sender">Code of the supplier, or of the place that sends.</param>
    /// <param name="key">What and where to.</param>
    public LearnedLeadTime? Find(string sender, SkuLocation key) => levels.Find(sender, key.Location, key.Sku) is { } learned
        ? new LearnedLeadTime(learned.Distribution, learned.Levels, PromisedDays(sender, key.Location))
        : null;

    /// <summary>Mean days from order to promise of what came; null where five orders do not tell.</summary>
    /// <param name="sender">Who sends.</param>
    /// <param name="place">Where to; null = anywhere.</param>
    internal double? PromisedDays(string sender, Location? place) =>
        place is { } to ? promised.Find(sender, to, null)?.Distribution.MeanDays : promised.Of(sender)?.MeanDays;
}

/// <summary>A lead time, and where it comes from.</summary>
/// <param name="Distribution">Days from order to shelf, closed days left out.</param>
/// <param name="Levels">What it was learned from, the nearest first.</param>
/// <param name="PromisedDays">Mean days promised; null where not known.</param>
public sealed record LearnedLeadTime(ArrivalDistribution Distribution, ImmutableArray<ArrivalLevel> Levels, double? PromisedDays)
{
    // Less than half a per cent is not worth a planner's eyes.
    private const double LeastShare = 0.005;

    /// <summary>Mean and spread.</summary>
    public LeadTime LeadTime => new(Distribution.MeanDays, Distribution.DeviationDays);

    /// <summary>In words: <c>receipts: 14 orders of S1 to NORTH; promised 7 days</c>.</summary>
    public string Words
    {
        get
        {
            var shown = Levels.Where(l => l.Share >= LeastShare).ToArray();
            var from = shown.Length == 1
                ? Invariant($"{shown[0].Orders} orders of {shown[0].Of}")
                : string.Join(", ", shown.Select((l, i) => Invariant($"{l.Share * 100:0} % from {l.Orders}{(i == 0 ? " orders" : "")} of {l.Of}")));
            return $"receipts: {from}{(PromisedDays is { } days ? Invariant($"; promised {days:0.#} days") : "")}";
        }
    }
}
