using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Forecasting.Forecasters;

/// <summary>The weighted mean of several models' forecasts: their errors partly cancel, and no choice between them is made on noise.</summary>
/// <remarks>Bates and Granger, The combination of forecasts, Operational Research Quarterly 20 (1969), 451–468.</remarks>
internal static class Combination
{
    /// <summary>A weight below this is not named in the parameters.</summary>
    private const double SmallestNamed = 0.005;

    /// <summary>Combines answers to the same task.</summary>
    /// <param name="models">Names and answers, at least one.</param>
    /// <param name="weights">As many, not negative, sum 1.</param>
    public static RollingForecast Of(ImmutableArray<(string Name, RollingForecast Forecast)> models, ReadOnlySpan<double> weights)
    {
        var first = models[0].Forecast;
        var means = new double[first.Means.Length];
        var parts = new List<string>(models.Length);
        for (var m = 0; m < models.Length; m++)
        {
            var (name, forecast) = models[m];
            for (var i = 0; i < means.Length; i++)
                means[i] += weights[m] * forecast.Means[i];
            if (weights[m] >= SmallestNamed)
            {
                var fitted = forecast.Parameters.Length > 0 ? $" ({forecast.Parameters})" : "";
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{weights[m] * 100:0} % {name}{fitted}"));
            }
        }

        return first with
        {
            Means = ImmutableCollectionsMarshal.AsImmutableArray(means),
            Parameters = string.Join(", ", parts),
            Deviations = [],
            Counts = null,
        };
    }
}
