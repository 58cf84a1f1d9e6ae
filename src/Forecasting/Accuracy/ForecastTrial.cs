using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Accuracy;

/// <summary>A forecast made from a part of the history alone, beside what came after.</summary>
/// <param name="Origin">Buckets seen.</param>
/// <param name="Forecast">The forecast.</param>
/// <param name="Actuals">What came, one for each bucket of the horizon; NaN = not observed.</param>
/// <param name="Scales">Of what was seen.</param>
public sealed record ForecastTrial(int Origin, DemandForecast Forecast, ImmutableArray<double> Actuals, ErrorScales Scales)
{
    /// <summary>Forecasts a series from an origin and looks what came.</summary>
    /// <param name="history">The whole series, oldest first; NaN = not observed.</param>
    /// <param name="origin">Buckets seen, 1..length − horizon.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1.</param>
    /// <param name="settings">Model and its settings.</param>
    /// <param name="levels">Probabilities of the quantiles, ascending.</param>
    /// <returns>As <see cref="SeriesForecast.Create"/>.</returns>
    /// <remarks>Truly out of sample: the choice of the model, its weights and its quantiles see the history up to the origin and nothing
    /// after.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Outcome<ForecastTrial> Of(
        ImmutableArray<double> history, int origin, int seasonLength, int horizon, ForecastSettings settings, ReadOnlySpan<double> levels)
    {
        if (origin < 1 || origin > history.Length - horizon)
            throw new ArgumentOutOfRangeException(nameof(origin), origin, $"must be in 1..{history.Length - horizon}.");
        var seen = history[..origin];
        return SeriesForecast.Create(seen, seasonLength, horizon, settings, levels) switch
        {
            Outcome<SeriesForecast>.Done { Value: var made } => new Outcome<ForecastTrial>.Done(new ForecastTrial(
                origin, made.Forecast, history.Slice(origin, horizon), ErrorScales.Of(seen.AsSpan(), seasonLength))),
            Outcome<SeriesForecast>.Skipped { Reason: var why } => new Outcome<ForecastTrial>.Skipped(why),
            Outcome<SeriesForecast>.Failed { Error: var why } => new Outcome<ForecastTrial>.Failed(why),
            _ => throw new InvalidOperationException("The family of outcomes is closed."),
        };
    }

    /// <summary>The quantiles of a bucket.</summary>
    /// <param name="bucket">0-based bucket of the horizon.</param>
    public ReadOnlySpan<double> QuantilesOf(int bucket) =>
        Forecast.Quantiles.AsSpan().Slice(bucket * Forecast.QuantileLevels.Length, Forecast.QuantileLevels.Length);

    /// <summary>A bucket beside what came.</summary>
    /// <param name="bucket">0-based bucket of the horizon.</param>
    /// <param name="levels">Which quantiles are scored.</param>
    public ScoredBucket Bucket(int bucket, ScoredLevels levels) =>
        ScoredBucket.Of(Actuals[bucket], Forecast.Mean[bucket], QuantilesOf(bucket), levels, Scales);

    /// <summary>The score of the whole forecast.</summary>
    public SeriesScore Score()
    {
        var levels = ScoredLevels.In(Forecast.QuantileLevels);
        var score = new SeriesScore();
        for (var h = 0; h < Forecast.Horizon; h++)
            score.Add(Bucket(h, levels));
        return score;
    }

    /// <summary>Forecast − actual of each bucket; NaN where not observed.</summary>
    public double[] Errors()
    {
        var errors = new double[Forecast.Horizon];
        for (var h = 0; h < errors.Length; h++)
            errors[h] = Forecast.Mean[h] - Actuals[h];
        return errors;
    }
}
