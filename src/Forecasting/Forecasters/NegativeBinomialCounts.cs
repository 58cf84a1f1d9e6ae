using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Demand counted in pieces: a negative binomial whose mean follows what was sold, with the quantiles of that distribution.</summary>
/// <remarks>The undamped dynamic mean of Snyder, Ord and Beaumont, Forecasting the intermittent demand for slow-moving inventories: a modelling
/// approach, International Journal of Forecasting 28 (2012), 485–496. The smoothing constant is the one with the largest quasi-likelihood of
/// counts before each origin (McCullagh, Nelder, Generalized Linear Models, 2nd ed., section 9.2). Unobserved buckets change nothing.</remarks>
public sealed class NegativeBinomialCounts : IForecaster
{
    // 0 is the mean of all that was seen; larger ones chase single sales.
    private static readonly double[] Constants = [0, 0.02, 0.05, 0.1, 0.2, 0.3];

    /// <summary>A mean below this share of a piece is this: what never sold may still sell.</summary>
    private const double LeastMean = 1e-6;

    /// <inheritdoc/>
    public string Name => "negative_binomial";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);
        if (CountUnit.Of(task.History.AsSpan()) is not { } unit)
            return new Outcome<RollingForecast>.Skipped("Demand is not counted in whole pieces.");

        var levels = new double[task.Origins.Length];
        var scores = new double[levels.Length];
        Array.Fill(scores, double.PositiveInfinity);
        var (constant, excess) = (0.0, 0.0);
        foreach (var candidate in Constants)
        {
            if (Smooth(task, candidate, unit, levels, scores) is { } dispersion)
                (constant, excess) = (candidate, dispersion);
        }

        return FlatForecast.Of(task, levels, string.Create(CultureInfo.InvariantCulture, $"smoothing constant {constant}, variance {1 + excess:0.##} times the mean"))
            is Outcome<RollingForecast>.Done { Value: var flat }
            ? new Outcome<RollingForecast>.Done(flat with { Counts = new CountSpread(unit, Variances(levels[^1] / unit, excess, constant, task.Horizon)) })
            : throw new InvalidOperationException("A flat forecast is always given.");
    }

    /// <summary>One pass; keeps the mean at each origin where this constant scores best so far.</summary>
    /// <returns>Variance ÷ mean − 1 when it is the best at the last origin, else null.</returns>
    private static double? Smooth(ForecastTask task, double constant, double unit, double[] levels, double[] scores)
    {
        var mean = MeanOf(task.History.AsSpan(0, task.Origins[0])) / unit;
        double score = 0, squares = 0, sum = 0;
        int seen = 0, origin = 0;
        double? best = null;
        for (var t = 0; origin < levels.Length; t++)
        {
            for (; origin < levels.Length && task.Origins[origin] == t; origin++)
            {
                best = score < scores[origin] ? sum > 0 ? Math.Max(0, squares / sum - 1) : 0 : null;
                if (best is null)
                    continue;
                scores[origin] = score;
                levels[origin] = mean * unit;
            }

            if (origin == levels.Length || double.IsNaN(task.History[t]))
                continue;
            var count = task.History[t] / unit;
            var expected = Math.Max(mean, LeastMean);
            score += expected - count * Math.Log(expected);
            squares += (count - expected) * (count - expected);
            sum += expected;
            mean += Math.Max(constant, 1.0 / (task.Origins[0] + ++seen)) * (count - mean);
        }

        return best;
    }

    private static double MeanOf(ReadOnlySpan<double> seen)
    {
        double sum = 0, count = 0;
        foreach (var demand in seen)
        {
            if (double.IsNaN(demand))
                continue;
            sum += demand;
            count++;
        }

        return sum / count;
    }

    /// <summary>Variance of each bucket, pieces²: that of a count around the mean, and that of the mean as it moves on until then.</summary>
    private static ImmutableArray<double> Variances(double mean, double excess, double constant, int horizon)
    {
        var one = mean * (1 + excess);
        return [.. Enumerable.Range(0, horizon).Select(h => one * (1 + h * constant * constant))];
    }
}
