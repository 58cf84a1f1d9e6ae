using System.Globalization;

namespace Forecasting.Storage.Runs;

/// <summary>The stages of a run, in order.</summary>
public enum RunStage
{
    /// <summary>Files into the database.</summary>
    Read,

    /// <summary>The gate.</summary>
    Check,

    /// <summary>Forecasts that nodes share.</summary>
    Forecast,

    /// <summary>Forecasts and orders.</summary>
    Plan,

    /// <summary>Files out.</summary>
    Publish,
}

/// <summary>One shard of a stage in the ledger.</summary>
/// <param name="Number">From 0.</param>
/// <param name="IsDone">True when it is complete.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Worker">Who began it last; empty while nobody did.</param>
/// <param name="StartedAt">When it was begun last, UTC.</param>
/// <param name="FinishedAt">When it was completed, UTC.</param>
/// <param name="Rows">What it handled: SKU-locations, files; null while it is not complete.</param>
public sealed record ShardProgress(
    int Number, bool IsDone, int Attempts, string Worker, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long? Rows);

/// <summary>A shard that this process works on.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Number">The shard, from 0.</param>
/// <param name="Lease">The right to it; what the work writes, it writes through this.</param>
public sealed record ClaimedShard(string RunId, RunStage Stage, int Number, RunLease Lease);

/// <summary>How the work on a run is shared: each stage has shards, and each shard one worker at a time.</summary>
/// <param name="database">Where the ledger is kept.</param>
/// <param name="leases">Who works on what.</param>
public sealed class RunStages(ForecastingDatabase database, RunLeases leases)
{
    /// <summary>Opens a stage; nothing happens when it is open or done already.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="shards">Number of shards, ≥ 1; the same whoever opens it.</param>
    /// <exception cref="DatabaseException">It was opened with another number of shards, or the database cannot be written.</exception>
    public void Open(string runId, RunStage stage, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        database.InTransaction(() =>
        {
            if (Find(runId, stage) is { } open)
            {
                if (open.ShardCount != shards)
                {
                    throw new DatabaseException(string.Create(
                        CultureInfo.InvariantCulture, $"Stage {stage} of run {runId} has {open.ShardCount} shards, not {shards}: all workers must share it alike."));
                }

                return;
            }

            database.Execute("Stages/InsertStage", new { run_id = runId, stage = stage.ToString(), shard_count = shards, started_at = StoredTime.Of(leases.Now) });
            for (var i = 0; i < shards; i++)
                database.Execute("Stages/InsertShard", new { run_id = runId, stage = stage.ToString(), shard_no = i });
        });
    }

    /// <summary>Takes the next shard that is open, or whose worker is gone.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="stage">The stage; opened.</param>
    /// <param name="duration">How long the lease lasts without renewal; null = <see cref="RunLeases.DefaultDuration"/>.</param>
    /// <returns>Null when every shard is done or in somebody's hands.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public ClaimedShard? ClaimNext(string runId, RunStage stage, TimeSpan? duration = null)
    {
        var held = leases.Held(runId);
        foreach (var shard in Rows(runId, stage).Where(s => s.State != nameof(ShardState.Done)))
        {
            var name = RunLeases.OfShard(runId, stage, shard.ShardNumber);
            if (held.Contains(name))
                continue;
            ClaimedShard? claimed = null;
            database.InTransaction(() =>
            {
                claimed = null;
                if (leases.TryAcquireFromOthers(name, runId, duration) is not { } lease)
                    return;
                var claim = new
                {
                    run_id = runId,
                    stage = stage.ToString(),
                    shard_no = shard.ShardNumber,
                    token = lease.Token,
                    worker = leases.Owner,
                    started_at = StoredTime.Of(leases.Now),
                };
                if (database.Execute("Stages/ClaimShard", claim) == 1)
                    claimed = new ClaimedShard(runId, stage, shard.ShardNumber, lease);
                else
                    lease.Release(); // somebody finished it between the two looks
            });
            if (claimed is not null)
                return claimed;
        }

        return null;
    }

    /// <summary>Completes a shard together with the work that it is: all of it or nothing.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="rows">What it handled.</param>
    /// <param name="work">Writes its results; null = they are written already, through its lease.</param>
    /// <returns>True for the one that completed the stage: exactly one worker is told so.</returns>
    /// <exception cref="LeaseLostException">Somebody took the shard over; nothing was written.</exception>
    /// <remarks>Completing it a second time changes nothing and returns false.</remarks>
    public bool Complete(ClaimedShard shard, long rows, Action? work = null)
    {
        ArgumentNullException.ThrowIfNull(shard);
        var isLast = false;
        database.InTransaction(() =>
        {
            isLast = false;
            var time = leases.Now;
            shard.Lease.Check(time);
            var about = new
            {
                run_id = shard.RunId,
                stage = shard.Stage.ToString(),
                shard_no = shard.Number,
                token = shard.Lease.Token,
                finished_at = StoredTime.Of(time),
                row_count = rows,
            };
            if (database.Execute("Stages/CompleteShard", about) != 1)
                return;
            work?.Invoke();
            shard.Lease.Release(time);
            var stage = new { about.run_id, about.stage, about.finished_at };
            database.Execute("Stages/CountDone", new { stage.run_id, stage.stage });
            isLast = database.Execute("Stages/FinishStage", stage) == 1;
        });
        return isLast;
    }

    /// <summary>True when every shard of a stage is done; false also when it was never opened.</summary>
    public bool IsDone(string runId, RunStage stage) => Find(runId, stage) is { } open && open.ShardsDone == open.ShardCount;

    /// <summary>The shards of a stage, by number; empty when it was never opened.</summary>
    public IReadOnlyList<ShardProgress> Shards(string runId, RunStage stage) => [.. Rows(runId, stage).Select(s => new ShardProgress(
        s.ShardNumber,
        s.State == nameof(ShardState.Done),
        s.Attempts,
        s.Worker,
        s.StartedAt is { } start ? StoredTime.Utc(start) : null,
        s.FinishedAt is { } end ? StoredTime.Utc(end) : null,
        s.RowsDone))];

    /// <summary>Lets a stage be done once more, as when a run is planned again; nothing happens when it was never opened.</summary>
    public void Reopen(string runId, RunStage stage) => database.InTransaction(() =>
    {
        database.Execute("Stages/Reopen", new { run_id = runId, stage = stage.ToString() });
        database.Execute("Stages/ReopenStage", new { run_id = runId, stage = stage.ToString(), started_at = StoredTime.Of(leases.Now) });
    });

    /// <summary>Forgets a stage: nobody works on it any more.</summary>
    internal void Drop(string runId, RunStage stage)
    {
        database.Execute("Stages/DeleteShards", new { run_id = runId, stage = stage.ToString() });
        database.Execute("Stages/Delete", new { run_id = runId, stage = stage.ToString() });
    }

    private StageRow? Find(string runId, RunStage stage) =>
        database.Query<StageRow>("Stages/Find", new { run_id = runId }).SingleOrDefault(s => s.Stage == stage.ToString());

    private IReadOnlyList<ShardRow> Rows(string runId, RunStage stage) =>
        database.Query<ShardRow>("Stages/ReadShards", new { run_id = runId, stage = stage.ToString() });

    private enum ShardState
    {
        Open,
        Claimed,
        Done,
    }

    private sealed record StageRow
    {
        public string Stage { get; init; } = "";

        public int ShardCount { get; init; }

        public int ShardsDone { get; init; }
    }

    private sealed record ShardRow
    {
        public int ShardNumber { get; init; }

        public string State { get; init; } = "";

        public int Attempts { get; init; }

        public string Worker { get; init; } = "";

        public DateTime? StartedAt { get; init; }

        public DateTime? FinishedAt { get; init; }

        public long? RowsDone { get; init; }
    }
}
