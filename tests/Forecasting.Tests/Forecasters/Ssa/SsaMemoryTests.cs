using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class SsaMemoryTests
{
    private const int Runs = 5;
    private const long Limit = 256 * 1024;

    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];
    private static readonly ImmutableArray<double> Days = [.. Enumerable.Range(0, 1941).Select(t => 40 + 9 * Math.Sin(t * 0.9) + t * 37 % 11)];

    [Test]
    public void FitAndPredict_FiveYearsOfDays_AllocateLittle()
    {
        var least = LeastAllocated(() => ((Outcome<SsaModel>.Done)SsaModel.Fit(Days.AsSpan(), 91, 6)).Value.Predict(28, 0.95));

        Assert.That(least, Is.InRange(1, Limit));
    }

    [Test]
    public void Create_FiveYearsOfDays_AllocatesLittle()
    {
        var settings = new ForecastSettings { Model = ForecastModel.Ssa };

        Assert.That(LeastAllocated(() => SeriesForecast.Create(Days, 7, 28, settings, Levels)), Is.InRange(1, Limit));
    }

    /// <summary>Bytes of the leanest run: the first one fills the pools, and a collection may empty them.</summary>
    private static long LeastAllocated(Func<object> run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(run());
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
