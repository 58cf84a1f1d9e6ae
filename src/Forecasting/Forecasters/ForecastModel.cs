using System.Text.Json.Serialization;

namespace Forecasting.Forecasters;

/// <summary>The models a user can ask for.</summary>
public enum ForecastModel
{
    /// <summary>SSA and its rivals, weighted by their past: <c>auto</c>.</summary>
    Auto,

    /// <summary>Singular spectrum analysis: <c>ssa</c>.</summary>
    Ssa,

    /// <summary>A smoothed level with a share of the slope, and a season where there is one: <c>theta</c>.</summary>
    Theta,

    /// <summary>As in the last season: <c>seasonal_naive</c>.</summary>
    SeasonalNaive,

    /// <summary>As in the last season, moved on by the mean change: <c>drift</c>.</summary>
    Drift,

    /// <summary>Mean of the last buckets: <c>moving_average</c>.</summary>
    MovingAverage,

    /// <summary>As in the last bucket: <c>naive</c>.</summary>
    Naive,

    /// <summary>Simple exponential smoothing: <c>ses</c>.</summary>
    [JsonStringEnumMemberName("ses")]
    ExponentialSmoothing,

    /// <summary>Teunter, Syntetos and Babai's method for intermittent demand: <c>tsb</c>.</summary>
    [JsonStringEnumMemberName("tsb")]
    TeunterSyntetosBabai,

    /// <summary>Croston's method for intermittent demand: <c>croston</c>.</summary>
    Croston,

    /// <summary>Croston's method with Syntetos and Boylan's correction: <c>sba</c>.</summary>
    [JsonStringEnumMemberName("sba")]
    SyntetosBoylan,

    /// <summary>Intermittent demand smoothed in blocks of buckets: <c>adida</c>.</summary>
    Adida,

    /// <summary>Intermittent demand smoothed in blocks of several lengths: <c>imapa</c>.</summary>
    Imapa,

    /// <summary>Demand counted in pieces, a negative binomial around a moving mean: <c>negative_binomial</c>.</summary>
    NegativeBinomial,

    /// <summary>Exponential smoothing with level, trend and season, its form chosen by Akaike's criterion: <c>ets</c>.</summary>
    Ets,

    /// <summary>Exponential smoothing with complex numbers: a level and a season that carry along what past errors have left: <c>ces</c>.</summary>
    Ces,
}
