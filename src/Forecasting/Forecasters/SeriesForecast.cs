using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Forecasters;

/// <summary>Everything the platform knows about the future of one series.</summary>
/// <param name="Forecast">Mean and quantiles per bucket, the model and why it was used.</param>
/// <param name="Score">How good that model was on the past; null when the history is too short to tell.</param>
/// <param name="Spread">How far demand has been from the forecast: what stock for a protection interval is made from
/// (<see cref="DemandPaths"/>).</param>
public sealed record SeriesForecast(DemandForecast Forecast, BacktestScore? Score, ErrorSpread Spread)
{
    /// <summary>Forecasts a series.</summary>
    /// <param name="history">Cleansed demand per bucket, oldest first; NaN = not observed. Infinite values count as not observed.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none. Whether there is a season is decided from the data.</param>
    /// <param name="horizon">Buckets to forecast, ≥ 1.</param>
    /// <param name="settings">Model and its settings.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    /// <returns><see cref="Outcome{T}.Done"/>; <see cref="Outcome{T}.Skipped"/> when not one bucket was observed.</returns>
    /// <remarks>Whatever the data: no exception, every number finite, nothing below 0 unless the history was, quantiles ascending.
    /// The answer depends on its arguments alone. A history in other units (× 2, in packs of 8) gives the forecast in those
    /// units. A model that claims its own deviations (<see cref="RollingForecast.Deviations"/>) may go below 0, as the original it imitates
    /// does.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Season, horizon or a level is out of its range, or the levels do not
    /// ascend.</exception>
    public static Outcome<SeriesForecast> Create(
        ImmutableArray<double> history, int seasonLength, int horizon, ForecastSettings settings, ReadOnlySpan<double> quantileLevels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        CheckLevels(quantileLevels);

        if (!ScaledHistory.TryOf(history.AsSpan(), out var scaled))
            return new Outcome<SeriesForecast>.Skipped("No bucket was observed.");

        var observed = scaled.Values;
        var origins = RollingOrigins.Choose(observed.Length, seasonLength, horizon, settings.Origins);
        var task = new ForecastTask(observed, seasonLength, horizon, origins);
        var choice = ModelChoice.Make(task, settings);
        var spread = SpreadEstimate.From(choice.Backtest, observed.AsSpan(), seasonLength);
        return new Outcome<SeriesForecast>.Done(Assemble(task, choice, spread, quantileLevels, scaled));
    }

    internal static SeriesForecast Assemble(
        ForecastTask task, ModelChoice choice, ErrorSpread spread, ReadOnlySpan<double> levels, ScaledHistory scaled)
    {
        var means = ImmutableArray.CreateBuilder<double>(task.Horizon);
        var quantiles = ImmutableArray.CreateBuilder<double>(task.Horizon * levels.Length);
        for (var h = 0; h < task.Horizon; h++)
        {
            var mean = choice.Forecast.Final[h];
            means.Add(scaled.Unscale(mean));
            foreach (var level in levels)
                quantiles.Add(scaled.Unscale(Quantile(h, mean, level)));
        }

        var forecast = new DemandForecast(
            choice.Model, choice.Forecast.Parameters, choice.FallbackReason, means.MoveToImmutable(), [.. levels], quantiles.MoveToImmutable());
        return new SeriesForecast(forecast, BacktestScoring.Score(choice.Backtest, task, spread, scaled), spread with
        {
            Scale = [.. spread.Scale.Select(scaled.Unscale)],
            ReferenceLevel = scaled.Unscale(spread.ReferenceLevel),
            Recent = [.. spread.Recent.Select(scaled.Unscale)],
            Largest = scaled.Unscale(spread.Largest),
            OwnDeviation = scaled.Unscale(spread.OwnDeviation),
        });

        double Quantile(int h, double mean, double level) => choice.Forecast.Counts is { } counts
            ? counts.Quantile(h, mean, level)
            : choice.Forecast.Deviations.IsEmpty
            ? spread.Quantile(h, mean, level)
            : mean + NormalDistribution.Quantile(level) * choice.Forecast.Deviations[h];
    }

    private static void CheckLevels(ReadOnlySpan<double> levels)
    {
        var previous = 0.0;
        foreach (var level in levels)
        {
            if (!(level > previous && level < 1))
                throw new ArgumentOutOfRangeException(nameof(levels), level, "levels must ascend, each strictly between 0 and 1.");
            previous = level;
        }
    }
}
