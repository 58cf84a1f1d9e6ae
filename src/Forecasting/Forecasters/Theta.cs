using System.Globalization;
using System.Runtime.InteropServices;

namespace Forecasting.Forecasters;

/// <summary>The dynamic optimised Theta method: an exponentially smoothed level with a share of the slope, and a season where the data show one.</summary>
/// <remarks>
/// <para>Assimakopoulos and Nikolopoulos, The theta model, International Journal of Forecasting 16 (2000), 521–530, which won the M3 competition;
/// with the share of the slope learnt and the slope following the demand after Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for
/// optimising the theta method and their relationship to state space models, ibid. 32 (2016), 1151–1161.</para>
/// <para>For a given smoothing constant the one-step means are linear in the first level and in the share, so both have a closed form
/// (<see cref="ThetaFit"/>) and only the constant is searched. Forecasts stay within one range of the history, and are never negative where it is
/// not.</para>
/// </remarks>
public sealed class Theta : IForecaster
{
    private const double GrowthLimit = 1;

    /// <inheritdoc/>
    public string Name => "theta";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var means = new double[task.Origins.Length * task.Horizon];
        var adjusted = new double[task.History.Length];
        var unseasonal = new ThetaFit();
        var parameters = "";
        for (var origin = 0; origin < task.Origins.Length; origin++)
        {
            var seen = task.History.AsSpan(0, task.Origins[origin]);
            var row = means.AsSpan(origin * task.Horizon, task.Horizon);
            var season = SeasonalIndices.Of(seen, task.SeasonLength);
            // Without a season a later origin only adds buckets to what the one before has summed up.
            var fit = season is null ? unseasonal : new ThetaFit();
            for (var t = 0; season is not null && t < seen.Length; t++)
                adjusted[t] = season.Remove(seen[t], t);
            fit.Learn(season is null ? seen : adjusted.AsSpan(0, seen.Length));
            parameters = Forecast(fit, season, seen.Length, row);
            PlausibleRange.Of(seen, GrowthLimit).Clamp(row);
        }

        return new Outcome<RollingForecast>.Done(new RollingForecast(
            task.Origins, task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), parameters));
    }

    private static string Forecast(ThetaFit fit, SeasonalIndices? season, int seen, Span<double> means)
    {
        var (constant, share) = fit.Forecast(means);
        for (var h = 0; season is not null && h < means.Length; h++)
            means[h] = season.Apply(means[h], seen + h);
        var kind = season is null
            ? "no season"
            : string.Create(CultureInfo.InvariantCulture, $"{(season.IsMultiplicative ? "multiplicative" : "additive")} season {season.Values.Length}");
        return string.Create(CultureInfo.InvariantCulture, $"smoothing constant {constant}, {share * 100:0} % of the slope, {kind}");
    }
}
