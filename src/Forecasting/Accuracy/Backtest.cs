using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Accuracy;

/// <summary>What a model forecast from past origins, beside what happened.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Horizon">Buckets forecast from each origin.</param>
/// <param name="Origins">Buckets seen at each past origin, ascending; empty when the history is too short.</param>
/// <param name="Forecasts">Origins × horizon, row by row.</param>
/// <param name="Errors">Forecast − actual, positive = too much; same shape; NaN where the actual is not known.</param>
public sealed record Backtest(
    string Model, int Horizon, ImmutableArray<int> Origins, ImmutableArray<double> Forecasts, ImmutableArray<double> Errors)
{
    /// <summary>Cumulative errors need this share of their buckets observed; what is missing is taken to be as the rest.</summary>
    private const double ShareObserved = 2.0 / 3;

    /// <summary>Scores the past origins of a forecast; origins without a forecast, or without one observed bucket after them, are left
    /// out.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="task">What was asked.</param>
    /// <param name="forecast">The answer.</param>
    public static Backtest Of(string model, ForecastTask task, RollingForecast forecast)
    {
        var origins = ImmutableArray.CreateBuilder<int>();
        var forecasts = ImmutableArray.CreateBuilder<double>();
        var errors = ImmutableArray.CreateBuilder<double>();
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = task.Origins[origin];
            if (double.IsNaN(forecast.Row(origin)[0]))
                continue;
            if (!task.History.AsSpan(seen, Math.Min(task.Horizon, task.History.Length - seen)).ContainsAnyExcept(double.NaN))
                continue;
            origins.Add(seen);
            forecasts.AddRange(forecast.Row(origin));
            for (var h = 0; h < task.Horizon; h++)
                errors.Add(seen + h < task.History.Length ? forecast.Row(origin)[h] - task.History[seen + h] : double.NaN);
        }

        return new Backtest(model, task.Horizon, origins.ToImmutable(), forecasts.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>How many horizons, end to end, the origins span: what they tell apart, since overlapping horizons share their errors. 0 without one.</summary>
    public double HorizonsSpanned => Origins.IsEmpty ? 0 : 1 + (double)(Origins[^1] - Origins[0]) / Horizon;

    /// <summary>Errors of origin number <paramref name="origin"/> (0-based), forecast − actual; NaN where not known.</summary>
    public ReadOnlySpan<double> ErrorsFrom(int origin) => Errors.AsSpan().Slice(origin * Horizon, Horizon);

    /// <summary>Errors of the demand summed over the first buckets of the horizon: the error of lead-time demand.</summary>
    /// <param name="buckets">1..<see cref="Horizon"/>.</param>
    /// <returns>Forecast − actual in units, one for each origin with at least two thirds of these buckets observed (scaled up to all of
    /// them).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="buckets"/> is out of its range.</exception>
    public ImmutableArray<double> CumulativeErrors(int buckets)
    {
        if (buckets < 1 || buckets > Horizon)
            throw new ArgumentOutOfRangeException(nameof(buckets), buckets, $"must be in 1..{Horizon}.");

        var sums = ImmutableArray.CreateBuilder<double>(Origins.Length);
        for (var origin = 0; origin < Origins.Length; origin++)
        {
            var (sum, count) = SumObserved(ErrorsFrom(origin)[..buckets]);
            if (count >= ShareObserved * buckets)
                sums.Add(sum * buckets / count);
        }

        return sums.ToImmutable();
    }

    /// <summary>Mean over origins of <see cref="LossFrom"/>, units per bucket.</summary>
    /// <remarks>The first half rewards a forecast that is right bucket by bucket, the second one that is right in total, which is what
    /// stock must cover. NaN without an origin.</remarks>
    public double Loss()
    {
        var total = 0.0;
        for (var origin = 0; origin < Origins.Length; origin++)
            total += LossFrom(origin);
        return total / Origins.Length;
    }

    /// <summary>The same over those of its origins that another backtest has too, so that both are judged by the same days.</summary>
    /// <param name="origins">Origins of the other, ascending.</param>
    /// <remarks>NaN without a common origin.</remarks>
    public double LossAt(ImmutableArray<int> origins)
    {
        var (total, count) = (0.0, 0);
        for (var origin = 0; origin < Origins.Length; origin++)
        {
            if (origins.BinarySearch(Origins[origin]) < 0)
                continue;
            total += LossFrom(origin);
            count++;
        }

        return total / count;
    }

    /// <summary>The loss at one origin: root mean squared error over the horizon plus the absolute mean error over it, units per bucket.</summary>
    /// <param name="origin">Number of the origin, 0-based.</param>
    public double LossFrom(int origin)
    {
        var errors = ErrorsFrom(origin);
        var (sum, count) = SumObserved(errors);
        var squares = 0.0;
        foreach (var error in errors)
            squares += double.IsNaN(error) ? 0 : error * error;
        return Math.Sqrt(squares / count) + Math.Abs(sum / count);
    }

    private static (double Sum, int Count) SumObserved(ReadOnlySpan<double> errors)
    {
        var sum = 0.0;
        var count = 0;
        foreach (var error in errors)
        {
            if (double.IsNaN(error))
                continue;
            sum += error;
            count++;
        }

        return (sum, count);
    }
}
