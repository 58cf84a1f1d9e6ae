using Forecasting.Forecasters;

namespace Forecasting.Jobs.Settings;

/// <summary>The word that stands for a model in settings and on the command line.</summary>
internal static class ForecastModelName
{
    /// <summary>The model of that name, as it is written in the documentation; null for any other text.</summary>
    /// <remarks>The serializer of the settings knows the same names, and others that differ in letter case. Here they are found without it.</remarks>
    public static ForecastModel? Find(string name) => name switch
    {
        "auto" => ForecastModel.Auto,
        "ssa" => ForecastModel.Ssa,
        "theta" => ForecastModel.Theta,
        "seasonal_naive" => ForecastModel.SeasonalNaive,
        "drift" => ForecastModel.Drift,
        "moving_average" => ForecastModel.MovingAverage,
        "naive" => ForecastModel.Naive,
        "ses" => ForecastModel.ExponentialSmoothing,
        "tsb" => ForecastModel.TeunterSyntetosBabai,
        "croston" => ForecastModel.Croston,
        "sba" => ForecastModel.SyntetosBoylan,
        "adida" => ForecastModel.Adida,
        "imapa" => ForecastModel.Imapa,
        "negative_binomial" => ForecastModel.NegativeBinomial,
        "ets" => ForecastModel.Ets,
        "ces" => ForecastModel.Ces,
        _ => null,
    };
}
