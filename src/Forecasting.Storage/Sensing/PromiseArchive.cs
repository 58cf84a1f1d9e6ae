using System.Collections.Immutable;
using System.Data.Common;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Sensing;

namespace Forecasting.Storage.Sensing;

/// <summary>What published plans promised, for whoever compares it with what comes before the next one.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PromiseArchive(ForecastingDatabase database)
{
    /// <summary>What the newest published plan promised.</summary>
    /// <param name="asOf">Plans of a later morning are not seen; of what customers buy, only buckets that have begun before it.</param>
    /// <param name="scope">What the plan is of.</param>
    /// <returns>Null when there is no plan, or its forecasts were cleaned away.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public PublishedPromise? Read(DateOnly asOf, string scope)
    {
        if (database.Query<PlanRow>("Signals/FindPlan", new { as_of = asOf, scope }) is not [var plan, ..])
            return null;
        var demand = database.Read("Signals/ReadDemand", new { run_id = plan.RunId }, reader => Promises(reader, plan.Bucket));
        if (demand.IsEmpty)
            return null;
        var sales = database.Read("Signals/ReadSales", new { run_id = plan.RunId, as_of = asOf }, reader => Promises(reader, plan.Bucket));
        return new PublishedPromise(plan.RunId, plan.AsOf, TimeBucket.Parse(plan.Bucket, demand[0].Spans[0].Start), sales, demand);
    }

    private static ImmutableArray<PromisedDemand> Promises(DbDataReader reader, string code)
    {
        var promises = ImmutableArray.CreateBuilder<PromisedDemand>();
        var spans = ImmutableArray.CreateBuilder<DemandSpan>();
        SkuLocation? current = null;
        while (reader.Read())
        {
            var key = new SkuLocation(new Sku(reader.GetString(1)), new Location(reader.GetString(0)));
            if (current is { } before && before != key)
                promises.Add(new PromisedDemand(before, Taken()));
            current = key;
            var start = reader.GetFieldValue<DateOnly>(2);
            spans.Add(DemandSpan.Of(
                TimeBucket.Parse(code, start), start, reader.GetDouble(3), RowValues.Doubles(reader.GetValue(4)).AsSpan(), RowValues.Doubles(reader.GetValue(5)).AsSpan()));
        }

        if (current is { } last)
            promises.Add(new PromisedDemand(last, Taken()));
        return [.. promises.OrderBy(p => p.Key)];

        ImmutableArray<DemandSpan> Taken()
        {
            var taken = spans.ToImmutable();
            spans.Clear();
            return taken;
        }
    }

    private sealed record PlanRow
    {
        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public string Bucket { get; init; } = "";
    }
}
