using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>From a series as sold to one that can be learnt from. The rules run in a fixed order; each one's
/// changes stand on record.</summary>
public static class Cleanse
{
    /// <summary>The rules of the house, in order: what was not observed comes first, so that no later rule judges by it.</summary>
    /// <param name="settings">Thresholds.</param>
    /// <param name="launch">First day on sale; null = not given.</param>
    /// <param name="end">Last day on sale; null = not given.</param>
    /// <param name="closures">Days on which the place was shut.</param>
    public static ImmutableArray<CleansingRule> HouseRules(
        CleansingSettings settings, DateOnly? launch, DateOnly? end, ImmutableArray<DateRange> closures) =>
    [
        CleansingRules.LeaveOutOffSale(launch, end),
        CleansingRules.LeaveOutClosures(closures),
        CleansingRules.NetReturns(settings.ReturnReach),
        OffShelf.LeaveOut,
        CleansingRules.CutBulkOrders(settings.OutlierDeviations),
        CleansingRules.UncensorStockouts(closures, settings.OutlierDeviations),
        CleansingRules.CapOutliers(settings.OutlierDeviations),
    ];

    /// <summary>Applies the rules one after the other.</summary>
    /// <param name="raw">The series as sold. Not changed.</param>
    /// <param name="rules">Rules in order.</param>
    /// <param name="vetoes">Standing vetoes of the SKU-location. What they forbid stays on record and is undone
    /// before the next rule.</param>
    /// <returns>The corrected series, ≥ 0 or NaN in every bucket, with the corrections in time order.</returns>
    public static CleansedSeries Apply(
        DemandSeries raw, ImmutableArray<CleansingRule> rules, ImmutableArray<CorrectionVeto> vetoes = default)
    {
        var quantities = raw.Quantities.AsSpan().ToArray();
        var record = new List<Correction>();
        foreach (var rule in rules)
        {
            var before = record.Count;
            rule(raw, quantities, record);
            if (!vetoes.IsDefaultOrEmpty)
                Undo(raw, quantities, record, before, vetoes);
        }

        return new CleansedSeries(
            raw,
            ImmutableCollectionsMarshal.AsImmutableArray(quantities),
            [.. record.OrderBy(c => c.BucketStart)])
        {
            Deviations = Deviations(raw, record),
            LevelShifts = LevelShift.Find(raw, quantities),
        };
    }

    // From the last to the first, so that a bucket changed twice gets back what it had before both.
    private static void Undo(
        DemandSeries raw, double[] quantities, List<Correction> record, int from, ImmutableArray<CorrectionVeto> vetoes)
    {
        for (var i = record.Count - 1; i >= from; i--)
        {
            var correction = record[i];

            // Demand is never negative, whoever says so.
            if (correction.Was < 0 || vetoes.LastOrDefault(v => v.Forbids(correction)) is not { } veto)
                continue;
            quantities.AsSpan(raw.Bucket.Between(raw.Start, correction.BucketStart), correction.Buckets).Fill(correction.Was);
            record[i] = correction with { Now = correction.Was, Veto = veto.InWords(), Deviation = 0 };
        }
    }

    private static ImmutableArray<double> Deviations(DemandSeries raw, List<Correction> record)
    {
        if (!record.Exists(c => c.Deviation > 0))
            return [];
        var deviations = new double[raw.Length];
        foreach (var correction in record)
        {
            if (correction.Deviation > 0)
                deviations[raw.Bucket.Between(raw.Start, correction.BucketStart)] = correction.Deviation;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(deviations);
    }
}
