using Forecasting.Forecasters;
using Forecasting.Forecasters.Ces;
using Forecasting.Forecasters.Ets;
using Forecasting.Forecasters.Ssa;
using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>Which models are tried on a series.</summary>
internal static class ModelPool
{
    /// <summary>Mean interval between sales, buckets, from which models of intermittent demand are tried beside the others: one bucket in eleven is
    /// empty. A few days closed in a year do not make demand intermittent.</summary>
    private const double GapsMatter = 1.1;

    /// <summary>The models that are combined with SSA.</summary>
    /// <param name="task">What is asked.</param>
    /// <remarks>
    /// <para>Few and different: each of them was needed on some public set, and a second one of a kind adds time and no accuracy. Trends are shared
    /// by Theta, chosen by ETS, carried on by CES and believed by drift.</para>
    /// <para>CES joins where every bucket sells and a season is short enough to have states of its own: docs/methods/ces.md has what it is worth.</para>
    /// <para>Where sales are seldom (an interval of <see cref="DemandClassifier.IntervalCutOff"/>) neither the slope nor the last season of single
    /// sales says anything; with gaps at all, drift is left out for the same reason. Too short for one past origin, nothing can be learnt about a
    /// model: a level claims least.</para>
    /// </remarks>
    public static IReadOnlyList<IForecaster> Rivals(ForecastTask task)
    {
        if (task.Origins.Length == 1)
            return [new MovingAverage()];

        if (!task.History.Contains(0))
        {
            return task.SeasonLength <= EtsWindow.LongestSeason
                ? [new Theta(), new EtsForecaster(), new CesForecaster(), new SeasonalDrift()]
                : [new Theta(), new EtsForecaster(), new SeasonalDrift()];
        }

        var (interval, _) = DemandClassifier.Measure(task.History.AsSpan());
        if (interval >= DemandClassifier.IntervalCutOff)
            return [new EtsForecaster(), new TeunterSyntetosBabai(), new SyntetosBoylan(), new Imapa()];
        List<IForecaster> rivals = [new Theta(), new EtsForecaster(), new TeunterSyntetosBabai()];
        if (task.SeasonLength > 1)
            rivals.Add(new SeasonalNaive());
        if (interval >= GapsMatter)
            rivals.AddRange([new SyntetosBoylan(), new Imapa()]);
        return rivals;
    }

    /// <summary>The one model asked for.</summary>
    /// <param name="settings">Not <see cref="ForecastModel.Auto"/>, which is many.</param>
    public static IForecaster Named(ForecastSettings settings) => settings.Model switch
    {
        ForecastModel.Ssa => new SsaForecaster(settings.Ssa),
        ForecastModel.Theta => new Theta(),
        ForecastModel.SeasonalNaive => new SeasonalNaive(),
        ForecastModel.Drift => new SeasonalDrift(),
        ForecastModel.MovingAverage => new MovingAverage(),
        ForecastModel.ExponentialSmoothing => new ExponentialSmoothing(),
        ForecastModel.TeunterSyntetosBabai => new TeunterSyntetosBabai(),
        ForecastModel.Croston => new Croston(),
        ForecastModel.SyntetosBoylan => new SyntetosBoylan(),
        ForecastModel.Adida => new Adida(),
        ForecastModel.Imapa => new Imapa(),
        ForecastModel.NegativeBinomial => new NegativeBinomialCounts(),
        ForecastModel.Ets => new EtsForecaster(),
        ForecastModel.Ces => new CesForecaster(),
        _ => new Naive(),
    };
}
