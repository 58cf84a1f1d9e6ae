using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Inventory;

/// <summary>Lead times as they were, from receipts: per supplier and place where there are enough, else per supplier.</summary>
public sealed class LeadTimeLearning
{
    /// <summary>Receipts needed before a lead time is believed.</summary>
    public const int MinimumReceipts = 5;

    private readonly Dictionary<(string Supplier, string Place), (LeadTime LeadTime, int Receipts)> learned = [];

    /// <summary>Learns from receipts before the plan that name their order date; others carry no lead time.</summary>
    /// <param name="receipts">All receipts.</param>
    /// <param name="asOf">Morning of the plan: later receipts are not known yet.</param>
    public LeadTimeLearning(IEnumerable<Receipt> receipts, DateOnly asOf)
    {
        var usable = receipts
            .Where(r => r.ReceivedAt < asOf && r.OrderedAt is { } ordered && ordered <= r.ReceivedAt && r.Supplier.Length > 0)
            .Select(r => (r.Supplier, Place: r.Key.Location.Code, Days: (double)(r.ReceivedAt.DayNumber - r.OrderedAt!.Value.DayNumber)))
            .ToImmutableArray();
        foreach (var group in usable.GroupBy(r => (r.Supplier, r.Place)))
            Learn(group.Key, [.. group.Select(r => r.Days)]);
        foreach (var group in usable.GroupBy(r => r.Supplier))
            Learn((group.Key, ""), [.. group.Select(r => r.Days)]);
    }

    /// <summary>The lead time of a supplier to a place, with the number of receipts behind it; null when there are too few.</summary>
    public (LeadTime LeadTime, int Receipts)? Find(string supplier, Location place) =>
        learned.TryGetValue((supplier, place.Code), out var here) ? here
        : learned.TryGetValue((supplier, ""), out var anywhere) ? anywhere
        : null;

    // One order lost at customs for half a year must not rule the plan: waits beyond three times the median count as three times the median.
    private void Learn((string Supplier, string Place) key, double[] days)
    {
        if (days.Length < MinimumReceipts)
            return;
        Array.Sort(days);
        var median = days.Length % 2 == 1 ? days[days.Length / 2] : (days[days.Length / 2 - 1] + days[days.Length / 2]) / 2;
        var longest = Math.Max(3 * median, 1);
        var mean = days.Average(d => Math.Min(d, longest));
        var variance = days.Sum(d => Math.Pow(Math.Min(d, longest) - mean, 2)) / (days.Length - 1);
        learned[key] = (new LeadTime(mean, Math.Sqrt(variance)), days.Length);
    }
}
