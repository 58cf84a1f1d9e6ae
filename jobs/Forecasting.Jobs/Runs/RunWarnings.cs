using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Import;

namespace Forecasting.Jobs.Runs;

/// <summary>What the reader of the plan must know first. Full sentences, the gravest first; the same in the workbook, on stderr and in run.json.</summary>
internal static class RunWarnings
{
    private const double QuarantineWarning = 0.005;
    private const double QuarantineAlarm = 0.05;

    /// <summary>The warnings of a run.</summary>
    public static ImmutableArray<string> Of(
        ImportedData imported, long rowsAfterAsOf, TimeBucket bucket, string whyBucket, DateOnly asOf, bool isAsOfGiven, StockPositions positions, Plan plan)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        var imports = imported.Reports;
        foreach (var refused in imports.Where(i => i.IsRejected))
            warnings.Add($"{refused.File} was refused: {refused.RejectedReason}");

        var read = imports.Sum(i => i.RowsRead);
        var setAside = imports.Sum(i => i.RowsQuarantined);
        if (setAside > QuarantineAlarm * read)
            warnings.Add(Text($"{setAside} of {read} rows ({(double)setAside / read:P1}) were set aside: do not order from this plan before the data is mended (Data quality)."));
        else if (setAside > QuarantineWarning * read)
            warnings.Add(Text($"{setAside} of {read} rows ({(double)setAside / read:P1}) were set aside (Data quality)."));

        var failures = plan.Unplanned.Count(u => u.IsFailure);
        if (failures > 0)
            warnings.Add(Text($"{failures} SKU-locations failed and have no plan (Data quality)."));
        warnings.AddRange(plan.Warnings);
        if (positions.NegativeStock > 0)
            warnings.Add(Text($"{positions.NegativeStock} stock counts are below zero; they are planned as zero."));
        if (positions.Overdue > 0)
            warnings.Add(Text($"{positions.Overdue} open orders are overdue; they are expected today."));
        if (positions.NotInFeed > 0)
            warnings.Add(Text($"{positions.NotInFeed} order lines that we published are not due yet and not in open_orders; they are not counted as on order."));
        if (rowsAfterAsOf > 0)
            warnings.Add(Text($"{rowsAfterAsOf} sales rows are dated {asOf:yyyy-MM-dd} or later and were not used."));

        var assumed = plan.Lines.Count(l => l.Terms.LeadTimeSource == "assumed");
        if (assumed > 0)
            warnings.Add(Text($"{assumed} SKU-locations have no lead time: {plan.Lines.First(l => l.Terms.LeadTimeSource == "assumed").Terms.LeadTime.MeanDays:0.##} days are assumed."));
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

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
