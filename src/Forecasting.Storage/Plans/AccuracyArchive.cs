using System.Collections.Immutable;
using System.Data.Common;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Plans;

/// <summary>What saved plans promised beside what came: kept bucket by bucket, for as long as the database lives.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class AccuracyArchive(ForecastingDatabase database)
{
    /// <summary>Forecast buckets whose time has come and that nobody has scored yet. Of several published runs of one morning, the newest
    /// counts.</summary>
    /// <param name="asOf">Morning of the plan that asks: only forecasts of earlier mornings are seen.</param>
    /// <param name="bucket">Length of a bucket: promises of days say nothing about weeks.</param>
    /// <param name="scope">Scope of the plan that asks.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<DueForecast> ReadDue(DateOnly asOf, TimeBucket bucket, string scope)
    {
        var what = new { as_of = asOf, bucket = bucket.Code, scope, first_day = bucket.StartOf(asOf) };
        return database.Read("Outcomes/ReadDue", what, reader =>
        {
            var due = ImmutableArray.CreateBuilder<DueForecast>();
            while (reader.Read())
                due.Add(Due(reader));
            return due.ToImmutable();
        });
    }

    /// <summary>Keeps outcomes, whole or not at all. They are those of <see cref="ReadDue"/>: what is kept is not due any more, so that nothing is
    /// kept twice.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="outcomes">The outcomes.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Append(TimeBucket bucket, IReadOnlyCollection<ForecastOutcome> outcomes) =>
        database.Append("forecast", "outcome", outcomes, (row, o) => Append(row, bucket.Code, o));

    /// <summary>Outcomes that were kept, product by product: only those of one are in memory.</summary>
    /// <param name="asOf">Morning of the plan that asks: only forecasts of earlier mornings are seen, and buckets before it.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="buckets">How many buckets to look back, ≥ 1.</param>
    /// <param name="begin">Makes what the products are added to; it may be called again, when the server was lost meanwhile.</param>
    /// <param name="add">Adds all outcomes of one product at one place.</param>
    /// <returns>What they were added to.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public T Read<T>(DateOnly asOf, TimeBucket bucket, int buckets, Func<T> begin, Action<T, IReadOnlyList<ForecastOutcome>> add)
    {
        var end = bucket.StartOf(asOf);
        var what = new { as_of = asOf, bucket = bucket.Code, first_day = bucket.Add(end, -buckets), last_day = end };
        return database.Read("Outcomes/ReadOutcomes", what, reader =>
        {
            var sum = begin();
            var product = new List<ForecastOutcome>();
            while (reader.Read())
            {
                var outcome = Outcome(reader);
                if (product.Count > 0 && product[0].Promised.Key != outcome.Promised.Key)
                {
                    add(sum, product);
                    product.Clear();
                }

                product.Add(outcome);
            }

            if (product.Count > 0)
                add(sum, product);
            return sum;
        });
    }

    /// <summary>Buckets that have come and whose forecast planners had changed, each once and as the newest plan promised it, ordered by key and
    /// day.</summary>
    /// <param name="asOf">Morning of the plan that asks: only forecasts of earlier mornings are seen, and buckets before it.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="since">The first day looked at.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<OverriddenBucket> ReadOverridden(DateOnly asOf, TimeBucket bucket, DateOnly since)
    {
        var what = new { as_of = asOf, bucket = bucket.Code, first_day = since, last_day = bucket.StartOf(asOf) };

        // Where a database knows NaN, a bucket that was not observed is one.
        return
        [
            .. database.Query<OverriddenRow>("Outcomes/ReadOverridden", what)
                .Where(r => double.IsFinite(r.Actual))
                .Select(r => new OverriddenBucket(
                    new SkuLocation(new Sku(r.Sku), new Location(r.Location)), r.BucketStart, r.AsOf, r.Actual, r.Mean, r.Statistical))
                .OrderBy(b => b.Key).ThenBy(b => b.BucketStart),
        ];
    }

    /// <summary>Writes what the forecasts of a plan will be judged by, inside the transaction that saves it.</summary>
    internal void AppendBaselines(PlanReport report)
    {
        var run = report.Identity.RunId;
        database.Execute("Plans/DeleteBaselines", new { run_id = run });
        var promises =
            from line in report.Lines
            from place in Enumerable.Range(0, line.Baseline.Naive.Length)
            select (line, place);
        database.Append("forecast", "baseline", promises, (row, p) => AppendBaseline(row, run, report.Bucket, p.line, p.place));
    }

    private static void AppendBaseline(IRowWriter row, string run, TimeBucket bucket, PlanLine line, int place)
    {
        // What other places order is not sold, and never scored against sales: only a promise about customers is kept.
        var (forecast, baseline) = (line.CustomerForecast!, line.Baseline);
        var levels = forecast.QuantileLevels.Length;
        row.AppendValue(run).AppendValue(line.Key.Location.Code).AppendValue(line.Key.Sku.Code)
            .AppendDate(bucket.Add(line.History.Raw.End, place))
            .AppendValue(bucket.Code)
            .AppendInteger(place + 1)
            .AppendValue(forecast.Model)
            .AppendValue(line.Segment.Abc.ToString())
            .AppendValue(line.Segment.Pattern.ToString())
            .AppendValue(line.Item.Category)
            .AppendValue((double?)forecast.Mean[place])
            .AppendValue((double?)baseline.Statistical[place])
            .AppendValue((double?)baseline.Naive[place])
            .AppendValue((double?)baseline.Scales.SeasonalAbsolute)
            .AppendValue((double?)baseline.Scales.NaiveAbsolute)
            .AppendValue((double?)baseline.Scales.NaiveSquare)
            .AppendValue(forecast.QuantileLevels)
            .AppendValue(forecast.Quantiles.Slice(place * levels, levels));
    }

    private static DueForecast Due(DbDataReader reader) =>
        new(Promised(reader), RowValues.Doubles(reader.GetValue(16)), RowValues.Doubles(reader.GetValue(17)));

    private static ForecastOutcome Outcome(DbDataReader reader) =>
        new(Promised(reader), Number(reader, 16), Number(reader, 17), Number(reader, 18), Number(reader, 19));

    private static PromisedBucket Promised(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetFieldValue<DateOnly>(1),
        new SkuLocation(new Sku(reader.GetString(3)), new Location(reader.GetString(2))),
        reader.GetFieldValue<DateOnly>(4),
        reader.GetInt32(5),
        new OutcomeGroup(reader.GetString(6), reader.GetString(7), reader.GetString(8), reader.GetString(9)),
        reader.GetDouble(10),
        reader.GetDouble(11),
        reader.GetDouble(12),
        new ErrorScales(Number(reader, 13), Number(reader, 14), Number(reader, 15)));

    private static void Append(IRowWriter row, string bucket, ForecastOutcome outcome)
    {
        var promised = outcome.Promised;
        row.AppendValue(promised.RunId).AppendValue(promised.Key.Location.Code).AppendValue(promised.Key.Sku.Code)
            .AppendDate(promised.BucketStart)
            .AppendValue(bucket)
            .AppendDate(promised.AsOf)
            .AppendInteger(promised.Ahead)
            .AppendValue(promised.Group.Model)
            .AppendValue(promised.Group.AbcClass)
            .AppendValue(promised.Group.Pattern)
            .AppendValue(promised.Group.Category)
            .AppendValue((double?)outcome.Actual)
            .AppendValue((double?)promised.Mean)
            .AppendValue((double?)promised.Statistical)
            .AppendValue((double?)promised.Naive)
            .AppendValue((double?)outcome.Pinball)
            .AppendValue((double?)outcome.Inside80)
            .AppendValue((double?)outcome.Inside95)
            .AppendValue((double?)promised.Scales.SeasonalAbsolute)
            .AppendValue((double?)promised.Scales.NaiveAbsolute)
            .AppendValue((double?)promised.Scales.NaiveSquare);
    }

    // Where a database knows no NaN, a number that is not known is null.
    private static double Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);

    private sealed record OverriddenRow
    {
        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public DateOnly BucketStart { get; init; }

        public DateOnly AsOf { get; init; }

        public double Actual { get; init; }

        public double Mean { get; init; }

        public double Statistical { get; init; }
    }
}
