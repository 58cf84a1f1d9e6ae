namespace Forecasting.Accuracy;

/// <summary>Errors of two ways to forecast one series, from the origins that both have.</summary>
/// <param name="Horizon">Buckets forecast from each origin.</param>
/// <param name="Local">Common origins × horizon, forecast − actual; NaN where the actual is not known.</param>
/// <param name="Global">The same of the other.</param>
internal sealed record PairedErrors(int Horizon, double[] Local, double[] Global)
{
    /// <summary>Number of common origins.</summary>
    public int Origins => Local.Length / Horizon;

    /// <summary>Pairs two backtests; null without a common origin.</summary>
    /// <exception cref="ArgumentException">They differ in horizon.</exception>
    public static PairedErrors? Of(GlobalTrial trial)
    {
        var (local, other) = (trial.Local, trial.Global);
        if (local.Horizon != other.Horizon)
            throw new ArgumentException($"Series {trial.Key} was backtested over {local.Horizon} and over {other.Horizon} buckets.", nameof(trial));
        var first = new List<double>();
        var second = new List<double>();
        for (int i = 0, j = 0; i < local.Origins.Length && j < other.Origins.Length;)
        {
            if (local.Origins[i] == other.Origins[j])
            {
                first.AddRange(local.ErrorsFrom(i++));
                second.AddRange(other.ErrorsFrom(j++));
            }
            else if (local.Origins[i] < other.Origins[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return first.Count == 0 ? null : new PairedErrors(local.Horizon, [.. first], [.. second]);
    }

    /// <summary>As <see cref="Backtest.Loss"/>, of the two together, over the origins from <paramref name="from"/> to before
    /// <paramref name="to"/>; NaN without one.</summary>
    /// <param name="from">First origin, 0-based.</param>
    /// <param name="to">Origin after the last.</param>
    /// <param name="weight">Weight of the second, 0..1.</param>
    public double Loss(int from, int to, double weight)
    {
        var total = 0.0;
        var origins = 0;
        for (var origin = from; origin < to; origin++)
        {
            double sum = 0, squares = 0;
            var count = 0;
            for (var i = origin * Horizon; i < (origin + 1) * Horizon; i++)
            {
                var error = (1 - weight) * Local[i] + weight * Global[i];
                if (double.IsNaN(error))
                    continue;
                sum += error;
                squares += error * error;
                count++;
            }

            if (count == 0)
                continue;
            total += Math.Sqrt(squares / count) + Math.Abs(sum / count);
            origins++;
        }

        return total / origins;
    }
}
