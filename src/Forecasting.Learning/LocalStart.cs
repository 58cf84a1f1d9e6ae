namespace Forecasting.Learning;

/// <summary>What simple rules say of one series on its own, weighted by how each did on this very series before: the point that the
/// learnt model departs from.</summary>
/// <remarks>Without it a series that walks at random and one that swings around a mean would have to share one answer to "where does it
/// go from here". Errors are counted half a horizon ahead. Bates and Granger, Operational Research Quarterly 20 (1969), 451–468.</remarks>
internal sealed class LocalStart
{
    /// <summary>Rules that say something of a bucket to come.</summary>
    public const int Rules = 9;

    private const int LeastErrors = 4;
    private const double Sharpness = 4;

    private readonly PastDemand past;
    private readonly FeaturePlan plan;
    private readonly double[] quick;
    private readonly double[] slow;
    private readonly double[] errors;
    private readonly int[] counts;
    private readonly double[] own;
    private readonly int[] ownCounts;

    /// <summary>Counts the errors of every rule along a history.</summary>
    public LocalStart(PastDemand past, FeaturePlan plan)
    {
        this.past = past;
        this.plan = plan;
        var length = past.Values.Length;
        quick = Smoothed(0.4);
        slow = Smoothed(0.1);
        errors = new double[(length + 1) * Rules];
        counts = new int[(length + 1) * Rules];
        own = new double[length + 1];
        ownCounts = new int[length + 1];
        var ahead = (plan.Horizon + 1) / 2;
        Span<double> weights = stackalloc double[Rules];
        for (var t = 0; t < length; t++)
        {
            var seen = t + 1 - ahead;
            var value = past.Values[t];
            var isScored = seen >= 1 && !double.IsNaN(value);
            for (var rule = 0; rule < Rules; rule++)
            {
                var error = isScored ? Loss(Rule(rule, seen, ahead) - value) : double.NaN;
                var isKnown = !double.IsNaN(error);
                errors[(t + 1) * Rules + rule] = errors[t * Rules + rule] + (isKnown ? error : 0);
                counts[(t + 1) * Rules + rule] = counts[t * Rules + rule] + (isKnown ? 1 : 0);
            }

            var miss = double.NaN;
            if (isScored)
            {
                Weights(seen, weights);
                miss = Math.Abs(At(seen, ahead, weights) - value);
            }

            own[t + 1] = own[t] + (double.IsNaN(miss) ? 0 : miss);
            ownCounts[t + 1] = ownCounts[t] + (double.IsNaN(miss) ? 0 : 1);
        }
    }

    /// <summary>Buckets whose errors count.</summary>
    private int Memory => Math.Max(4 * plan.Season, 60);

    /// <summary>Mean |error| of the start in the last seasons; NaN where too few are known.</summary>
    /// <param name="seen">Buckets seen.</param>
    public double MeanError(int seen)
    {
        var from = Math.Max(0, seen - Memory);
        var count = ownCounts[seen] - ownCounts[from];
        return count < LeastErrors ? double.NaN : (own[seen] - own[from]) / count;
    }

    /// <summary>Weights of the rules at an origin, sum 1.</summary>
    public void Weights(int seen, Span<double> weights)
    {
        var from = Math.Max(0, seen - Memory);
        var best = double.PositiveInfinity;
        for (var rule = 0; rule < Rules; rule++)
        {
            var count = counts[seen * Rules + rule] - counts[from * Rules + rule];
            var loss = count < LeastErrors
                ? double.NaN
                : Math.Max(0, errors[seen * Rules + rule] - errors[from * Rules + rule]) / count;
            weights[rule] = plan.Form == DemandForm.Counts ? Math.Sqrt(loss) : loss;
            best = weights[rule] < best ? weights[rule] : best;
        }

        var sum = 0.0;
        foreach (ref var weight in weights)
        {
            weight = double.IsNaN(weight) ? 0 : best > 0 ? Math.Pow(weight / best, -Sharpness) : weight > 0 ? 0 : 1;
            sum += weight;
        }

        if (sum > 0)
        {
            foreach (ref var weight in weights)
                weight /= sum;
            return;
        }

        weights.Fill(1.0 / Rules);
    }

    /// <summary>The start of a bucket: the weighted mean of the rules that know of it; NaN without one.</summary>
    public double At(int seen, int step, ReadOnlySpan<double> weights)
    {
        double sum = 0, total = 0;
        for (var rule = 0; rule < Rules; rule++)
        {
            if (weights[rule] < 1e-6)
                continue;
            var value = Rule(rule, seen, step);
            if (double.IsNaN(value))
                continue;
            sum += weights[rule] * value;
            total += weights[rule];
        }

        return total > 0 ? sum / total : double.NaN;
    }

    /// <summary>What one rule says of a bucket; NaN where it knows nothing.</summary>
    public double Rule(int rule, int seen, int step)
    {
        var season = plan.Season;
        var same = seen + step - 1 - season * ((step + season - 1) / season);
        var window = plan.Windows[0];
        switch (rule)
        {
            case 0: return plan.Form == DemandForm.Counts ? past.Mean(past.FirstSale, seen) : past.At(seen - 1);
            case 1: return quick[seen];
            case 2: return slow[seen];
            case 3: return past.Mean(seen - plan.Windows[2], seen);
            case 4: return season == 1 ? double.NaN : past.At(same);
            case 5:
                // As in the last season, moved by what has changed since.
                return season == 1
                    ? past.At(seen - 1) + step / 2.0 * (past.Mean(seen - window, seen) - past.Mean(seen - 3 * window, seen - window)) / window
                    : past.At(same) + past.Mean(seen - window, seen) - past.Mean(seen - season - window, seen - season);
            case 6: return season == 1 ? double.NaN : MeanOfPhase(same, season) + past.Mean(seen - season, seen) - past.Mean(seen - 4 * season, seen);
            default:
                var longer = plan.LongSeason;
                if (longer == 0)
                    return double.NaN;
                var then = seen + step - 1 - longer * ((step + longer - 1) / longer);
                return rule == 7
                    ? past.At(then) + past.Mean(seen - season, seen) - past.Mean(seen - longer - season, seen - longer)
                    : MeanOfPhase(then, longer) + past.Mean(seen - longer, seen) - past.Mean(seen - 4 * longer, seen);
        }
    }

    private double Loss(double error) => plan.Form == DemandForm.Counts ? error * error : Math.Abs(error);

    private double MeanOfPhase(int same, int season)
    {
        var sum = 0.0;
        var count = 0;
        for (var back = 0; back < 4 && same - back * season >= 0; back++)
        {
            var value = past.Values[same - back * season];
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }

        return sum / count;
    }

    private double[] Smoothed(double constant)
    {
        var levels = new double[past.Values.Length + 1];
        levels[0] = double.NaN;
        var seen = 0;
        for (var t = 0; t < past.Values.Length; t++)
        {
            var value = past.Values[t];
            levels[t + 1] = levels[t];
            if (double.IsNaN(value) || t < past.FirstSale)
                continue;
            // The first values are averaged, so that the level does not hang on the first of them.
            levels[t + 1] = seen++ == 0 ? value : levels[t] + Math.Max(constant, 1.0 / seen) * (value - levels[t]);
        }

        return levels;
    }
}
