using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Demand;

/// <summary>Overrides that came back with workbooks: every version is kept, none is ever changed.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class OverrideArchive(ForecastingDatabase database)
{
    /// <summary>Everything that ever came back.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public OverrideHistory Read() => new(
    [
        .. database.Query<OverrideRow>("Demand/ReadOverrides").Select(r => new OverrideVersion(
            r.Number,
            r.Version,
            new DemandOverride(
                new Sku(r.Sku),
                r.Location is { } place ? new Location(place) : null,
                new DateRange(r.FirstDay, r.LastDay),
                Enum.Parse<OverrideKind>(r.Kind),
                r.Value,
                r.Reason,
                r.Author,
                r.Expires)
            {
                ApprovedBy = r.ApprovedBy,
                IsWithdrawn = r.IsWithdrawn != 0,
            },
            r.GivenBy,
            StoredTime.Utc(r.GivenAt),
            r.RunId,
            r.AsOf)),
    ]);

    /// <summary>Keeps versions, all of them or none.</summary>
    /// <param name="versions">Versions that are not on record.</param>
    /// <exception cref="DatabaseException">The database cannot be written, or has such a version already.</exception>
    public void Append(IReadOnlyCollection<OverrideVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.Count == 0)
            return;
        database.InTransaction(() =>
        {
            foreach (var version in versions)
            {
                var said = version.Override;
                database.Execute("Demand/InsertOverride", new
                {
                    override_no = version.Number,
                    version = version.Version,
                    sku = said.Sku.Code,
                    location = said.Location?.Code,
                    first_day = said.Days.First,
                    last_day = said.Days.Last,
                    kind = said.Kind.ToString(),
                    amount = said.Value,
                    reason = said.Reason,
                    author = said.Author,
                    expires = said.Expires,
                    approved_by = said.ApprovedBy,
                    is_withdrawn = said.IsWithdrawn ? 1 : 0,
                    given_by = version.GivenBy,
                    given_at = StoredTime.Of(version.GivenAt),
                    run_id = version.RunId,
                    as_of = version.AsOf,
                });
            }
        });
    }

    private sealed record OverrideRow
    {
        public int Number { get; init; }

        public int Version { get; init; }

        public string Sku { get; init; } = "";

        public string? Location { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }

        public string Kind { get; init; } = "";

        public double Value { get; init; }

        public string Reason { get; init; } = "";

        public string Author { get; init; } = "";

        public DateOnly? Expires { get; init; }

        public string ApprovedBy { get; init; } = "";

        public int IsWithdrawn { get; init; }

        public string GivenBy { get; init; } = "";

        public DateTime GivenAt { get; init; }

        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }
    }
}
