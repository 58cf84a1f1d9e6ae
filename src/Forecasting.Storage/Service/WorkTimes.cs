using System.Collections.Immutable;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>How long a stage of a run took.</summary>
/// <param name="Stage">read, check, plan, publish.</param>
/// <param name="Seconds">Seconds, ≥ 0.</param>
public sealed record StageTime(string Stage, double Seconds);

/// <summary>How long the stages of earlier runs took.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class WorkTimes(ForecastingDatabase database)
{
    /// <summary>Keeps the stages of a run that published, in order.</summary>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Keep(string requestId, IReadOnlyList<StageTime> stages, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(stages);
        database.InTransaction(() =>
        {
            for (var i = 0; i < stages.Count; i++)
            {
                database.Execute("Requests/InsertStage", new
                {
                    request_id = requestId,
                    stage_no = i,
                    stage = stages[i].Stage,
                    seconds = stages[i].Seconds,
                    ended_at = StoredTime.Of(at),
                });
            }
        });
    }

    /// <summary>The stages of the newest runs, the newest run first.</summary>
    /// <param name="most">How many runs at most, 1..20.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<ImmutableArray<StageTime>> Newest(int most) =>
    [
        .. database.Query<StageRow>("Requests/ReadStages").GroupBy(r => r.RequestId, StringComparer.Ordinal).Take(most)
            .Select(g => g.Select(r => new StageTime(r.Stage, r.Seconds)).ToImmutableArray()),
    ];

    private sealed record StageRow
    {
        public string RequestId { get; init; } = "";

        public int Number { get; init; }

        public string Stage { get; init; } = "";

        public double Seconds { get; init; }
    }
}
