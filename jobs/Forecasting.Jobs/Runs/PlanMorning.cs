using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Jobs.Runs;

/// <summary>The morning that a plan is made for, and the buckets it counts in.</summary>
/// <param name="AsOf">Morning of the plan: nothing from this day on is known.</param>
/// <param name="IsGiven">True when somebody asked for that day; false when it follows from the sales.</param>
/// <param name="Bucket">Length of a bucket.</param>
/// <param name="WhyBucket">Why that length; a clause without the full stop.</param>
internal sealed record PlanMorning(DateOnly AsOf, bool IsGiven, TimeBucket Bucket, string WhyBucket)
{
    /// <summary>First day of the plan cycle.</summary>
    public DateOnly Cycle => Bucket.StartOf(AsOf);

    /// <summary>The morning of a plan of these sales.</summary>
    /// <param name="database">The database of the import.</param>
    /// <param name="imported">The import.</param>
    /// <param name="settings">What decides the bucket.</param>
    /// <param name="asked">The morning asked for; null = the one after the last sales.</param>
    /// <exception cref="InputException">There are no usable sales.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static PlanMorning Of(ForecastingDatabase database, ImportedData imported, PlanSettings settings, DateOnly? asked)
    {
        var shape = new DemandHistory(database).ReadSalesShape(imported.History, asked);
        RefuseWithoutSales(shape, imported, asked);
        var (bucket, why) = BucketChoice.Choose(shape, settings);
        return new PlanMorning(asked ?? BucketChoice.DefaultAsOf(shape, bucket), asked is not null, bucket, why);
    }

    private static void RefuseWithoutSales(SalesShape shape, ImportedData imported, DateOnly? asOf)
    {
        if (shape.Rows > 0)
            return;
        var why = imported.Reports.Where(r => r.Feed == Feed.Sales.FileName()).Select(r => r.IsRejected
            ? $"{r.File}: {r.RejectedReason}"
            : FormattableString.Invariant(
                $"{r.File}: {r.RowsRead} rows read, {r.RowsLoaded} loaded, {r.RowsQuarantined} set aside, {r.RowsDuplicate} duplicates."));
        var faults = imported.Quarantine.Where(q => q.Feed == Feed.Sales.FileName() && q.Line > 0).Take(5).Select(q => q.Message);
        var when = asOf is { } day && shape.RowsNotUsed > 0
            ? FormattableString.Invariant($" before {day:yyyy-MM-dd} ({shape.RowsNotUsed} rows are dated on or after it)")
            : "";
        throw new InputException($"There are no usable sales{when}. Nothing was planned.\n" + string.Join('\n', why.Concat(faults)));
    }
}
