using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Trust;

namespace Forecasting.Storage.Plans;

/// <summary>What was held against the data of each saved plan, and the last plan of a SKU-location that its data
/// were good enough for.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class TrustArchive(ForecastingDatabase database)
{
    /// <summary>The newest published plan of every SKU-location that was ever planned: grade D is not planned, so
    /// each is a good one.</summary>
    /// <param name="asOf">Plans of a later day are not seen.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableDictionary<SkuLocation, LastGoodPlan> ReadLastGood(DateOnly asOf) => database
        .Query<LastGoodRow>("Plans/ReadLastGood", new { as_of = asOf })
        .ToImmutableDictionary(
            r => new SkuLocation(new Sku(r.Sku), new Location(r.Location)),
            r => new LastGoodPlan(r.RunId, r.AsOf, r.Quantity, r.OrderDate, r.MeanPerBucket));

    /// <summary>Writes the reasons of a plan, inside the transaction that saves it.</summary>
    internal void Append(PlanReport report)
    {
        var run = report.Identity.RunId;
        var trusts = report.Lines.Select(l => (l.Key, l.Trust)).Concat(report.Unplanned.Select(u => (u.Key, u.Trust)));
        var reasons = trusts.SelectMany(t => t.Trust.Reasons.Select((reason, i) => (t.Key, Reason: reason, Number: i)));
        database.Append("inventory", "trust_reason", reasons, (row, r) => row
            .AppendValue(run).AppendValue(r.Key.Location.Code).AppendValue(r.Key.Sku.Code).AppendInteger(r.Number)
            .AppendValue(r.Reason.Grade.ToString()).AppendValue(r.Reason.Rule).AppendValue(r.Reason.Text));
    }

    private sealed record LastGoodRow
    {
        private const decimal Millionths = 1_000_000;

        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public decimal Quantity { get; init; }

        public DateOnly OrderDate { get; init; }

        public decimal? MeanMillionths { get; init; }

        public long? Buckets { get; init; }

        public double MeanPerBucket => MeanMillionths is { } sum && Buckets is { } count ? (double)(sum / count / Millionths) : 0;
    }
}
