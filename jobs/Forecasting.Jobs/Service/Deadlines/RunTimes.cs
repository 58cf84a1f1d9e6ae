using System.Collections.Immutable;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>How long a run takes, from how long the newest ones took.</summary>
/// <remarks>High is the nearest-rank 0.9 quantile: the smallest time that nine in ten runs did not exceed; of fewer than ten runs, the longest.
/// The sum of the stages' high times is more than that of the whole, so a forecast in the middle of a run errs to the safe side.</remarks>
internal sealed class RunTimes
{
    /// <summary>Runs that are looked at.</summary>
    public const int Most = 20;

    private const double HighShare = 0.9;

    // Less of a stage than this says little about the rest of it.
    private const double ShareThatTells = 0.1;

    private readonly ImmutableArray<(string Stage, TimeSpan High)> stages;

    /// <summary>From history.</summary>
    /// <param name="runs">The stages of earlier runs, the newest run first.</param>
    /// <param name="assumed">What is assumed while there is no history.</param>
    public RunTimes(ImmutableArray<ImmutableArray<StageTime>> runs, TimeSpan assumed)
    {
        Count = runs.Length;
        var totals = runs.Select(r => r.Sum(s => s.Seconds)).Order().ToList();
        Typical = totals is [] ? assumed : TimeSpan.FromSeconds(totals.Count % 2 == 1 ? totals[totals.Count / 2] : (totals[totals.Count / 2 - 1] + totals[totals.Count / 2]) / 2);
        High = totals is [] ? assumed : TimeSpan.FromSeconds(NearestRank(totals));
        stages = runs.IsEmpty
            ? []
            : [.. runs[0].Select(s => (s.Stage, TimeSpan.FromSeconds(NearestRank([.. runs.SelectMany(r => r).Where(o => o.Stage == s.Stage).Select(o => o.Seconds).Order()]))))];
    }

    /// <summary>Runs that it is known from; 0 = it is assumed.</summary>
    public int Count { get; }

    /// <summary>Median of a whole run.</summary>
    public TimeSpan Typical { get; }

    /// <summary>What nine in ten whole runs do not exceed.</summary>
    public TimeSpan High { get; }

    /// <summary>How long a run that is being made will still take: what remains of its stage by the share that is done, and the high time of each stage to come.</summary>
    public TimeSpan Remaining(LiveProgress live)
    {
        var elapsed = TimeSpan.FromSeconds(live.Stages.Sum(s => s.Seconds));
        if (stages.IsEmpty || live.Stages.IsEmpty)
            return Least(High - elapsed);
        var now = live.Stages[^1];
        var share = live.Total > 1 ? Math.Clamp(live.Done / live.Total, 0, 1) : 0;
        var high = stages.FirstOrDefault(s => s.Stage == now.Name).High;
        var rest = share >= ShareThatTells
            ? TimeSpan.FromSeconds(now.Seconds * (1 - share) / share)
            : Least(high - TimeSpan.FromSeconds(now.Seconds));
        var toCome = stages.SkipWhile(s => s.Stage != now.Name).Skip(1).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.High);
        return rest + toCome;
    }

    private static TimeSpan Least(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static double NearestRank(List<double> sorted) => sorted[(int)Math.Ceiling(HighShare * sorted.Count) - 1];
}
