using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;

namespace Forecasting.Accuracy;

/// <summary>The model used for one series, and why.</summary>
/// <param name="Model">Name as written in files.</param>
/// <param name="Forecast">Its forecasts from all origins.</param>
/// <param name="Backtest">Its errors at the past origins.</param>
/// <param name="FallbackReason">Why it is not the first choice; empty when it is.</param>
public sealed record ModelChoice(string Model, RollingForecast Forecast, Backtest Backtest, string FallbackReason)
{
    /// <summary>Fewest past origins on which a rival may replace SSA.</summary>
    private const int FewestOrigins = 3;

    /// <summary>Tries the models that the settings allow and keeps the best.</summary>
    /// <param name="task">History with at least one observed bucket before the first origin.</param>
    /// <param name="settings">Model asked for, and the margin a rival needs.</param>
    /// <remarks>SSA is the first choice. A rival takes its place when its <see cref="Accuracy.Backtest.Loss"/> over the same origins is smaller by
    /// <see cref="ForecastSettings.RivalMargin"/>. A model asked for by name is used whenever it can be.</remarks>
    public static ModelChoice Make(ForecastTask task, ForecastSettings settings)
    {
        if (settings.Model is not ForecastModel.Auto)
            return Named(task, settings);

        var candidates = Candidates(task, settings, out var ssaSkipped);
        var first = candidates[0];
        var best = first;
        var bestLoss = first.Backtest.Loss();
        foreach (var rival in candidates.AsSpan()[1..])
        {
            var loss = rival.Backtest.Loss();
            if (loss < bestLoss)
                (best, bestLoss) = (rival, loss);
        }

        if (ssaSkipped.Length > 0)
            return best with { FallbackReason = ssaSkipped };
        var firstLoss = first.Backtest.Loss();
        if (ReferenceEquals(best, first) || first.Backtest.Origins.Length < FewestOrigins || !(bestLoss < (1 - settings.RivalMargin) * firstLoss))
            return first;
        return best with
        {
            FallbackReason = string.Create(CultureInfo.InvariantCulture,
                $"{Spoken(best.Model)} was {100 * (1 - bestLoss / firstLoss):0} % more accurate than SSA over {first.Backtest.Origins.Length} past origins."),
        };
    }

    /// <summary>Every model that gave an answer, SSA first where it is one of them.</summary>
    internal static ImmutableArray<ModelChoice> Candidates(ForecastTask task, ForecastSettings settings, out string ssaSkipped)
    {
        var candidates = ImmutableArray.CreateBuilder<ModelChoice>();
        ssaSkipped = "";
        var ssa = new SsaForecaster(settings.Ssa).Forecast(task);
        if (ssa is Outcome<RollingForecast>.Done done)
            candidates.Add(Tried("ssa", task, done.Value));
        else
            ssaSkipped = Why(ssa);

        foreach (var rival in Rivals(task))
        {
            if (rival.Forecast(task) is Outcome<RollingForecast>.Done answer)
                candidates.Add(Tried(rival.Name, task, answer.Value));
        }

        if (ssaSkipped.Length == 0)
        {
            foreach (var partner in candidates.ToArray()[1..])
                candidates.Add(Tried("ssa+" + partner.Model, task, Combination.Of(candidates[0].Forecast, partner.Forecast)));
        }

        return candidates.ToImmutable();
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

    private static string Spoken(string model) => model switch
    {
        "seasonal_naive" => "Seasonal naive",
        "moving_average" => "The moving average",
        "naive" => "The last value",
        "ses" => "Exponential smoothing",
        "tsb" => "TSB",
        _ => "The mean of SSA and another model (" + model + ")",
    };
}
