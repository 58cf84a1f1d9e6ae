using System.Collections.Immutable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>What is known when a deadline is judged.</summary>
internal sealed record DeadlineFacts
{
    /// <summary>Now, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Every run, the newest first.</summary>
    public required IReadOnlyList<LedgerRun> Runs { get; init; }

    /// <summary>What was asked of the service, the newest first.</summary>
    public IReadOnlyList<ServiceRequest> Requests { get; init; } = [];

    /// <summary>How long a run takes.</summary>
    public required RunTimes Times { get; init; }

    /// <summary>The run that this service makes now; null = none.</summary>
    public LiveProgress? Live { get; init; }

    /// <summary>When the timetable begins a run next, UTC; null when it does not, and somebody must.</summary>
    public DateTimeOffset? NextStart { get; init; }

    /// <summary>When the newest file of sales was written, UTC; null when that is not known.</summary>
    public DateTimeOffset? SalesChangedAt { get; init; }

    /// <summary>Files for partners.</summary>
    public IReadOnlyList<PartnerDelivery> Files { get; init; } = [];

    /// <summary>How long before a deadline its miss is told.</summary>
    public required TimeSpan Warning { get; init; }

    /// <summary>Published runs that count for a moment.</summary>
    public ImmutableArray<LedgerRun> PublishedFor(DeadlineMoment moment) =>
        [.. Runs.Where(r => r.State == RunState.Published && r.FinishedAt is not null && (r.FinishedAt > moment.Since || FoundPublished(r, moment) is not null))];

    /// <summary>When a run, asked for in time, was found to be published already since the deadline before; null when that was not so.</summary>
    public DateTimeOffset? FoundPublished(LedgerRun run, DeadlineMoment moment) => run.FinishedAt > moment.Before
        ? Requests.Where(q => q.Kind == RequestKind.Run && q.RunId == run.RunId && q.State is RequestState.Done or RequestState.Partial && q.FinishedAt > moment.Since)
            .Min(q => q.FinishedAt)
        : null;
}
