namespace Forecasting.Storage.Runs;

/// <summary>What one shard is asked, ready to be kept.</summary>
/// <param name="Hash">SHA-256 of the question: whether two are the same.</param>
/// <param name="Packed">The question.</param>
public sealed record ShardQuestion(string Hash, byte[] Packed);

/// <summary>Questions that a run asks of all nodes, and their answers, shard by shard.</summary>
/// <remarks>An answer stands as long as the question is the same: who makes a run again after a node died goes on where that one stopped.</remarks>
/// <param name="database">Where they are kept.</param>
/// <param name="stages">Who works on which shard.</param>
/// <param name="stage">The stage that is shared.</param>
public sealed class ShardWork(ForecastingDatabase database, RunStages stages, RunStage stage)
{
    private readonly string stageName = stage.ToString();

    /// <summary>Puts the questions of a run, one a shard; nothing happens when the same ones stand there already.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="build">Build of the program that asks: only the same one may answer.</param>
    /// <param name="questions">One a shard.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Ask(string runId, string build, IReadOnlyList<ShardQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        database.InTransaction(() =>
        {
            var asked = database.Query<HashRow>("Shards/ReadHashes", new { run_id = runId, stage = stageName });
            if (asked.Select(a => (a.Build, a.QuestionHash)).SequenceEqual(questions.Select(q => (build, q.Hash))))
                return;
            Forget(runId);
            for (var i = 0; i < questions.Count; i++)
            {
                database.Execute("Shards/Insert", new
                {
                    run_id = runId,
                    stage = stageName,
                    shard_no = i,
                    build,
                    question_hash = questions[i].Hash,
                    question = questions[i].Packed,
                });
            }

            stages.Open(runId, stage, questions.Count);
        });
    }

    /// <summary>Runs that are being made and wait for answers of this build, by name.</summary>
    /// <param name="build">The build.</param>
    public IReadOnlyList<string> OpenRuns(string build) => database.Query<string>("Shards/ReadOpenRuns", new { stage = stageName, build });

    /// <summary>What a shard is asked; null when the run needs it no more.</summary>
    public byte[]? Question(string runId, int shard) => Bytes("Shards/ReadQuestion", runId, shard);

    /// <summary>Keeps the answer of a shard and completes it, both or neither.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="rows">SKU-locations that it answers for.</param>
    /// <param name="answer">The answer, packed.</param>
    /// <exception cref="LeaseLostException">Somebody took the shard over; nothing was written.</exception>
    public void Answer(ClaimedShard shard, long rows, byte[] answer)
    {
        ArgumentNullException.ThrowIfNull(shard);
        stages.Complete(shard, rows, () => database.Execute("Shards/Answer", new { run_id = shard.RunId, stage = stageName, shard_no = shard.Number, answer }));
    }

    /// <summary>The answer of a shard that is done.</summary>
    /// <exception cref="DatabaseException">It is not there.</exception>
    public byte[] Answered(string runId, int shard) =>
        Bytes("Shards/ReadAnswer", runId, shard)
        ?? throw new DatabaseException(FormattableString.Invariant($"Shard {shard} of run {runId} has no answer. Run it again."));

    /// <summary>Forgets questions, answers and shards of a run: nobody works on them any more.</summary>
    /// <param name="runId">The run.</param>
    public void Forget(string runId) => database.InTransaction(() =>
    {
        database.Execute("Shards/Delete", new { run_id = runId, stage = stageName });
        stages.Drop(runId, stage);
    });

    /// <summary>Forgets questions and answers of a run; how its shards went stays on record.</summary>
    /// <param name="runId">The run.</param>
    public void ForgetAnswers(string runId) => database.Execute("Shards/Delete", new { run_id = runId, stage = stageName });

    /// <summary>Forgets questions and answers of runs that are not being made, and old leases of shards.</summary>
    /// <param name="before">Leases that ended before are forgotten, UTC: nobody who had one is still alive.</param>
    public void ForgetEnded(DateTimeOffset before) => database.InTransaction(() =>
    {
        database.Execute("Shards/DeleteEnded");
        database.Execute("Leases/DeleteOld", new { prefix = RunLeases.ShardPrefix + "%", now = StoredTime.Of(before) });
    });

    private byte[]? Bytes(string name, string runId, int shard) => database.Read(name, new { run_id = runId, stage = stageName, shard_no = shard }, reader =>
    {
        if (!reader.Read() || reader.IsDBNull(0))
            return null;
        using var stream = reader.GetStream(0);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    });

    private sealed record HashRow
    {
        public int ShardNumber { get; init; }

        public string Build { get; init; } = "";

        public string QuestionHash { get; init; } = "";
    }
}
