using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Plans;

/// <summary>Saved plans: forecasts, corrections, scores, and every explanation column, as they were decided.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class PlanArchive(ForecastingDatabase database)
{
    /// <summary>Saves a plan, whole or not at all; what was saved of the same run before is replaced.</summary>
    /// <param name="report">The plan.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void SavePlan(PlanReport report)
    {
        var run = report.Identity.RunId;
        database.InTransaction(() =>
        {
            foreach (var table in (string[])["Plan", "Lines", "Unplanned", "Forecasts", "Corrections", "Scores", "Segments", "Trust"])
                database.Execute($"Plans/Delete{table}", new { run_id = run });
            database.Execute("Plans/InsertPlan", new
            {
                run_id = run,
                as_of = report.Identity.AsOf,
                scope = report.Identity.Scope,
                cycle = report.Cycle,
                bucket = report.Bucket.Code,
            });
            database.Append(
                "inventory",
                "plan_line",
                report.Lines.Select((line, i) => (line, i)),
                (row, x) => PlanLineColumns.Append(row, run, x.i, x.line));
            database.Append("inventory", "segment", report.Lines, (row, line) => AppendSegment(row, run, line));
            database.Append("inventory", "unplanned_line", report.Unplanned, (row, line) => Key(row, run, line.Key)
                .AppendValue(line.IsFailure).AppendValue(line.Reason));
            new TrustArchive(database).Append(report);
            database.Append("forecast", "forecast", Forecasts(report), (row, f) => AppendForecast(row, run, f.Line, f.Bucket, f.Start));
            new PlannedDemandArchive(database).Append(report);
            new AccuracyArchive(database).AppendBaselines(report);
            database.Append(
                "demand",
                "correction",
                report.Lines.SelectMany(l => l.History.Corrections, (l, c) => (l.Key, Correction: c)),
                (row, x) => AppendCorrection(row, run, x.Key, x.Correction));
            database
                .Append("forecast", "score", report.Lines.Where(l => l.Accuracy is not null), (row, line) => AppendScore(row, run, line));
        });
    }

    /// <summary>What a run decided about a SKU.</summary>
    /// <param name="sku">The product.</param>
    /// <param name="location">The place; null = every place.</param>
    /// <param name="runId">The run; null = the one saved last of those that speak of the SKU there.</param>
    /// <returns>Null when no saved plan speaks of it.</returns>
    public PlanExplanation? Explain(Sku sku, Location? location = null, string? runId = null)
    {
        var what = new { sku = sku.Code, location = location?.Code, run_id = runId };
        if (database.Query<PlanRow>("Plans/FindPlan", what) is not [var plan, ..])
            return null;
        var found = new { sku = sku.Code, location = location?.Code, run_id = plan.RunId };
        var lines = database.Read("Plans/ReadLines", found, reader =>
        {
            var read = new List<ExplainedLine>();
            while (reader.Read())
                read.Add(PlanLineColumns.Read(reader));
            return read;
        });
        var unplanned = database.Query<UnplannedRow>("Plans/ReadUnplanned", found)
            .Select(r => new UnplannedLine(new SkuLocation(sku, new Location(r.Location)), r.IsFailure == 1, r.Reason));
        return new PlanExplanation(plan.RunId, plan.AsOf, [.. lines.OrderBy(l => l.Key)], [.. unplanned.OrderBy(l => l.Key)]);
    }

    /// <summary>The classes that the newest plan made before a day gave.</summary>
    /// <param name="asOf">Morning of the plan that follows: a plan of the same morning does not count, so that a run
    /// repeated is the same run.</param>
    /// <param name="bucket">Length of a bucket: classes of days say nothing about weeks.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableDictionary<SkuLocation, Segment> ReadSegments(DateOnly asOf, TimeBucket bucket) =>
        database.Query<SegmentRow>("Plans/ReadSegments", new { as_of = asOf, bucket = bucket.ToString() }).ToImmutableDictionary(
            r => new SkuLocation(new Sku(r.Sku), new Location(r.Location)),
            r => new Segment(r.Abc[0], r.Xyz[0], Enum.Parse<DemandPattern>(r.Pattern), Enum.Parse<LifeCycle>(r.LifeCycle)));

    /// <summary>The SKU-locations that a run knew, planned or not; empty when its plan was cleaned.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableHashSet<SkuLocation> ReadKeys(string runId) =>
        [.. database.Query<KeyRow>("Plans/ReadKeys", new { run_id = runId }).Select(r => new SkuLocation(new Sku(r.Sku), new Location(r.Location)))];

    private static IEnumerable<(PlanLine Line, int Bucket, DateOnly Start)> Forecasts(PlanReport report) =>
        from line in report.Lines
        from bucket in Enumerable.Range(0, line.Forecast.Horizon)
        select (line, bucket, report.Bucket.Add(line.History.Raw.End, bucket));

    private static IRowWriter Key(IRowWriter row, string run, SkuLocation key) =>
        row.AppendValue(run).AppendValue(key.Location.Code).AppendValue(key.Sku.Code);

    private static void AppendForecast(IRowWriter row, string run, PlanLine line, int bucket, DateOnly start)
    {
        var (forecast, levels) = (line.Forecast, line.Forecast.QuantileLevels.Length);
        Key(row, run, line.Key)
            .AppendDate(start)
            .AppendValue((double?)forecast.Mean[bucket])
            .AppendValue(forecast.QuantileLevels)
            .AppendValue(forecast.Quantiles.Slice(bucket * levels, levels))
            .AppendValue(forecast.Model)
            .AppendValue(forecast.FallbackReason);
    }

    private static void AppendSegment(IRowWriter row, string run, PlanLine line) => Key(row, run, line.Key)
        .AppendValue(line.Segment.Abc.ToString())
        .AppendValue(line.Segment.Xyz.ToString())
        .AppendValue(line.Segment.Pattern.ToString())
        .AppendValue(line.Segment.LifeCycle.ToString());

    private static void AppendCorrection(IRowWriter row, string run, SkuLocation key, Correction correction) => Key(row, run, key)
        .AppendDate(correction.BucketStart)
        .AppendValue((double?)correction.Was)
        .AppendValue((double?)correction.Now)
        .AppendValue(correction.Rule)
        .AppendValue(correction.Why)
        .AppendValue((double?)correction.Deviation)
        .AppendValue(correction.Veto);

    private static void AppendScore(IRowWriter row, string run, PlanLine line)
    {
        var score = line.Accuracy!;
        Key(row, run, line.Key)
            .AppendValue(score.Model)
            .AppendInteger(score.Origins)
            .AppendValue((double?)score.Wape)
            .AppendValue((double?)score.Bias)
            .AppendValue((double?)score.Mase)
            .AppendValue((double?)score.Rmsse)
            .AppendValue((double?)score.Coverage80)
            .AppendValue((double?)score.MeanAbsoluteError);
    }

    private sealed record PlanRow
    {
        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }
    }

    private sealed record SegmentRow
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public string Abc { get; init; } = "";

        public string Xyz { get; init; } = "";

        public string Pattern { get; init; } = "";

        public string LifeCycle { get; init; } = "";
    }

    private sealed record UnplannedRow
    {
        public string Location { get; init; } = "";

        public int IsFailure { get; init; }

        public string Reason { get; init; } = "";
    }

    private sealed record KeyRow
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";
    }
}
