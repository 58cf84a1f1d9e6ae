using Forecasting.Forecasters.Ets;
using Forecasting.Statistics;

namespace Forecasting.Tests.Forecasters.Ets;

/// <summary>Demand made by a known form: level 100, slope 1, season of four from 80 % to 120 %.</summary>
internal static class SimulatedEts
{
    public static double[] Make(EtsForm form, EtsParameters parameters, double deviation, int buckets, ulong seed)
    {
        var random = new SplitMix64(seed);
        double[] season = form.Season switch
        {
            EtsSeason.None => [0, 0, 0, 0],
            EtsSeason.Additive => [-20, 0, 20, 0],
            _ => [0.8, 1, 1.2, 1],
        };
        var level = 100.0;
        var slope = form.Trend == EtsTrend.None ? 0 : 1.0;
        var demand = new double[buckets];
        for (var t = 0; t < buckets; t++)
        {
            slope *= parameters.Damping;
            level += slope;
            var factor = form.Season == EtsSeason.Multiplicative ? season[t % 4] : 1;
            var mean = form.Season == EtsSeason.Additive ? level + season[t % 4] : level * factor;
            var error = deviation * NormalDistribution.Quantile(random.NextUniform()) * (form.MultipliesError ? mean : 1);
            demand[t] = mean + error;
            season[t % 4] += parameters.Season * (form.Season == EtsSeason.Multiplicative ? error / level : error);
            level += parameters.Level * error / factor;
            slope += parameters.Trend * error / factor;
        }

        return demand;
    }
}
