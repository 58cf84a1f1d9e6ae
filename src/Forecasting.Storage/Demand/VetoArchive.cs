using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Planning;

namespace Forecasting.Storage.Demand;

/// <summary>Planners' vetoes against corrections: once given they stand in every later run, though their file is
/// gone, until withdrawn.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class VetoArchive(ForecastingDatabase database)
{
    /// <summary>Takes up what an import brought: a veto stands, or replaces the same one of before; a
    /// withdrawn one is taken back.</summary>
    /// <param name="given">In the order in which they were given. All of them are taken up or none.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Remember(ImmutableArray<CorrectionVeto> given)
    {
        if (given.IsEmpty)
            return;
        database.InTransaction(() =>
        {
            foreach (var veto in given)
            {
                var about = new
                {
                    sku = veto.Sku.Code,
                    location = veto.Location?.Code,
                    first_day = veto.Days.First,
                    last_day = veto.Days.Last,
                    rule = veto.Rule,
                };
                database.Execute("Demand/DeleteVeto", about);
                if (!veto.IsWithdrawn)
                {
                    database.Execute(
                        "Demand/InsertVeto",
                        new
                        {
                            about.sku,
                            about.location,
                            about.first_day,
                            about.last_day,
                            about.rule,
                            reason = veto.Reason,
                            author = veto.Author,
                        });
                }
            }
        });
    }

    /// <summary>The vetoes that stand, ordered by product, place (every place first), days and rule.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<CorrectionVeto> Standing() =>
    [
        .. database.Query<VetoRow>("Demand/ReadVetoes")
            .OrderBy(r => r.Sku, StringComparer.Ordinal)
            .ThenBy(r => r.Location, StringComparer.Ordinal)
            .ThenBy(r => r.FirstDay)
            .ThenBy(r => r.LastDay)
            .ThenBy(r => r.Rule, StringComparer.Ordinal)
            .Select(r => new CorrectionVeto(
                new Sku(r.Sku),
                r.Location is { } place ? new Location(place) : null,
                new DateRange(r.FirstDay, r.LastDay),
                r.Rule,
                r.Reason,
                r.Author,
                false)),
    ];

    /// <summary>What vetoes add to the identity of a run: their name and SHA-256, lower-case hexadecimal; nothing
    /// when there are none.</summary>
    /// <param name="standing">In the order of <see cref="Standing"/>.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Fingerprint(ImmutableArray<CorrectionVeto> standing)
    {
        if (standing.IsEmpty)
            return [];
        var text = string.Join('\n', standing.Select(v => string.Create(CultureInfo.InvariantCulture,
            $"{v.Sku.Code}\u001f{v.Location?.Code}\u001f{v.Days.First:O}\u001f{v.Days.Last:O}\u001f"
            + $"{v.Rule}\u001f{v.Reason}\u001f{v.Author}")));
        return [KeyValuePair.Create("vetoes", RunIdentity.HashOf(text))];
    }

    private sealed record VetoRow
    {
        public string Sku { get; init; } = "";

        public string? Location { get; init; }

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }

        public string Rule { get; init; } = "";

        public string Reason { get; init; } = "";

        public string Author { get; init; } = "";
    }
}
