using System.Text.Json.Serialization;
using Forecasting.Forecasters.Ssa.MicrosoftML;

namespace Forecasting.Forecasters.Ssa;

public sealed partial record SsaSettings
{
    /// <summary>Arguments of <c>ForecastBySsa</c> whose numbers are wanted; every other setting is then without effect.</summary>
    /// <value>Default null: our own engine. <see cref="LikeMicrosoftML"/> sets it; a settings file cannot.</value>
    [JsonIgnore]
    public MicrosoftMLSettings? Compatibility { get; init; }

    /// <summary>Settings under which SSA gives the forecasts and bounds of <c>ForecastBySsa</c> (Microsoft.ML.TimeSeries): same arguments,
    /// order and defaults.</summary>
    /// <param name="windowSize">Window of the trajectory matrix, buckets, ≥ 2.</param>
    /// <param name="seriesLength">Greater than <paramref name="windowSize"/>; changes no number.</param>
    /// <param name="trainSize">Values fitted, from the start of the history, greater than twice <paramref name="windowSize"/>. Later values
    /// are consumed as updates, so that the forecast starts after the last of them.</param>
    /// <param name="horizon">≥ 1; the horizon that the forecast is asked for wins.</param>
    /// <param name="isAdaptive">No effect.</param>
    /// <param name="discountFactor">0..1; no effect.</param>
    /// <param name="rankSelectionMethod">How the rank is picked.</param>
    /// <param name="rank">Components for <see cref="MicrosoftMLRankSelection.Fixed"/>, 1..<paramref name="windowSize"/> − 1; null = the
    /// largest.</param>
    /// <param name="maxRank">≥ 1 or null; dropped as by their public call, unless <paramref name="honourMaxRank"/>.</param>
    /// <param name="shouldStabilize">Whether the roots of the recurrence are moved into the unit circle.</param>
    /// <param name="shouldMaintainInfo">No effect.</param>
    /// <param name="maxGrowth">Cap on the trend; null = none.</param>
    /// <param name="confidenceLevel">0 ≤ c &lt; 1; quantiles are asked for by their own levels, so that it changes none of them.</param>
    /// <param name="variableHorizon">No effect.</param>
    /// <param name="honourMaxRank">True to use <paramref name="maxRank"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <example><c>SsaSettings.LikeMicrosoftML(windowSize: 14, seriesLength: 30, trainSize: 365, horizon: 28)</c>.</example>
    public static SsaSettings LikeMicrosoftML(
        int windowSize,
        int seriesLength,
        int trainSize,
        int horizon,
        bool isAdaptive = false,
        double discountFactor = 1,
        MicrosoftMLRankSelection rankSelectionMethod = MicrosoftMLRankSelection.Exact,
        int? rank = null,
        int? maxRank = null,
        bool shouldStabilize = true,
        bool shouldMaintainInfo = false,
        MicrosoftMLGrowth? maxGrowth = null,
        double confidenceLevel = 0.95,
        bool variableHorizon = false,
        bool honourMaxRank = false) =>
        new()
        {
            Compatibility = new MicrosoftMLSettings(
                windowSize, seriesLength, trainSize, horizon, isAdaptive, discountFactor, rankSelectionMethod, rank, maxRank,
                shouldStabilize, shouldMaintainInfo, maxGrowth, confidenceLevel, variableHorizon, honourMaxRank),
        };
}
