using System.Globalization;

namespace Forecasting.Forecasters;

/// <summary>Intermittent demand: the smoothed size of a sale over the smoothed interval between two.</summary>
/// <remarks>
/// <para>Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly 23 (1972), 289–303. Both are
/// updated only by a sale: a plain level would be highest just after one, which is when an order is placed. Both start at the first
/// one seen; the first interval counts from the start of the history.</para>
/// <para>The constant is fixed, in the 0.1 to 0.2 that Croston advises: the few sales of a slow mover cannot tell a better one. The
/// mean of z ÷ p is above the true demand by up to α ÷ (2 − α), 5 % (see <see cref="SyntetosBoylan"/>). Unobserved buckets change nothing,
/// and a part that no longer sells keeps its forecast (see <see cref="TeunterSyntetosBabai"/>).</para>
/// </remarks>
public sealed class Croston : IForecaster
{
    /// <summary>Weight of the latest sale, in sizes and in intervals.</summary>
    internal const double SmoothingConstant = 0.1;

    /// <inheritdoc/>
    public string Name => "croston";

    /// <inheritdoc/>
    public Outcome<RollingForecast> Forecast(ForecastTask task) => Forecast(task, 1);

    /// <summary>Croston's forecast times <paramref name="factor"/>, not outside what was seen: where every bucket sells the same there is
    /// nothing to correct.</summary>
    internal static Outcome<RollingForecast> Forecast(ForecastTask task, double factor)
    {
        if (ObservedHistory.WhyEmpty(task) is { } reason)
            return new Outcome<RollingForecast>.Skipped(reason);

        var levels = new double[task.Origins.Length];
        double size = 0, interval = 0, sinceSale = 0;
        var t = 0;
        for (var origin = 0; origin < levels.Length; origin++)
        {
            for (; t < task.Origins[origin]; t++)
            {
                var demand = task.History[t];
                if (double.IsNaN(demand))
                    continue;
                sinceSale++;
                if (demand == 0)
                    continue;
                size = interval == 0 ? demand : size + SmoothingConstant * (demand - size);
                interval = interval == 0 ? sinceSale : interval + SmoothingConstant * (sinceSale - interval);
                sinceSale = 0;
            }

            levels[origin] = interval == 0 ? 0 : factor * size / interval;
            PlausibleRange.Of(task.History.AsSpan(0, t), 0).Clamp(levels.AsSpan(origin, 1));
        }

        return FlatForecast.Of(task, levels, interval == 0
            ? "no sale"
            : string.Create(CultureInfo.InvariantCulture, $"smoothing constant {SmoothingConstant}, a sale every {interval:0.0} buckets"));
    }
}
