using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Trust;

/// <summary>Everything that speaks against the data of single SKU-locations before anything is planned.</summary>
public static class DataDoubts
{
    private const double UnreadShare = 0.2;
    private const int LeastDays = 5;
    private const double StaleSteps = 3;
    private const int OldSnapshotDays = 21;

    /// <summary>The doubts.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="settings">Checks that are off are not made.</param>
    /// <param name="unknownSkus">Products that the item master does not have; empty when there is no item master.</param>
    public static ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>> Find(
        DataEvidence evidence, GateSettings settings, IReadOnlySet<string> unknownSkus)
    {
        var keys = evidence.Series.Select(s => s.Key).Concat(evidence.Stock.Keys).Distinct().Order().ToList();
        var found = new List<(SkuLocation Key, TrustReason Reason)>();
        if (IsOn("sales", GateChecks.Unit))
            found.AddRange(SalesUnitCheck.Find(evidence));
        if (IsOn("stock", GateChecks.Unit))
            found.AddRange(StockUnitCheck.Find(evidence));
        found.AddRange(keys.SelectMany(key => Unread(key, evidence)));
        found.AddRange(keys.SelectMany(key => StaleStock(key, evidence)));

        var bySku = keys.ToLookup(k => k.Sku);
        if (IsOn("items", GateChecks.Unit))
            found.AddRange(PriceCheck.Find(evidence).SelectMany(p => bySku[p.Sku].Select(key => (key, p.Reason))));
        if (IsOn("items", GateChecks.Gtin))
        {
            found.AddRange(MasterDataCheck.WrongGtins(evidence.Items).SelectMany(i => bySku[i.Sku].Select(key =>
                (key, new TrustReason(TrustGrade.B, GateChecks.Gtin, $"Its GTIN {i.Gtin} has the wrong length or check digit.")))));
        }

        found.AddRange(keys.Where(k => unknownSkus.Contains(k.Sku.Code)).Select(k =>
            (k, new TrustReason(TrustGrade.C, "unknown item", "items does not have it: name, supplier, cost and pack are not known."))));
        return found.GroupBy(f => f.Key).ToImmutableDictionary(g => g.Key, g => DataTrust.Of(g.Select(f => f.Reason)).Reasons);

        bool IsOn(string feed, string check) => settings.ActionFor(feed, check) != GateAction.Off;
    }

    /// <summary>What the gate says of them as a whole: how many SKU-locations are doubted by which rule.</summary>
    public static IEnumerable<GateFinding> Summarise(ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>> doubts)
    {
        foreach (var (rule, feed, one, many) in ((string, string, string, string)[])
                 [
                     (GateChecks.Unit, "sales", "sells in what looks like another unit than before", "sell in what looks like another unit than before"),
                     ("unit row", "sales", "has a single sales row that looks like another unit", "have a single sales row that looks like another unit"),
                     ("unit stock", "stock", "has a stock count that looks like another unit", "have a stock count that looks like another unit"),
                     ("unit price", "items", "has a cost or price that does not fit the others", "have a cost or price that does not fit the others"),
                     ("unit pack", "items", "has a pack size that deliveries do not fit", "have a pack size that deliveries do not fit"),
                 ])
        {
            var found = doubts.Select(d => (d.Key, Reason: d.Value.FirstOrDefault(r => r.Rule == rule))).Where(d => d.Reason is not null).ToList();
            if (found.Count == 0)
                continue;
            var what = found.Count == 1 ? $"1 SKU-location {one}" : FormattableString.Invariant($"{found.Count} SKU-locations {many}");
            var held = found.Count(d => d.Reason!.Grade == TrustGrade.D);
            var notPlanned = held == 0 ? "" : FormattableString.Invariant($"; {held} of grade D {(held == 1 ? "is" : "are")} not planned");
            yield return new GateFinding(feed, GateChecks.Unit, GateLevel.Warning,
                $"{what}{notPlanned} (Data quality). The first is {found.Min(d => d.Key)}.");
        }
    }

    private static IEnumerable<(SkuLocation Key, TrustReason Reason)> Unread(SkuLocation key, DataEvidence evidence)
    {
        if (evidence.UnreadDays.TryGetValue(key, out var days) && days.Days >= LeastDays && days.Unread > UnreadShare * days.Days)
        {
            yield return (key, new TrustReason(TrustGrade.D, "set aside", string.Create(CultureInfo.InvariantCulture,
                $"On {days.Unread} of its last {days.Days} days with sales a row was set aside because its quantity cannot be read. Mend "
                + $"quarantine.csv.")));
        }
    }

    private static IEnumerable<(SkuLocation Key, TrustReason Reason)> StaleStock(SkuLocation key, DataEvidence evidence)
    {
        if (!evidence.Stock.TryGetValue(key, out var counts) || counts.IsEmpty)
            yield break;
        var age = evidence.AsOf.DayNumber - counts[^1].Day.DayNumber;
        var limit = evidence.StockRhythm is { CadenceDays: > 0 } rhythm && rhythm.Days.Length >= FeedRhythm.LeastDays
            ? Math.Max(StaleSteps, StaleSteps * rhythm.CadenceDays)
            : OldSnapshotDays;
        if (age > limit)
        {
            yield return (key, new TrustReason(TrustGrade.C, "stale stock", FormattableString.Invariant(
                $"Its newest stock count is of {counts[^1].Day:yyyy-MM-dd}, {age} days before the plan.")));
        }
    }
}
