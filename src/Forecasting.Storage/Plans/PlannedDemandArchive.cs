using System.Collections.Immutable;
using System.Data.Common;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Storage.Plans;

/// <summary>The history and the forecast that each saved plan was made from.</summary>
/// <remarks>Kept with the plan and not read from the import again: the next import may correct the past, and then the plan could no
/// longer be explained by what it saw.</remarks>
/// <param name="database">Where they are kept.</param>
public sealed class PlannedDemandArchive(ForecastingDatabase database)
{
    /// <summary>What a run knew of one SKU-location.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">Product and place.</param>
    /// <returns><see cref="Outcome{T}.Skipped"/> when the run was saved by a version that kept no histories, or did not plan the
    /// SKU-location.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public Outcome<PlannedDemand> Read(string runId, SkuLocation key)
    {
        var what = new { run_id = runId, sku = key.Sku.Code, location = key.Location.Code };
        var forecast = database.Read("Plans/ReadForecast", what, ReadForecast);
        return database.Read<Outcome<PlannedDemand>>("Plans/ReadLearnt", what, reader =>
        {
            if (!reader.Read())
            {
                return new Outcome<PlannedDemand>.Skipped(
                    $"Run {runId} kept no history of {key}: it was saved by an earlier version. The next run keeps it.");
            }

            var start = reader.GetFieldValue<DateOnly>(0);
            return new Outcome<PlannedDemand>.Done(new PlannedDemand(
                key, TimeBucket.Parse(reader.GetString(1), start), start, RowValues.Doubles(reader.GetValue(2)), forecast)
            {
                Sold = RowValues.Doubles(reader.GetValue(3)),
                Availability = RowValues.Doubles(reader.GetValue(4)),
            });
        });
    }

    /// <summary>Writes the histories of a plan, inside the transaction that saves it.</summary>
    internal void Append(PlanReport report)
    {
        var run = report.Identity.RunId;
        database.Execute("Plans/DeleteLearnt", new { run_id = run });
        database.Append("demand", "learnt", report.Lines, (row, line) => row
            .AppendValue(run).AppendValue(line.Key.Location.Code).AppendValue(line.Key.Sku.Code)
            .AppendDate(line.History.Raw.Start)
            .AppendValue(line.History.Quantities)
            .AppendValue(line.History.Raw.Quantities)
            .AppendValue(line.History.Raw.Availability)
            .AppendValue(line.History.Deviations));
    }

    private static DemandForecast ReadForecast(DbDataReader reader)
    {
        var means = ImmutableArray.CreateBuilder<double>();
        var quantiles = ImmutableArray.CreateBuilder<double>();
        var (levels, model, reason, parameters) = (ImmutableArray<double>.Empty, "", "", "");
        while (reader.Read())
        {
            means.Add(reader.GetDouble(0));
            levels = RowValues.Doubles(reader.GetValue(1));
            quantiles.AddRange(RowValues.Doubles(reader.GetValue(2)));
            (model, reason, parameters) = (reader.GetString(3), reader.GetString(4), reader.GetString(5));
        }

        return new DemandForecast(model, parameters, reason, means.ToImmutable(), levels, quantiles.ToImmutable());
    }
}
