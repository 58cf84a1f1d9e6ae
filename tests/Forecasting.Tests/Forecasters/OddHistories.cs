using System.Collections.Immutable;
using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

/// <summary>Histories that no method is made for, and what its forecasts of them must be all the same.</summary>
internal static class OddHistories
{
    public static IEnumerable<TestCaseData> All()
    {
        (string Name, Func<int, double> At, int Buckets)[] kinds =
        [
            ("one observation", _ => 7, 1),
            ("two", t => t, 2),
            ("three", t => 1 << t, 3),
            ("six", t => t % 2, 6),
            ("zeros", _ => 0, 60),
            ("constant", _ => 0.1, 80),
            ("one spike at the end", t => t == 89 ? 12 : 0, 90),
            ("one spike in the middle", t => t == 50 ? 9 : 0, 120),
            ("spike, then unobserved", t => t == 0 ? 3 : double.NaN, 40),
            ("unobserved at both ends", t => t is < 9 or > 48 ? double.NaN : 5 + t % 3, 60),
            ("mostly unobserved", t => t % 10 == 0 ? 5 + t % 3 : double.NaN, 100),
            ("unobserved for 700 buckets", t => t < 50 ? 5 + t % 3 : double.NaN, 750),
            ("huge", t => 1e12 * (1 + t % 5), 104),
            ("tiny", t => 1e-9 * (1 + t % 5), 104),
            ("smallest doubles", t => 4e-310 * (1 + t % 5), 60),
            ("alternating", t => t % 2 == 0 ? 0 : 10, 61),
            ("explosive", t => Math.Pow(1.3, t), 80),
            ("step up", t => t < 90 ? 1 : 100, 100),
            ("step down to zero", t => t < 60 ? 20 + t % 7 : 0, 100),
            ("negative", t => -5 - t % 7, 90),
            ("around zero", t => t % 7 - 3, 90),
            ("outlier of a million", t => t == 70 ? 1e6 : 3 + t % 4, 100),
            ("line to zero", t => 59 - t, 60),
        ];
        return kinds.Select(kind => new TestCaseData(Enumerable.Range(0, kind.Buckets).Select(kind.At).ToImmutableArray()).SetArgDisplayNames(kind.Name));
    }

    /// <summary>Finite, at most one range of the history beyond it, and not below 0 unless the history was; with any season, from three origins.</summary>
    public static void AssertInRange(ImmutableArray<double> history, Func<ForecastTask, RollingForecast> forecast)
    {
        var observed = history.Where(x => !double.IsNaN(x)).ToArray();
        var width = observed.Max() - observed.Min();
        var lowest = observed.Min() >= 0 ? 0 : observed.Min() - width;
        ImmutableArray<int> origins = history.Length < 8 ? [history.Length] : [history.Length / 2, history.Length - 2, history.Length];
        foreach (var season in new[] { 1, 7, 12, 52 })
        {
            var means = forecast(new ForecastTask(history, season, 9, origins)).Means;
            Assert.That(means, Is.All.Matches<double>(double.IsFinite));
            Assert.That(means, Is.All.InRange(lowest, Math.Min(double.MaxValue, observed.Max() + width)));
        }
    }
}
