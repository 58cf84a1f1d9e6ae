using Forecasting.Forecasters;
using Forecasting.Statistics;

namespace Forecasting.Learning;

/// <summary>Rows to learn from: a repeatable sample of all (series, origin, step) whose bucket was observed before a cut-off.</summary>
/// <param name="Columns">Features of a row.</param>
/// <param name="Values">Rows × columns.</param>
/// <param name="Targets">What happened, seen from the level at the origin.</param>
internal sealed record TrainingRows(int Columns, float[] Values, float[] Targets)
{
    /// <summary>Steps taken from an origin, at least: what is known of it costs more than what is known of a step.</summary>
    private const double StepsOfOrigin = 4;

    /// <summary>Observed buckets behind an origin, at least.</summary>
    private const int LeastSeen = 3;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Makes the rows.</summary>
    /// <param name="series">In the order of the rows.</param>
    /// <param name="plan">Features.</param>
    /// <param name="cutOff">Buckets at the end of each series that nothing may be learnt from, ≥ 0.</param>
    /// <param name="settings">How many, and on how many threads.</param>
    /// <param name="cancellation">Stops between two series.</param>
    public static TrainingRows Of(
        IReadOnlyList<GlobalSeries> series, FeaturePlan plan, int cutOff, GlobalSettings settings, CancellationToken cancellation)
    {
        var pairs = 0L;
        foreach (var one in series)
            pairs += Pairs(one.Task.History.Length - cutOff, plan.Horizon);
        var share = pairs <= settings.TrainingRows ? 1 : settings.TrainingRows / (double)pairs;
        var stepShare = Math.Max(share, Math.Min(1, StepsOfOrigin / plan.Horizon));
        var sample = new Sample(share / stepShare, stepShare);

        var parts = new (List<float> Values, List<float> Targets)[series.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellation };
        Parallel.For(0, series.Count, options, i => parts[i] = RowsOf(series[i], plan, series[i].Task.History.Length - cutOff, sample));

        var count = parts.Sum(p => p.Targets.Count);
        var values = new float[(long)count * plan.Columns];
        var targets = new float[count];
        var row = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].Values.CopyTo(values, row * plan.Columns);
            parts[i].Targets.CopyTo(targets, row);
            row += parts[i].Targets.Count;
            parts[i] = default;
        }

        return new TrainingRows(plan.Columns, values, targets);
    }

    private static (List<float> Values, List<float> Targets) RowsOf(GlobalSeries series, FeaturePlan plan, int end, Sample sample)
    {
        var values = new List<float>();
        var targets = new List<float>();
        if (end <= LeastSeen)
            return (values, targets);
        var past = new PastDemand(series.Task.History.AsSpan(), plan.Form == DemandForm.Positive);
        var start = new LocalStart(past, plan);
        var features = new Features(series, past, start, plan);
        var row = new float[plan.Columns];
        var key = Fingerprint(series.Key);
        for (var seen = LeastSeen; seen < end; seen++)
        {
            var stream = new SplitMix64(key ^ (ulong)(series.Task.History.Length - seen));
            if (stream.NextUniform() > sample.OriginShare || past.Observed(0, seen) < LeastSeen
                || !DemandLevel.TryAt(past, start, seen, plan, out var level))
            {
                continue;
            }

            features.WriteOrigin(seen, level, row);
            for (var step = 1; step <= plan.Horizon && seen + step <= end; step++)
            {
                var target = level.Relative(past.Values[seen + step - 1]);
                if (stream.NextUniform() > sample.StepShare || double.IsNaN(target))
                    continue;
                features.WriteTarget(seen, step, level, row);
                if (!float.IsFinite(row[plan.StartColumn]))
                    continue;
                values.AddRange(row);
                targets.Add((float)target);
            }
        }

        return (values, targets);
    }

    private static long Pairs(int end, int horizon)
    {
        var origins = Math.Max(0L, end - LeastSeen);
        var whole = Math.Max(0, origins - horizon);
        var partial = origins - whole;
        return whole * horizon + partial * (partial + 1) / 2;
    }

    /// <summary>FNV-1a, 64 bits: <see cref="string.GetHashCode()"/> differs from run to run.</summary>
    private static ulong Fingerprint(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in key)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return hash;
    }

    private readonly record struct Sample(double OriginShare, double StepShare);
}
