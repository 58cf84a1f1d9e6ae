namespace Forecasting.Storage.Runs;

/// <summary>A run as the database keeps it.</summary>
internal sealed record RunRow
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

    public string TriggeredBy { get; init; } = "";

    public long? Supersedes { get; init; }

    public string? LinesHash { get; init; }

    public string? HoldReasons { get; init; }

    public LedgerRun ToRun() => new(
        RunId,
        AsOf,
        Scope,
        Enum.Parse<RunState>(State),
        StoredTime.Utc(StartedAt),
        FinishedAt is { } end ? StoredTime.Utc(end) : null,
        Sequence,
        Folder,
        Outcome)
    {
        TriggeredBy = TriggeredBy,
        Supersedes = Supersedes,
        LinesHash = LinesHash ?? "",
        HoldReasons = HoldReasons ?? "",
    };
}
