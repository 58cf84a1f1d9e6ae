using Forecasting.Forecasters;

namespace Forecasting.Learning;

/// <summary>The features of one series: what is known at an origin of one bucket after it.</summary>
/// <param name="series">The series.</param>
/// <param name="past">Its history.</param>
/// <param name="start">Its simple rules.</param>
/// <param name="plan">Where features stand.</param>
internal sealed class Features(GlobalSeries series, PastDemand past, LocalStart start, FeaturePlan plan)
{
    private readonly double[] weights = new double[LocalStart.Rules];

    private static readonly double[] Smoothings = [0.1, 0.3];

    /// <summary>Fills what is known of the origin.</summary>
    /// <param name="seen">Buckets seen.</param>
    /// <param name="level">Level at the origin.</param>
    /// <param name="row">A whole row.</param>
    public void WriteOrigin(int seen, DemandLevel level, Span<float> row)
    {
        var column = 0;
        for (var lag = 1; lag <= 4; lag++)
            row[column++] = (float)level.Relative(past.At(seen - lag));
        foreach (var window in plan.Windows)
        {
            row[column++] = (float)level.Relative(past.Mean(seen - window, seen));
            row[column++] = (float)(past.Deviation(seen - window, seen) / level.Spread);
            row[column++] = (float)past.ShareOfZeros(seen - window, seen);
        }

        foreach (var window in (ReadOnlySpan<int>)[plan.Windows[0], plan.Windows[2]])
            row[column++] = (float)((past.Mean(seen - window, seen) - past.Mean(seen - 2 * window, seen - window)) / level.Spread);
        foreach (var smoothing in Smoothings)
            row[column++] = (float)level.Relative(Smoothed(seen, smoothing));
        row[column++] = SinceSale(seen);
        row[column++] = (float)past.ShareOfZeros(past.FirstSale, seen);
        row[column++] = (float)Math.Log(1 + seen - Math.Min(seen, past.FirstSale));
        row[column++] = plan.Form == DemandForm.Positive ? 0 : Size(level.Spread, past.Exponent);
        row[column++] = (float)level.Relative(past.Mean(past.FirstSale, seen));
        start.Weights(seen, weights);
        foreach (var weight in weights)
            row[column++] = (float)weight;
    }

    /// <summary>Fills what is known of a bucket to forecast.</summary>
    /// <param name="seen">Buckets seen.</param>
    /// <param name="step">1 = the first bucket after them.</param>
    /// <param name="level">Level at the origin.</param>
    /// <param name="row">A whole row.</param>
    public void WriteTarget(int seen, int step, DemandLevel level, Span<float> row)
    {
        var season = plan.Season;
        var column = plan.OriginColumns;
        var same = seen + step - 1 - season * ((step + season - 1) / season);
        row[column++] = step;
        for (var back = 0; back < 3; back++)
            row[column++] = (float)level.Relative(past.At(same - back * season));
        row[column++] = (float)level.Relative(MeanOfPhase(same, season <= 7 ? 8 : 4));
        row[column++] = (float)level.Relative((past.At(same - 1) + (same + 1 < seen ? past.At(same + 1) : double.NaN)) / 2);
        row[column++] = (float)((past.Mean(seen - plan.Windows[0], seen) - past.Mean(seen - season - plan.Windows[0], seen - season)) / level.Spread);
        var longer = plan.LongSeason;
        if (longer == 0)
        {
            row.Slice(column, 4).Fill(float.NaN);
        }
        else
        {
            var then = seen + step - 1 - longer * ((step + longer - 1) / longer);
            var half = season / 2;
            row[column++] = (float)level.Relative(past.At(then));
            row[column++] = (float)level.Relative(past.Mean(then - half, Math.Min(seen, then + half + 1)));
            row[column++] = (float)level.Relative(past.Mean(seen - longer - 4 * season, seen - longer));
            row[column] = (float)level.Relative(MeanOfLongPhase(then, longer));
        }

        var begun = start.At(seen, step, weights);
        row[plan.StartColumn] = (float)level.Relative(begun);
        for (var rule = 0; rule < LocalStart.Rules; rule++)
            row[plan.StartColumn + 1 + rule] = (float)((start.Rule(rule, seen, step) - begun) / level.Spread);
        WriteKnown(seen, step, row);
    }

    private void WriteKnown(int seen, int step, Span<float> row)
    {
        var column = plan.KnownFrom;
        foreach (var known in series.KnownAhead)
        {
            var first = known.Length - plan.Horizon - past.Values.Length;
            var value = At(known, first + seen + step - 1);
            var sum = 0.0;
            var count = 0;
            for (var t = seen - plan.LevelWindow; t < seen; t++)
            {
                var before = At(known, first + t);
                if (double.IsNaN(before) || t < 0)
                    continue;
                sum += before;
                count++;
            }

            row[column++] = (float)value;
            row[column++] = (float)(count == 0 || sum == 0 ? double.NaN : value / (sum / count));
        }

        foreach (var category in series.Categories)
            row[column++] = category;
    }

    private static double At(System.Collections.Immutable.ImmutableArray<double> known, int index) =>
        index >= 0 && index < known.Length ? known[index] : double.NaN;

    private double MeanOfPhase(int same, int seasons)
    {
        var sum = 0.0;
        var count = 0;
        for (var t = same; t >= 0 && count < seasons; t -= plan.Season)
        {
            if (double.IsNaN(past.Values[t]))
                continue;
            sum += past.Values[t];
            count++;
        }

        return sum / count;
    }

    private double MeanOfLongPhase(int then, int longer)
    {
        var sum = 0.0;
        var count = 0;
        for (var t = then; t >= 0 && count < 4; t -= longer)
        {
            if (double.IsNaN(past.Values[t]))
                continue;
            sum += past.Values[t];
            count++;
        }

        return sum / count;
    }

    /// <summary>Exponentially weighted mean of the last buckets, unobserved ones passed over.</summary>
    private double Smoothed(int seen, double smoothing)
    {
        double sum = 0, weights = 0, weight = 1;
        for (var t = seen - 1; t >= 0 && weight > 1e-3; t--, weight *= 1 - smoothing)
        {
            if (double.IsNaN(past.Values[t]))
                continue;
            sum += weight * past.Values[t];
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>Binary logarithm of a size in units, the same whatever power of two the history was divided by.</summary>
    private static float Size(double spread, int exponent)
    {
        var whole = Math.ILogB(spread);
        return (float)(Math.Log2(Math.ScaleB(spread, -whole)) + whole + exponent);
    }

    /// <summary>Buckets since the last one with a sale; 1 = the last bucket sold.</summary>
    private float SinceSale(int seen)
    {
        var t = seen - 1;
        while (t >= 0 && (double.IsNaN(past.Values[t]) || (past.Values[t] == 0 && !past.InLogs)))
            t--;
        return seen - t;
    }
}
