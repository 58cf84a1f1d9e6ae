using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>The forecast of a part from that of the whole: a variant's share of its style.</summary>
public static class ShareForecast
{
    /// <summary>Name of the model in files.</summary>
    public const string ModelName = "style_share";

    /// <summary>Takes a share.</summary>
    /// <param name="whole">Forecast of the whole.</param>
    /// <param name="share">The part's share, 0..1.</param>
    /// <param name="evidence">Units that the share is known from, those that the curve stands for included, &gt; 0.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1.</param>
    /// <param name="reason">Why a share is used, and of what.</param>
    /// <remarks>Variance of a part of a random whole whose share is itself uncertain: σ²·p² + μ·p(1 − p) + μ²·p(1 − p)/(n + 1), n =
    /// evidence.</remarks>
    public static SeriesForecast Create(
        SeriesForecast whole, double share, double evidence, ReadOnlySpan<double> quantileLevels, string reason)
    {
        var means = whole.Forecast.Mean.Select(mean => share * Math.Max(0, mean)).ToImmutableArray();
        var uncertainty = share * (1 - share) / (evidence + 1);
        double together = 0, all = 0;
        var deviations = ImmutableArray.CreateBuilder<double>(means.Length);
        for (var h = 0; h < means.Length; h++)
        {
            var mean = Math.Max(0, whole.Forecast.Mean[h]);
            var common = share * whole.Spread.Deviation(h, mean);
            var variance = common * common + mean * share * (1 - share) + mean * mean * uncertainty;
            together += common * common * whole.Spread.Correlation[^1] + mean * mean * uncertainty;
            all += variance;
            deviations.Add(Math.Sqrt(variance));
        }

        var spread = BorrowedSpread.Of(means, deviations.ToImmutable(), all > 0 ? together / all : 0, whole.Spread.Origins);
        var parameters = FormattableString.Invariant($"{share:P1} of {whole.Forecast.Model} ({whole.Forecast.Parameters})");
        var quantiles = BorrowedSpread.Quantiles(spread, means, quantileLevels);
        return new SeriesForecast(
            new DemandForecast(ModelName, parameters, reason, means, [.. quantileLevels], quantiles), null, spread);
    }
}
