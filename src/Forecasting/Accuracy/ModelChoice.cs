using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;

namespace Forecasting.Accuracy;

/// <summary>The model used for one series, and why.</summary>
/// <param name="Model">Name as written in files.</param>
/// <param name="Forecast">Its forecasts from all origins.</param>
/// <param name="Backtest">Its errors at the past origins.</param>
/// <param name="FallbackReason">Why SSA has no part in it, or why it is not the model asked for; empty otherwise.</param>
public sealed record ModelChoice(string Model, RollingForecast Forecast, Backtest Backtest, string FallbackReason)
{
    /// <summary>Name of SSA and its rivals together.</summary>
    public const string CombinationName = "combination";

    /// <summary>Fewest past origins on which weights are learnt; with fewer, models weigh alike.</summary>
    private const int FewestOrigins = 3;

    /// <summary>Uses the model asked for, or all together.</summary>
    /// <param name="task">History with at least one observed bucket before the first origin.</param>
    /// <param name="settings">Model asked for.</param>
    /// <remarks>
    /// <para>Automatic: SSA and the rivals that apply (<see cref="ModelPool"/>), combined with <see cref="Weights"/>. Where SSA cannot be fitted, the rivals alone, with the reason; without a past origin, a moving average.</para>
    /// <para>A model asked for by name is used whenever it can be; where it cannot, the moving average stands in and says why.</para>
    /// </remarks>
    public static ModelChoice Make(ForecastTask task, ForecastSettings settings)
    {
        if (settings.Model is not ForecastModel.Auto)
            return Named(task, settings);

        var candidates = Candidates(task, settings, out var ssaSkipped);
        if (candidates.Length == 1)
            return candidates[0] with { FallbackReason = ssaSkipped };
        var combined = Combination.Of([.. candidates.Select(c => (c.Model, c.Forecast))], Weights(candidates));
        return Admitted(Tried(CombinationName, task, combined) with { FallbackReason = ssaSkipped }, task);
    }

    /// <summary>The combination, or the last season repeated where that was nearer by more than chance explains; each says so in words.</summary>
    internal static ModelChoice Admitted(ModelChoice combined, ForecastTask task)
    {
        var benchmark = new SeasonalNaive();
        if (benchmark.Forecast(task) is not Outcome<RollingForecast>.Done { Value: var repeated } || combined.Backtest.Origins.IsEmpty)
            return combined;
        var naive = Tried(benchmark.Name, task, repeated);
        var (ours, theirs) = (combined.Backtest.Loss(), naive.Backtest.LossAt(combined.Backtest.Origins));
        var words = ChoiceWords.Beside(ours, theirs, combined.Backtest.Origins.Length, task.SeasonLength);
        if (BenchmarkGate.Admits(combined.Backtest, naive.Backtest))
            return combined with { Forecast = combined.Forecast with { Parameters = $"{words}: {combined.Forecast.Parameters}" } };
        return naive with { FallbackReason = $"The models together were {words}: more than chance explains." };
    }

    /// <summary>Every model that gave an answer, SSA first where it is one of them.</summary>
    internal static ImmutableArray<ModelChoice> Candidates(ForecastTask task, ForecastSettings settings, out string ssaSkipped)
    {
        var candidates = ImmutableArray.CreateBuilder<ModelChoice>();
        var ssa = new SsaForecaster(settings.Ssa).Forecast(task);
        ssaSkipped = Why(ssa);
        if (ssa is Outcome<RollingForecast>.Done done)
            candidates.Add(Tried("ssa", task, done.Value));
        foreach (var rival in ModelPool.Rivals(task))
        {
            if (rival.Forecast(task) is Outcome<RollingForecast>.Done answer)
                candidates.Add(Tried(rival.Name, task, answer.Value));
        }

        return candidates.ToImmutable();
    }

    /// <summary>Weights, positive, sum 1: <see cref="Accuracy.Backtest.Loss"/> to the power of −n, n horizons spanned by the origins.</summary>
    /// <remarks>The more has been seen, the sharper the weights: one horizon of a dying product is no reason to trust one model alone, seven of a
    /// steady one are. Models with a perfect past share all weight.</remarks>
    internal static double[] Weights(ImmutableArray<ModelChoice> candidates)
    {
        var weights = new double[candidates.Length];
        var past = candidates[0].Backtest;
        if (past.Origins.Length < FewestOrigins)
        {
            Array.Fill(weights, 1.0 / weights.Length);
            return weights;
        }

        var losses = candidates.Select(c => c.Backtest.Loss()).ToArray();
        var least = losses.Min();
        for (var i = 0; i < weights.Length; i++)
            weights[i] = least > 0 ? Math.Pow(losses[i] / least, -past.HorizonsSpanned) : losses[i] > 0 ? 0 : 1;
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights;
    }

    private static ModelChoice Named(ForecastTask task, ForecastSettings settings)
    {
        var asked = ModelPool.Named(settings);
        var outcome = asked.Forecast(task);
        if (outcome is Outcome<RollingForecast>.Done done)
            return Tried(asked.Name, task, done.Value);

        var level = new MovingAverage();
        var standIn = (Outcome<RollingForecast>.Done)level.Forecast(task);
        return Tried(level.Name, task, standIn.Value) with { FallbackReason = Why(outcome) };
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
