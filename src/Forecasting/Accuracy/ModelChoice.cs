using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;

namespace Forecasting.Accuracy;

/// <summary>The model used for one series, and why.</summary>
/// <param name="Model">Name as written in files.</param>
/// <param name="Forecast">Its forecasts from all origins.</param>
/// <param name="Backtest">Its errors at the past origins.</param>
/// <param name="FallbackReason">Why SSA has no part in it; empty when it has.</param>
public sealed record ModelChoice(string Model, RollingForecast Forecast, Backtest Backtest, string FallbackReason)
{
    /// <summary>Name of SSA and its rivals together.</summary>
    public const string CombinationName = "combination";

    /// <summary>Fewest past origins on which weights are learnt; with fewer, models weigh alike.</summary>
    private const int FewestOrigins = 3;

    /// <summary>How sharply weights follow past accuracy: a model with twice the loss of another weighs an eighth of it.</summary>
    /// <remarks>0 is the plain mean, infinity the best of many, which is best on noise. Between 2 and 4 nothing is lost on any kind of series
    /// (docs/benchmarks/accuracy.md).</remarks>
    private const double Sharpness = 3;

    /// <summary>Tries the models that the settings allow.</summary>
    /// <param name="task">History with at least one observed bucket before the first origin.</param>
    /// <param name="settings">Model asked for.</param>
    /// <remarks>Automatic: SSA and every rival that can be fitted, combined with weights from their <see cref="Accuracy.Backtest.Loss"/> over the same
    /// past origins. Where SSA cannot be fitted, the rivals alone, with the reason. A model asked for by name is used whenever it can be.</remarks>
    public static ModelChoice Make(ForecastTask task, ForecastSettings settings)
    {
        if (settings.Model is not ForecastModel.Auto)
            return Named(task, settings);

        var candidates = Candidates(task, settings, out var ssaSkipped);
        if (candidates.Length == 1)
            return candidates[0] with { FallbackReason = ssaSkipped };
        var weights = Weights(candidates);
        return Tried(CombinationName, task, Combination.Of([.. candidates.Select(c => (c.Model, c.Forecast))], weights)) with { FallbackReason = ssaSkipped };
    }

    /// <summary>Every model that gave an answer, SSA first where it is one of them.</summary>
    internal static ImmutableArray<ModelChoice> Candidates(ForecastTask task, ForecastSettings settings, out string ssaSkipped)
    {
        var candidates = ImmutableArray.CreateBuilder<ModelChoice>();
        var ssa = new SsaForecaster(settings.Ssa).Forecast(task);
        ssaSkipped = Why(ssa);
        if (ssa is Outcome<RollingForecast>.Done done)
            candidates.Add(Tried("ssa", task, done.Value));
        foreach (var rival in Rivals(task))
        {
            if (rival.Forecast(task) is Outcome<RollingForecast>.Done answer)
                candidates.Add(Tried(rival.Name, task, answer.Value));
        }

        return candidates.ToImmutable();
    }

    /// <summary>Weights, positive, sum 1: loss to the power of −<see cref="Sharpness"/>. Models without a loss (a perfect past) share all weight.</summary>
    internal static double[] Weights(ImmutableArray<ModelChoice> candidates)
    {
        var weights = new double[candidates.Length];
        if (candidates[0].Backtest.Origins.Length < FewestOrigins)
        {
            Array.Fill(weights, 1.0 / weights.Length);
            return weights;
        }

        var losses = candidates.Select(c => c.Backtest.Loss()).ToArray();
        var least = losses.Min();
        for (var i = 0; i < weights.Length; i++)
            weights[i] = least > 0 ? Math.Pow(losses[i] / least, -Sharpness) : losses[i] > 0 ? 0 : 1;
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights;
    }

    private static IEnumerable<IForecaster> Rivals(ForecastTask task)
    {
        yield return new ExponentialSmoothing();
        yield return new MovingAverage();
        if (task.SeasonLength > 1)
            yield return new SeasonalNaive();
        yield return new Naive();
        if (task.History.Contains(0))
            yield return new TeunterSyntetosBabai();
    }

    private static ModelChoice Named(ForecastTask task, ForecastSettings settings)
    {
        IForecaster asked = settings.Model switch
        {
            ForecastModel.Ssa => new SsaForecaster(settings.Ssa),
            ForecastModel.SeasonalNaive => new SeasonalNaive(),
            ForecastModel.MovingAverage => new MovingAverage(),
            ForecastModel.ExponentialSmoothing => new ExponentialSmoothing(),
            ForecastModel.TeunterSyntetosBabai => new TeunterSyntetosBabai(),
            _ => new Naive(),
        };
        var outcome = asked.Forecast(task);
        if (outcome is Outcome<RollingForecast>.Done done)
            return Tried(asked.Name, task, done.Value);

        var level = new MovingAverage();
        var fallback = (Outcome<RollingForecast>.Done)level.Forecast(task);
        return Tried(level.Name, task, fallback.Value) with { FallbackReason = Why(outcome) };
    }

    private static ModelChoice Tried(string model, ForecastTask task, RollingForecast forecast) =>
        new(model, forecast, Accuracy.Backtest.Of(model, task, forecast), "");

    private static string Why(Outcome<RollingForecast> outcome) => outcome switch
    {
        Outcome<RollingForecast>.Skipped skipped => skipped.Reason,
        Outcome<RollingForecast>.Failed failed => failed.Error,
        _ => "",
    };
}
