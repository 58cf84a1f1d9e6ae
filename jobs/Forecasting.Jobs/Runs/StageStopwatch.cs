using System.Collections.Immutable;
using Forecasting.Reports.Files;

namespace Forecasting.Jobs.Runs;

/// <summary>How long each stage takes, from a clock that only goes forward.</summary>
internal sealed class StageStopwatch(TimeProvider clock, RunProgress progress)
{
    private readonly List<(string Stage, long Began)> stages = [];

    /// <summary>Ends the stage before and begins this one.</summary>
    public void Begin(string stage)
    {
        stages.Add((stage, clock.GetTimestamp()));
        progress.Report(stage, 0, 1);
    }

    /// <summary>Every stage so far; the last one up to now.</summary>
    public ImmutableArray<StageTiming> Timings()
    {
        var now = clock.GetTimestamp();
        return
        [
            .. stages.Select((s, i) => new StageTiming(
                s.Stage, clock.GetElapsedTime(s.Began, i + 1 < stages.Count ? stages[i + 1].Began : now))),
        ];
    }
}
