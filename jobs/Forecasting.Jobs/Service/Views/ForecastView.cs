using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Plans;

namespace Forecasting.Jobs.Service.Views;

/// <summary>One bucket of the past.</summary>
/// <param name="Start">First day.</param>
/// <param name="Units">Units that the forecast learnt from, after corrections; null = not observed.</param>
/// <param name="Sold">Units as sold; null = not observed, or not kept.</param>
public sealed record PastBucket(DateOnly Start, double? Units, double? Sold);

/// <summary>One bucket of the forecast.</summary>
/// <param name="Start">First day.</param>
/// <param name="Mean">Units expected.</param>
/// <param name="Quantiles">Units, in the order of the levels.</param>
public sealed record ForecastBucket(DateOnly Start, double Mean, ImmutableArray<double> Quantiles);

/// <summary>What the newest plan knew and expects of one SKU-location.</summary>
/// <param name="RunId">The run.</param>
/// <param name="AsOf">Its morning.</param>
/// <param name="Sku">Product.</param>
/// <param name="Location">Place.</param>
/// <param name="ItemName">Name of the product.</param>
/// <param name="Bucket">day, week or month.</param>
/// <param name="Model">The model.</param>
/// <param name="Quantity">Units ordered.</param>
/// <param name="Levels">Levels of the quantiles, 0..1.</param>
/// <param name="History">The past, the oldest first.</param>
/// <param name="Forecast">What is expected, in order.</param>
public sealed record ForecastView(
    string RunId,
    DateOnly AsOf,
    string Sku,
    string Location,
    string ItemName,
    string Bucket,
    string Model,
    decimal Quantity,
    ImmutableArray<double> Levels,
    ImmutableArray<PastBucket> History,
    ImmutableArray<ForecastBucket> Forecast)
{
    /// <summary>The forecast of one SKU-location in the plan that speaks of it last.</summary>
    /// <param name="database">The database.</param>
    /// <param name="sku">Product.</param>
    /// <param name="location">Place; null = the only one, or the first by code.</param>
    /// <exception cref="Problem">A code is missing or unknown, or the plan says why there is none.</exception>
    internal static ForecastView Of(ForecastingDatabase database, string? sku, string? location)
    {
        if (!IsCode(sku) || (location is not null && !IsCode(location)))
            throw Problem.Invalid("The product (sku) or the place (location) is missing or no code.", "Give ?sku=CODE&location=CODE, exactly as in the data.");
        var explained = new PlanArchive(database).Explain(new Sku(sku!), location is null ? null : new Location(location));
        if (explained is null)
            throw Problem.NotFound($"No plan names SKU {sku}{(location is null ? "" : $" at {location}")}.", "Codes are case-sensitive; see whether the SKU is in the data.");
        if (explained.Lines is not [var line, ..])
            throw Problem.NotFound($"SKU {sku} was not planned: {explained.Unplanned[0].Reason}", "See the sheet Data quality of the plan.");
        return new PlannedDemandArchive(database).Read(explained.RunId, line.Key) switch
        {
            Outcome<PlannedDemand>.Done { Value: var demand } => Of(explained, line, demand),
            Outcome<PlannedDemand>.Skipped skipped => throw Problem.NotFound(skipped.Reason, "Make a run."),
            _ => throw Problem.NotFound($"Run {explained.RunId} kept nothing of it.", "Make a run."),
        };
    }

    private static ForecastView Of(PlanExplanation plan, ExplainedLine line, PlannedDemand demand)
    {
        var levels = demand.Forecast.QuantileLevels;
        return new ForecastView(
            plan.RunId,
            plan.AsOf,
            line.Key.Sku.Code,
            line.Key.Location.Code,
            line.ItemName,
            demand.Bucket.ToString(),
            line.Model,
            line.Recommendation.Explanation.Quantity,
            levels,
            [
                .. demand.Quantities.Select((units, i) => new PastBucket(
                    demand.Bucket.Add(demand.Start, i), Known(units), demand.Sold.IsEmpty ? null : Known(demand.Sold[i]))),
            ],
            [
                .. demand.Forecast.Mean.Select((mean, i) => new ForecastBucket(
                    demand.Bucket.Add(demand.End, i), mean, demand.Forecast.Quantiles.Slice(i * levels.Length, levels.Length))),
            ]);
    }

    private static double? Known(double units) => double.IsNaN(units) ? null : units;

    private static bool IsCode(string? text) => text is { Length: > 0 and <= 200 } && !text.Any(char.IsControl);
}
