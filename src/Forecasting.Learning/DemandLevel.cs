namespace Forecasting.Learning;

/// <summary>What makes one series comparable with all others at one origin.</summary>
/// <param name="Centre">Taken off first; 0 for counts.</param>
/// <param name="Spread">Divided by then; above 0.</param>
internal readonly record struct DemandLevel(double Centre, double Spread)
{
    /// <summary>Seen from this level.</summary>
    public double Relative(double value) => (value - Centre) / Spread;

    /// <summary>Back from this level.</summary>
    public double Absolute(double relative) => Centre + relative * Spread;

    /// <summary>The level at an origin; false where nothing can be learnt: no sale so far, or never a change.</summary>
    /// <param name="past">The series.</param>
    /// <param name="start">Its simple rules.</param>
    /// <param name="seen">Buckets seen, ≥ 1.</param>
    /// <param name="plan">Form, season and windows.</param>
    /// <param name="level">The level.</param>
    public static bool TryAt(PastDemand past, LocalStart start, int seen, FeaturePlan plan, out DemandLevel level)
    {
        level = default;
        if (plan.Form == DemandForm.Counts)
        {
            if (past.FirstSale >= seen)
                return false;
            // Half of what it sells now, half of what it has sold since it is there: a silent item is not divided by nothing.
            var overall = past.Mean(past.FirstSale, seen);
            var recent = past.Mean(Math.Max(past.FirstSale, seen - plan.LevelWindow), seen);
            level = new DemandLevel(0, double.IsNaN(recent) ? overall : (overall + recent) / 2);
            return level.Spread > 0;
        }

        var centre = past.Mean(seen - plan.Season, seen);
        if (double.IsNaN(centre))
            centre = past.Mean(0, seen);
        var spread = start.MeanError(seen);
        if (!(spread > 0))
            spread = MeanChange(past, seen, plan.Season);
        if (!(spread > 0))
            spread = MeanChange(past, seen, 1);
        level = new DemandLevel(centre, spread);
        return spread > 0 && double.IsFinite(centre);
    }

    /// <summary>Mean |change| over <paramref name="lag"/> buckets in the last seasons; NaN without a pair.</summary>
    private static double MeanChange(PastDemand past, int seen, int lag)
    {
        var sum = 0.0;
        var count = 0;
        for (var t = seen - 1; t >= lag && count < Math.Max(4 * lag, 60); t--)
        {
            var change = Math.Abs(past.Values[t] - past.Values[t - lag]);
            if (double.IsNaN(change))
                continue;
            sum += change;
            count++;
        }

        return sum / count;
    }
}
