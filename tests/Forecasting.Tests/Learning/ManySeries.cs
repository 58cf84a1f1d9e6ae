using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Learning;
using Forecasting.Statistics;

namespace Forecasting.Tests.Learning;

/// <summary>Sets of series with something in common, made from a seed.</summary>
internal static class ManySeries
{
    public const int Season = 7;
    public const int Horizon = 7;

    /// <summary>Small enough for a test, large enough for a pattern.</summary>
    public static readonly GlobalSettings Quick = new() { TrainingRows = 20_000, Trees = 60, LearningRate = 0.1, LeastRowsInLeaf = 20 };

    /// <summary>Series of counts with a week in them.</summary>
    /// <param name="count">Series.</param>
    /// <param name="length">Buckets.</param>
    /// <param name="seed">Of the noise.</param>
    public static GlobalSeries[] Weekly(int count, int length, ulong seed)
    {
        var stream = new SplitMix64(seed);
        var all = new GlobalSeries[count];
        for (var i = 0; i < count; i++)
        {
            var level = 1 + 20 * stream.NextUniform();
            var values = new double[length];
            for (var t = 0; t < length; t++)
                values[t] = Math.Floor(level * (t % 7 < 5 ? 0.8 : 1.5) * 2 * stream.NextUniform());
            all[i] = Of(FormattableString.Invariant($"S{i:000}"), values);
        }

        return all;
    }

    public static GlobalSeries Of(string key, double[] values) =>
        new(key, new ForecastTask([.. values], Season, Horizon, RollingOrigins.Choose(values.Length, Season, Horizon, 6)));

    /// <summary>The same series with other values.</summary>
    public static GlobalSeries With(this GlobalSeries series, Func<int, double, double> change) => series with
    {
        Task = series.Task with { History = [.. series.Task.History.Select((value, t) => change(t, value))] },
    };

    public static RollingForecast Value(this Outcome<RollingForecast> outcome) => ((Outcome<RollingForecast>.Done)outcome).Value;

    public static ImmutableArray<Outcome<RollingForecast>> Forecast(IReadOnlyList<GlobalSeries> series) =>
        GlobalModel.Forecast(series, Quick, CancellationToken.None);
}
