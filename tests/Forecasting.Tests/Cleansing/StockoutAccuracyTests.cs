using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

/// <summary>Against demand that is known: docs/benchmarks/cleansing.md has the whole tables.</summary>
[TestFixture]
public sealed class StockoutAccuracyTests
{
    private const int Length = 156;
    private const int Future = 13;
    private static readonly double[] Shares = [0.1, 0.3, 0.5];

    [Test]
    public void Uncensor_Bias_IsCutByFourFifths(
        [Values(DemandKind.Smooth, DemandKind.Seasonal, DemandKind.Trending, DemandKind.Erratic)] DemandKind kind,
        [Values(Shortage.Full, Shortage.Partial, Shortage.RunOut, Shortage.Counted)] Shortage shortage,
        [ValueSource(nameof(Shares))] double share)
    {
        var (raw, cleansed) = Bias(kind, shortage, share, 40);
        Assert.That(raw, Is.LessThan(0), "what is not there is not sold");
        Assert.That(Math.Abs(cleansed), Is.LessThanOrEqualTo(Math.Max(0.2 * Math.Abs(raw), 0.006)), $"{raw:P1} of demand");
    }

    [Test]
    public void Uncensor_OnlyAFlag_CutsTheBiasByHalfOrMore(
        [Values(DemandKind.Smooth, DemandKind.Seasonal, DemandKind.Trending, DemandKind.Erratic)] DemandKind kind, [ValueSource(nameof(Shares))] double share)
    {
        var (raw, cleansed) = Bias(kind, Shortage.Flagged, share, 40);
        Assert.That(Math.Abs(cleansed), Is.LessThanOrEqualTo(Math.Max(0.5 * Math.Abs(raw), 0.012)), $"{raw:P1} of demand");
    }

    [Test]
    public void Uncensor_IntermittentDemand_IsLessBiased([Values] Shortage shortage)
    {
        var (raw, cleansed) = Bias(DemandKind.Intermittent, shortage, 0.3, 60);
        Assert.That(Math.Abs(cleansed), Is.LessThan(0.8 * Math.Abs(raw)), $"{raw:P1} of demand");
    }

    [Test]
    public void ForecastThatFollows_BeatsZeroAndLeavingOut([Values(Shortage.Full, Shortage.RunOut, Shortage.Counted, Shortage.Flagged)] Shortage shortage)
    {
        double zero = 0, leftOut = 0, deleted = 0, cleansed = 0;
        foreach (var kind in new[] { DemandKind.Smooth, DemandKind.Seasonal, DemandKind.Trending })
        {
            for (var number = 0; number < 8; number++)
            {
                var shelf = Shelf(kind, shortage, 0.5, (ulong)number + 500);
                zero += Mase(shelf, shelf.Sold);
                leftOut += Mase(shelf, [.. shelf.Sold.Select((s, i) => shelf.Availability[i] < 1 ? double.NaN : s)]);
                deleted += Mase(shelf, [.. shelf.Sold.Where((_, i) => shelf.Availability[i] >= 1)]);
                cleansed += Mase(shelf, [.. Cleansed(shelf).Quantities]);
            }
        }

        Assert.That(cleansed, Is.LessThan(0.9 * zero).And.LessThan(deleted));
        Assert.That(cleansed, shortage == Shortage.Full ? Is.EqualTo(leftOut) : Is.LessThan(0.95 * leftOut), "a bucket wholly out of stock is left out");
    }

    [Test]
    public void Deviations_HoldTheTruthAsOftenAsTheyShould()
    {
        var (inside, all) = (0, 0);
        for (var number = 0; number < 30; number++)
        {
            var shelf = Shelf(DemandKind.Erratic, Shortage.Partial, 0.3, (ulong)number + 900);
            var cleansed = Cleansed(shelf);
            for (var i = 0; i < Length; i++)
            {
                if (cleansed.Deviations[i] == 0)
                    continue;
                all++;
                inside += Math.Abs(shelf.Demand[i] - cleansed.Quantities[i]) <= cleansed.Deviations[i] ? 1 : 0;
            }
        }

        Assert.That((double)inside / all, Is.InRange(0.65, 0.85), "68 % of a normal distribution, more of a peaked one");
    }

    private static (double Raw, double Cleansed) Bias(DemandKind kind, Shortage shortage, double share, int series)
    {
        double truth = 0, raw = 0, cleansed = 0;
        for (var number = 0; number < series; number++)
        {
            var shelf = Shelf(kind, shortage, share, (ulong)number + 100);
            truth += shelf.Demand.Take(Length).Average();
            raw += shelf.Sold.Average();
            cleansed += Cleansed(shelf).Quantities.Where(q => !double.IsNaN(q)).Average();
        }

        return (raw / truth - 1, cleansed / truth - 1);
    }

    private static double Mase(SimulatedShelf shelf, double[] history)
    {
        var outcome = SeriesForecast.Create([.. history], 52, Future, new ForecastSettings(), [0.5]);
        var forecast = ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast.Mean;
        var naive = Enumerable.Range(52, Length - 52).Average(i => Math.Abs(shelf.Demand[i] - shelf.Demand[i - 52]));
        return forecast.Select((f, i) => Math.Abs(f - shelf.Demand[Length + i])).Average() / naive;
    }

    private static SimulatedShelf Shelf(DemandKind kind, Shortage shortage, double share, ulong seed) =>
        SimulatedShelf.Of(kind, shortage, share, Length, Future, 52, 20, seed);

    private static CleansedSeries Cleansed(SimulatedShelf shelf) => Cleanse.Apply(
        new DemandSeries(new SkuLocation(new Sku("A"), Location.Only), TimeBucket.Week, new DateOnly(2023, 1, 2), [.. shelf.Sold], [], [.. shelf.Availability]),
        [CleansingRules.UncensorStockouts([], 6)]);
}
