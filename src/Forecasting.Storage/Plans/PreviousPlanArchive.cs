using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning.Comparison;

namespace Forecasting.Storage.Plans;

/// <summary>The plan that was published before a run, for the planner who wants to know what is different.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PreviousPlanArchive(ForecastingDatabase database)
{
    /// <summary>The newest published plan that is not of a later day; null when there is none, or it was cleaned away.</summary>
    /// <param name="runId">The run that is compared with it.</param>
    /// <param name="asOf">Its morning.</param>
    /// <param name="bucket">Length of its buckets: days are not compared with weeks.</param>
    /// <param name="scope">What it plans.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public PreviousPlan? Read(string runId, DateOnly asOf, TimeBucket bucket, string scope)
    {
        if (database.Query<PlanRow>("Plans/FindPrevious", new { run_id = runId, as_of = asOf, bucket = bucket.Code, scope }) is not [var plan, ..])
            return null;
        return new PreviousPlan
        {
            RunId = plan.RunId,
            AsOf = plan.AsOf,
            Sequence = plan.Sequence,
            EngineVersion = plan.EngineVersion,
            Settings = database.Query<SettingRow>("Settings/ReadSettings", new { settings_hash = plan.SettingsHash })
                .ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
            Lines = [.. database.Query<LineRow>("Plans/ReadPrevious", new { run_id = plan.RunId }).Select(r => r.ToLine()).OrderBy(l => l.Key)],
        };
    }

    private sealed record PlanRow
    {
        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public long Sequence { get; init; }

        public string EngineVersion { get; init; } = "";

        public string SettingsHash { get; init; } = "";
    }

    private sealed record SettingRow
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }

    private sealed record LineRow
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public string Model { get; init; } = "";

        public string ServiceTarget { get; init; } = "";

        public double LeadTimeDays { get; init; }

        public double ReviewDays { get; init; }

        public double ProtectionDays { get; init; }

        public decimal ExpectedDemand { get; init; }

        public decimal SafetyStock { get; init; }

        public decimal LeadTimeSafety { get; init; }

        public decimal ServiceSafety { get; init; }

        public decimal LotAllowance { get; init; }

        public decimal OnHand { get; init; }

        public decimal Allocated { get; init; }

        public decimal Backordered { get; init; }

        public decimal OnOrder { get; init; }

        public decimal NotNeeded { get; init; }

        public decimal Quantity { get; init; }

        public PreviousLine ToLine() => new(
            new SkuLocation(new Sku(Sku), new Location(Location)), Model, ServiceTarget, LeadTimeDays, ReviewDays, ProtectionDays, ExpectedDemand,
            SafetyStock - LeadTimeSafety - ServiceSafety, LeadTimeSafety, ServiceSafety, LotAllowance, OnHand - Allocated - Backordered + OnOrder, NotNeeded, Quantity);
    }
}
