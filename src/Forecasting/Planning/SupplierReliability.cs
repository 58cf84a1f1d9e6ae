using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.LeadTimes;

namespace Forecasting.Planning;

/// <summary>How a supplier, or a place that sends, has delivered: promised against actual, and what its unreliability costs.</summary>
/// <param name="Sender">Code of the supplier or of the sending place.</param>
/// <param name="Place">Where to; null = all places together.</param>
public sealed record SupplierReliability(string Sender, Location? Place)
{
    /// <summary>Orders that have come with the day of their order; 0 = none that tell.</summary>
    public int Orders { get; init; }

    /// <summary>First day of the orders that count, where earlier ones took another time; null = all do.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Mean lead time, days without those on which the supplier is closed; null where fewer than five orders tell.</summary>
    public double? MeanDays { get; init; }

    /// <summary>Its deviation, days; null as the mean.</summary>
    public double? DeviationDays { get; init; }

    /// <summary>Mean days promised; null where not known.</summary>
    public double? PromisedDays { get; init; }

    /// <summary>Share of orders that came on the day promised or before, those overdue now counted as late, 0..1; null where not known.</summary>
    public double? OnTimeShare { get; init; }

    /// <summary>Mean days late, below 0 = early; null where not known.</summary>
    public double? MeanDaysLate { get; init; }

    /// <summary>Share of orders that came in one delivery with nothing left to come, 0..1; null where nothing has come.</summary>
    public double? WholeShare { get; init; }

    /// <summary>Order lines awaited beyond the day promised.</summary>
    public int Overdue { get; init; }

    /// <summary>Safety stock that the plan holds because deliveries do not always take the same time, at cost; null where no cost is known, or in several currencies.</summary>
    public decimal? SafetyMoney { get; init; }

    /// <summary>Its currency; empty when not known.</summary>
    public string Currency { get; init; } = "";

    /// <summary>All that have delivered often enough, what costs most first, each followed by its lanes where there are several.</summary>
    /// <param name="lines">What was planned.</param>
    /// <param name="learning">What receipts teach.</param>
    /// <param name="asOf">Morning of the plan.</param>
    public static ImmutableArray<SupplierReliability> Of(ImmutableArray<PlanLine> lines, LeadTimeLearning learning, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(learning);
        var (leadTimes, promises) = (learning.Levels, learning.Promises.Levels);
        var senders = leadTimes.Senders.Union(promises.Senders).ToHashSet(StringComparer.Ordinal);
        var delivered = learning.Lines.Where(l => senders.Contains(l.Sender)).ToLookup(l => l.Sender);
        var held = lines.ToLookup(l => l.Terms.SourceLocation?.Code ?? l.Terms.Supplier);
        return
        [
            .. senders
                .Select(s => (
                    All: Row(s, null, leadTimes.Of(s), promises.Of(s), learning.PromisedDays(s, null), delivered[s], held[s]),
                    Lanes: leadTimes.Lanes(s).Union(promises.Lanes(s)).Order().ToArray()))
                .OrderByDescending(s => s.All.SafetyMoney ?? -1).ThenByDescending(s => s.All.MeanDaysLate ?? double.NegativeInfinity).ThenBy(s => s.All.Sender, StringComparer.Ordinal)
                .SelectMany(s => s.Lanes.Length < 2
                    ? [s.All]
                    : s.Lanes.Select(p => Row(
                        s.All.Sender, p, leadTimes.Own(s.All.Sender, p), promises.Own(s.All.Sender, p), learning.PromisedDays(s.All.Sender, p),
                        delivered[s.All.Sender].Where(l => l.Key.Location == p), held[s.All.Sender].Where(l => l.Key.Location == p))).Prepend(s.All)),
        ];

        SupplierReliability Row(
            string sender,
            Location? place,
            ArrivalDistribution? leadTime,
            ArrivalDistribution? late,
            double? promised,
            IEnumerable<DeliveredLine> its,
            IEnumerable<PlanLine> planned)
        {
            DeliveredLine[] known = [.. its];
            DeliveredLine[] come = [.. known.Where(l => l.Came is not null)];
            return Money(planned, new SupplierReliability(sender, place)
            {
                Orders = (int)Math.Round((leadTime ?? late)?.Orders ?? 0),
                Since = leadTimes.Since(sender) ?? promises.Since(sender),
                MeanDays = leadTime?.MeanDays,
                DeviationDays = leadTime?.DeviationDays,
                PromisedDays = promised,
                OnTimeShare = late?.ShareUntil(0),
                MeanDaysLate = late?.MeanDays,
                WholeShare = come.Length == 0 ? null : come.Where(l => l.IsWhole).Select(l => l.Weight).Order().Sum() / come.Select(l => l.Weight).Order().Sum(),
                Overdue = known.Count(l => l.Came is null && l.Promised < asOf),
            });
        }
    }

    private static SupplierReliability Money(IEnumerable<PlanLine> lines, SupplierReliability row)
    {
        var priced = lines.Where(l => l.Terms.UnitCost is not null).ToArray();
        string[] currencies = [.. priced.Select(l => l.Terms.Currency).Distinct()];
        return currencies.Length != 1 ? row : row with
        {
            SafetyMoney = Math.Round(priced.Sum(l => Math.Max(0, l.Recommendation.Explanation.LeadTimeSafety) * l.Terms.UnitCost!.Value), 2),
            Currency = currencies[0],
        };
    }
}
