using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;

namespace Forecasting.Accuracy;

/// <summary>The model used for one series, and why.</summary>
/// <param name="Model">Name as written in files; two names joined by <c>+</c> are the mean of the two.</param>
/// <param name="Forecast">Its forecasts from all origins.</param>
/// <param name="Backtest">Its errors at the past origins.</param>
/// <param name="FallbackReason">Why it is not SSA, or not the model asked for; empty when it is.</param>
public sealed record ModelChoice(string Model, RollingForecast Forecast, Backtest Backtest, string FallbackReason)
{
    private const string Ssa = "ssa";

    /// <summary>Fewest past origins on which a rival may replace the first choice.</summary>
    private const int FewestOrigins = 3;

    /// <summary>Uses the model asked for, or tries all and keeps the best.</summary>
    /// <param name="task">History with at least one observed bucket before the first origin.</param>
    /// <param name="settings">Model asked for, and the margin a rival needs.</param>
    /// <remarks>
    /// <para>SSA is the first choice; for intermittent demand it is TSB, because single sales have no course to continue. The rivals are Theta, seasonal naive,
    /// TSB, and the mean of SSA with Theta or with seasonal naive. A rival takes the place of the first choice when its
    /// <see cref="Accuracy.Backtest.Loss"/> over the same origins is smaller by <see cref="ForecastSettings.RivalMargin"/>.</para>
    /// <para>A model asked for by name is used whenever it can be; where it cannot, the moving average stands in and says why.</para>
    /// </remarks>
    public static ModelChoice Make(ForecastTask task, ForecastSettings settings) =>
        settings.Model is ForecastModel.Auto ? Best(task, settings) : Named(task, settings);

    /// <summary>Every model that gave an answer.</summary>
    internal static ImmutableArray<ModelChoice> Candidates(ForecastTask task, ForecastSettings settings, out string ssaSkipped)
    {
        var candidates = ImmutableArray.CreateBuilder<ModelChoice>();
        ssaSkipped = "";
        foreach (var forecaster in Forecasters(task, settings))
        {
            var outcome = forecaster.Forecast(task);
            if (outcome is Outcome<RollingForecast>.Done done)
                candidates.Add(Tried(forecaster.Name, task, done.Value));
            else if (forecaster.Name == Ssa)
                ssaSkipped = Why(outcome);
        }

        if (Find(candidates, Ssa) is { } ssa)
        {
            foreach (var partner in candidates.ToArray().Where(candidate => candidate.Model is "theta" or "seasonal_naive"))
                candidates.Add(Tried($"{Ssa}+{partner.Model}", task, Combination.Of(ssa.Forecast, partner.Forecast)));
        }

        return candidates.ToImmutable();
    }

    private static IEnumerable<IForecaster> Forecasters(ForecastTask task, ForecastSettings settings)
    {
        yield return new SsaForecaster(settings.Ssa);
        if (task.Origins.Length == 1)
        {
            // Too short for one past origin, so nothing can be learnt about a model: a level claims least.
            yield return new MovingAverage();
            yield break;
        }

        yield return new Theta();
        if (task.SeasonLength > 1)
            yield return new SeasonalNaive();
        if (task.History.Contains(0))
            yield return new TeunterSyntetosBabai();
    }

    private static ModelChoice Best(ForecastTask task, ForecastSettings settings)
    {
        var candidates = Candidates(task, settings, out var ssaSkipped);
        var interval = Intermittence.AverageInterval(task.History.AsSpan());
        var isIntermittent = interval >= Intermittence.CutOff;
        var first = (isIntermittent ? Find(candidates, "tsb") : null) ?? candidates[0];
        var best = first;
        foreach (var rival in candidates)
            best = rival.Backtest.Loss() < best.Backtest.Loss() ? rival : best;

        var lead = 1 - best.Backtest.Loss() / first.Backtest.Loss();
        if (first.Backtest.Origins.Length < FewestOrigins || !(lead > settings.RivalMargin))
            best = first;
        if (best.Model == Ssa)
            return best;

        var reason = ssaSkipped.Length > 0 ? ssaSkipped
            : ReferenceEquals(best, first)
                ? string.Create(CultureInfo.InvariantCulture, $"Demand is intermittent: on average one bucket in {interval:0.0} has any.")
            : string.Create(CultureInfo.InvariantCulture,
                $"{Spoken(best.Model)} was {100 * lead:0} % more accurate than {Spoken(first.Model)} over {first.Backtest.Origins.Length} past origins.");
        return best with { FallbackReason = reason };
    }

    private static ModelChoice Named(ForecastTask task, ForecastSettings settings)
    {
        IForecaster asked = settings.Model switch
        {
            ForecastModel.Ssa => new SsaForecaster(settings.Ssa),
            ForecastModel.Theta => new Theta(),
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
        var standIn = (Outcome<RollingForecast>.Done)level.Forecast(task);
        return Tried(level.Name, task, standIn.Value) with { FallbackReason = Why(outcome) };
    }

    private static ModelChoice? Find(IEnumerable<ModelChoice> candidates, string model) =>
        candidates.FirstOrDefault(candidate => candidate.Model == model);

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
        Ssa => "SSA",
        "theta" => "Theta",
        "seasonal_naive" => "Seasonal naive",
        "tsb" => "TSB",
        $"{Ssa}+theta" => "The mean of SSA and Theta",
        _ => "The mean of SSA and seasonal naive",
    };
}
