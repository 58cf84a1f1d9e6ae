using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Intermittent demand: the smoothed probability of a sale times the smoothed size of one.</summary>
/// <remarks>Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to inventory obsolescence, European Journal of
/// Operational Research 214 (2011), 606–615. Unlike Croston's method it lowers the forecast in every bucket without a sale, so a dead
/// part fades out; and it is unbiased. The smoothing constants are those with the smallest squared one-step error before each origin.
/// Unobserved buckets change nothing.</remarks>
public sealed class TeunterSyntetosBabai : IForecaster
{
    // The range recommended for slow movers: constants above 0.3 chase single sales.
    private static readonly double[] ProbabilityConstants = [0.02, 0.05, 0.1, 0.2, 0.3];
    private static readonly double[] SizeConstants = [0.05, 0.1, 0.2];

    /// <inheritdoc/>
    public string Name => "tsb";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var origins = task.Origins.Length;
        var levels = new double[origins];
        var errors = new double[origins];
        Array.Fill(errors, double.PositiveInfinity);
        var constants = (Probability: 0.0, Size: 0.0);
        foreach (var probability in ProbabilityConstants)
        {
            foreach (var size in SizeConstants)
            {
                if (Smooth(task, probability, size, levels, errors))
                    constants = (probability, size);
            }
        }

        return FlatForecast.Of(task, levels, string.Create(CultureInfo.InvariantCulture, $"probability constant {constants.Probability}, size constant {constants.Size}"));
    }

    /// <summary>One pass; keeps the level at each origin where these constants have the smallest error so far.</summary>
    /// <returns>True when they are the best at the last origin.</returns>
    private static bool Smooth(ForecastTask task, double probabilityConstant, double sizeConstant, double[] levels, double[] errors)
    {
        var (probability, size) = Start(task.History.AsSpan(0, task.Origins[0]));
        var error = 0.0;
        var origin = 0;
        var best = false;
        for (var t = 0; origin < levels.Length; t++)
        {
            while (origin < levels.Length && task.Origins[origin] == t)
            {
                best = error < errors[origin];
                if (best)
                {
                    errors[origin] = error;
                    levels[origin] = probability * size;
                }

                origin++;
            }

            if (origin == levels.Length || double.IsNaN(task.History[t]))
                continue;
            var demand = task.History[t];
            error += (demand - probability * size) * (demand - probability * size);
            probability += probabilityConstant * ((demand != 0 ? 1 : 0) - probability);
            if (demand != 0)
                size = size == 0 ? demand : size + sizeConstant * (demand - size);
        }

        return best;
    }

    /// <summary>Share and mean size of the sales before the first origin.</summary>
    private static (double Probability, double Size) Start(ReadOnlySpan<double> seen)
    {
        double observed = 0, sales = 0, sum = 0;
        foreach (var demand in seen)
        {
            if (double.IsNaN(demand))
                continue;
            observed++;
            sum += demand;
            sales += demand != 0 ? 1 : 0;
        }

        return sales == 0 ? (0, 0) : (sales / observed, sum / sales);
    }
}
