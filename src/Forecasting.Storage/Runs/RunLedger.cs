using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The truth about runs and about what went out: a run is published once, a line exists once, for ever.</summary>
/// <param name="database">Where the ledger is kept.</param>
/// <remarks>Times are given by the caller and kept in UTC; nothing here reads a clock.</remarks>
public sealed class RunLedger(ForecastingDatabase database)
{
    /// <summary>Records that a run begins, or begins again after it failed or broke off.</summary>
    /// <param name="identity">Which run.</param>
    /// <param name="at">Now.</param>
    /// <returns>The run; already <see cref="RunState.Published"/> when there is nothing left to do, and then unchanged.</returns>
    public LedgerRun Begin(RunIdentity identity, DateTimeOffset at)
    {
        if (Find(identity.RunId) is { State: RunState.Published } published)
            return published;
        var begun = new
        {
            run_id = identity.RunId,
            as_of = identity.AsOf,
            scope = identity.Scope,
            engine_version = identity.EngineVersion,
            settings_hash = identity.SettingsHash,
            started_at = at.UtcDateTime,
        };
        if (database.Execute("Runs/BeginAgain", new { begun.run_id, begun.started_at }) == 0)
            database.Execute("Runs/Begin", begun);
        return Find(identity.RunId)!;
    }

    /// <summary>Records that a run ended without publishing. A published run stays published.</summary>
    /// <param name="identity">Which run; begun.</param>
    /// <param name="outcome">What to tell an operator.</param>
    /// <param name="at">Now.</param>
    public void Fail(RunIdentity identity, string outcome, DateTimeOffset at) =>
        database.Execute("Runs/Fail", new { run_id = identity.RunId, outcome, finished_at = at.UtcDateTime });

    /// <summary>A run by its id; null when it never began.</summary>
    public LedgerRun? Find(string runId) => database.Query<RunRow>("Runs/Find", new { run_id = runId }).SingleOrDefault()?.ToRun();

    /// <summary>A run by its id, if it is published; otherwise null.</summary>
    public LedgerRun? FindPublished(string runId) => Find(runId) is { State: RunState.Published } run ? run : null;

    /// <summary>Runs that began and are not known to be published, the oldest first.</summary>
    public IReadOnlyList<LedgerRun> Unpublished() => [.. database.Query<RunRow>("Runs/Unpublished").Select(r => r.ToRun())];

    /// <summary>The number that the next publication gets: 1, 2, 3, … without gaps, since it is taken only by <see cref="RecordPublication"/>.</summary>
    public long NextSequence() => database.Scalar<long>("Runs/NextSequence");

    /// <summary>Records that a run's files are out, and every line in them; all of it or nothing.</summary>
    /// <param name="runId">Which run; begun, and not published.</param>
    /// <param name="asOf">Morning of its plan.</param>
    /// <param name="sequence">Number of the publication, from <see cref="NextSequence"/>.</param>
    /// <param name="folder">Name of the folder it was published in.</param>
    /// <param name="cycle">First day of the plan cycle of the lines.</param>
    /// <param name="lines">The lines of the file, in its order.</param>
    /// <param name="outcome">What to tell an operator.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DatabaseException">The run is not begun or already published, the number is not the next, or a line id is already out.</exception>
    public void RecordPublication(
        string runId, DateOnly asOf, long sequence, string folder, DateOnly cycle, IReadOnlyCollection<OrderLine> lines, string outcome, DateTimeOffset at)
    {
        database.InTransaction(() =>
        {
            if (sequence != NextSequence())
                throw new DatabaseException(string.Create(CultureInfo.InvariantCulture, $"Publication {sequence} cannot be recorded: the next number is {NextSequence()}."));
            var finished = new { run_id = runId, sequence, folder, outcome, finished_at = at.UtcDateTime };
            if (database.Execute("Runs/FinishPublication", finished) != 1)
                throw new DatabaseException($"Run {runId} cannot be published: it was not begun, or is published already.");
            AppendLines(runId, asOf, sequence, cycle, lines);
        });
    }

    /// <summary>Every line that went out, or those of one cycle, in the order in which they did.</summary>
    /// <param name="cycle">First day of the plan cycle; null = all.</param>
    public IReadOnlyList<PublishedLine> PublishedLines(DateOnly? cycle = null) =>
    [
        .. database.Query<LineRow>("Runs/PublishedLines", new { first_cycle = cycle ?? DateOnly.MinValue, last_cycle = cycle ?? DateOnly.MaxValue })
            .OrderBy(r => r.Sequence)
            .ThenBy(r => r.OrderId, StringComparer.Ordinal)
            .ThenBy(r => r.LineNumber)
            .ThenBy(r => r.LineId, StringComparer.Ordinal)
            .Select(r => r.ToLine()),
    ];

    private void AppendLines(string runId, DateOnly asOf, long sequence, DateOnly cycle, IEnumerable<OrderLine> lines)
    {
        var revisions = PublishedLines(cycle).GroupBy(l => (l.Key, l.Source)).ToDictionary(g => g.Key, g => g.Count());
        database.Append("run", "published_line", lines, (row, line) =>
        {
            var source = line.Type == OrderType.Purchase ? line.SupplierId : line.ShipFrom;
            var key = (new SkuLocation(line.Sku, line.ShipTo), source);
            revisions[key] = revisions.GetValueOrDefault(key, 0) + 1;
            row.AppendValue(line.LineId)
                .AppendValue(line.OrderId)
                .AppendInteger(line.LineNumber)
                .AppendValue(line.Type.ToString())
                .AppendValue(line.Action.ToString())
                .AppendValue(line.ShipTo.Code)
                .AppendValue(line.Sku.Code)
                .AppendValue(source)
                .AppendDate(cycle)
                .AppendInteger(revisions[key] - 1)
                .AppendDecimal(line.Quantity, 9)
                .AppendDate(line.RequestedDelivery)
                .AppendValue(runId)
                .AppendDate(asOf)
                .AppendValue((long?)sequence);
        });
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed record RunRow
    {
        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public string Scope { get; init; } = "";

        public string State { get; init; } = "";

        public DateTime StartedAt { get; init; }

        public DateTime? FinishedAt { get; init; }

        public long? Sequence { get; init; }

        public string Folder { get; init; } = "";

        public string Outcome { get; init; } = "";

        public LedgerRun ToRun() => new(
            RunId, AsOf, Scope, Enum.Parse<RunState>(State), Utc(StartedAt), FinishedAt is { } end ? Utc(end) : null, Sequence, Folder, Outcome);
    }

    private sealed record LineRow
    {
        public string LineId { get; init; } = "";

        public string OrderId { get; init; } = "";

        public int LineNumber { get; init; }

        public string Type { get; init; } = "";

        public string Action { get; init; } = "";

        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public string Source { get; init; } = "";

        public DateOnly Cycle { get; init; }

        public int Revision { get; init; }

        public decimal Quantity { get; init; }

        public DateOnly RequestedDelivery { get; init; }

        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public long Sequence { get; init; }

        public PublishedLine ToLine() => new(
            LineId,
            OrderId,
            LineNumber,
            Enum.Parse<OrderType>(Type),
            Enum.Parse<OrderAction>(Action),
            new SkuLocation(new Sku(Sku), new Location(Location)),
            Source,
            Cycle,
            Revision,
            Quantity,
            RequestedDelivery,
            RunId,
            AsOf,
            Sequence);
    }
}
