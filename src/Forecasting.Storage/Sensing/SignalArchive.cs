using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Sensing;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Sensing;

/// <summary>The look that was made last.</summary>
/// <param name="AsOf">Its morning.</param>
/// <param name="RunId">The plan that it measured by.</param>
/// <param name="PlanAsOf">Morning of that plan.</param>
/// <param name="Watched">SKU-locations watched.</param>
/// <param name="DaysSeen">Days since the plan.</param>
/// <param name="Threshold">Evidence that a spike or a collapse needs.</param>
/// <param name="LookedAt">When it was made, UTC.</param>
/// <param name="Notes">What did not count: full sentences.</param>
public sealed record NewestLook(
    DateOnly AsOf, string RunId, DateOnly PlanAsOf, int Watched, int DaysSeen, double Threshold, DateTimeOffset LookedAt, ImmutableArray<string> Notes);

/// <summary>The book of signals: which stand, since when, and which are over.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class SignalArchive(ForecastingDatabase database)
{
    /// <summary>The signals that stand, most money first.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<StandingSignal> Open()
    {
        var open = database.Query<SignalRow>("Signals/ReadOpen").Select(r => r.ToSignal()).ToDictionary(s => s.Signal);
        return [.. Signal.Ranked(open.Keys).Select(s => open[s])];
    }

    /// <summary>The look that was made last; null when there was none.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public NewestLook? Newest() => database.Query<LookRow>("Signals/ReadLook").SingleOrDefault()?.ToLook();

    /// <summary>Enters a look into the book, whole or not at all.</summary>
    /// <param name="look">What was found.</param>
    /// <param name="at">When, UTC.</param>
    /// <returns>What stands, and what has just ended.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public ImmutableArray<StandingSignal> Enter(SensingReport look, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(look);
        var entries = ImmutableArray<StandingSignal>.Empty;
        database.InTransaction(() =>
        {
            entries = SignalBook.Enter(Open(), look);
            foreach (var entry in entries)
                database.Execute("Signals/DeleteSignal", new { signal_id = entry.Signal.Id, first_as_of = entry.FirstAsOf });
            database.Append("forecast", "signal", entries, (row, entry) => row
                .AppendValue(entry.Signal.Id)
                .AppendDate(entry.FirstAsOf)
                .AppendDate(entry.LastAsOf)
                .AppendDate(entry.EndedAsOf)
                .AppendValue(entry.Signal.Kind.ToString())
                .AppendValue(entry.Signal.Subject)
                .AppendValue(entry.Signal.RunId)
                .AppendDate(entry.Signal.Since)
                .AppendValue(entry.Signal.Evidence)
                .AppendValue(entry.Signal.Advice)
                .AppendValue((double?)entry.Signal.UnitsAtRisk)
                .AppendDecimal(entry.Signal.MoneyAtRisk, 2)
                .AppendValue(entry.Signal.Currency)
                .AppendValue(entry.Signal.Concerns.Select(k => k.Sku.Code).ToList())
                .AppendValue(entry.Signal.Concerns.Select(k => k.Location.Code).ToList()));
            database.Execute("Signals/DeleteLook", new { as_of = look.AsOf });
            database.Append("forecast", "look", [look], (row, it) => row
                .AppendDate(it.AsOf)
                .AppendValue(it.RunId)
                .AppendDate(it.PlanAsOf)
                .AppendInteger(it.Watched)
                .AppendInteger(it.DaysSeen)
                .AppendValue((double?)it.Threshold)
                .AppendValue((DateTime?)StoredTime.Of(at))
                .AppendValue(it.Notes.ToList()));
        });
        return entries;
    }

    private sealed record SignalRow
    {
        public string SignalId { get; init; } = "";

        public DateOnly FirstAsOf { get; init; }

        public DateOnly LastAsOf { get; init; }

        public DateOnly? EndedAsOf { get; init; }

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public string RunId { get; init; } = "";

        public DateOnly SinceDay { get; init; }

        public string Evidence { get; init; } = "";

        public string Advice { get; init; } = "";

        public double UnitsAtRisk { get; init; }

        public decimal? MoneyAtRisk { get; init; }

        public string Currency { get; init; } = "";

        public List<string> ConcernSkus { get; init; } = [];

        public List<string> ConcernLocations { get; init; } = [];

        public StandingSignal ToSignal() => new(
            new Signal(Enum.Parse<SignalKind>(Kind), Subject, RunId, SinceDay, Evidence, Advice)
            {
                Concerns = [.. ConcernSkus.Zip(ConcernLocations, (sku, location) => new SkuLocation(new Sku(sku), new Location(location)))],
                UnitsAtRisk = UnitsAtRisk,
                MoneyAtRisk = MoneyAtRisk,
                Currency = Currency,
            },
            FirstAsOf,
            LastAsOf,
            EndedAsOf);
    }

    private sealed record LookRow
    {
        public DateOnly AsOf { get; init; }

        public string RunId { get; init; } = "";

        public DateOnly PlanAsOf { get; init; }

        public int Watched { get; init; }

        public int DaysSeen { get; init; }

        public double Threshold { get; init; }

        public DateTime LookedAt { get; init; }

        public List<string> Notes { get; init; } = [];

        public NewestLook ToLook() => new(AsOf, RunId, PlanAsOf, Watched, DaysSeen, Threshold, StoredTime.Utc(LookedAt), [.. Notes]);
    }
}
