using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Import;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>What the reader of the plan must know first. Full sentences, the gravest first; the same in the workbook, on
/// stderr and in run.json.</summary>
internal static class RunWarnings
{
    /// <summary>The warnings of a run: what the gate found, then what was assumed.</summary>
    public static ImmutableArray<string> Of(
        ImportedData imported,
        ImmutableArray<GateFinding> findings,
        TimeBucket bucket,
        string whyBucket,
        DateOnly asOf,
        bool isAsOfGiven,
        StockPositions positions,
        Plan plan)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        warnings.AddRange(findings.Select(f => f.Text));
        warnings.AddRange(plan.Warnings);
        if (positions.Overdue > 0)
            warnings.Add(Text($"{positions.Overdue} open orders are overdue; ") + Expected(positions.Overdue - positions.OverdueToday, positions.OverdueToday));
        if (positions.NotInFeed > 0)
        {
            warnings.Add(Text($"{positions.NotInFeed} order lines that we published are not due yet and not in open_orders; ")
                + "they are not counted as on order.");
        }

        var assumed = plan.Lines.Where(l => l.Terms.LeadTimeSource == "assumed").Select(l => l.Terms.LeadTime.MeanDays).ToList();
        if (assumed.Count > 0)
            warnings.Add(Text($"{assumed.Count} SKU-locations have no lead time: {assumed[0]:0.##} days are assumed."));
        var unknownStock = plan.Lines.Count(l => !l.Position.IsKnown);
        if (unknownStock > 0)
            warnings.Add(Text($"{unknownStock} SKU-locations have no stock record: 0 on hand is assumed."));
        if (!isAsOfGiven)
            warnings.Add(Text($"Planned as of {asOf:yyyy-MM-dd}, the morning after the last sales; --as-of sets another day."));
        if (!imported.Ignored.IsEmpty)
            warnings.Add($"Files that belong to no table were left alone: {string.Join(", ", imported.Ignored)}.");
        warnings.Add(Text($"Buckets are {bucket}s: {whyBucket}."));
        return warnings.ToImmutable();
    }

    private static string Expected(int later, int today) =>
        later == 0 ? "they are expected today."
        : today == 0 ? "they are expected when late orders of their suppliers usually come."
        : Text($"{later} are expected when late orders of their suppliers usually come, {today} today.");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
