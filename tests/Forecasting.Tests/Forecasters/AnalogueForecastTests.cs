using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

[TestFixture]
public sealed class AnalogueForecastTests
{
    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    [Test]
    public void Create_ByLevel_IsTheMeanOfTheAnalogues()
    {
        var forecast = AnalogueForecast.Create([Flat("A", 4), Flat("B", 6), Flat("C", 11)], false, 5, Levels, "why").Forecast;
        Assert.That(forecast.Mean, Is.EqualTo(new double[] { 7, 7, 7, 7, 7 }));
        Assert.That((forecast.Model, forecast.FallbackReason), Is.EqualTo(("analogue", "why")));
        // Mean squared distance of 4, 6 and 11 from 7 is 26/3; 5/2 of it for one more product, 65/3, is the square of 0.665 times 7.
        Assert.That(forecast.Parameters, Is.EqualTo("3 analogues, recent level, variation 0.66"));
        Assert.That(forecast.Quantile(0, 0), Is.LessThan(4));
        Assert.That(forecast.Quantile(0, 2), Is.GreaterThan(11));
    }

    [Test]
    public void Create_Aligned_FollowsTheCurveAfterLaunch()
    {
        Analogue Ramp(string name, double factor) => new(name, [.. Enumerable.Range(0, 12).Select(age => factor * Math.Min(age, 6))]);
        var mean = AnalogueForecast.Create([Ramp("A", 1), Ramp("B", 2), Ramp("C", 3)], true, 12, Levels, "why").Forecast.Mean;
        Assert.That(mean[3], Is.EqualTo(6).Within(1e-12));
        Assert.That(mean[11], Is.EqualTo(12).Within(1e-12));
        Assert.That(mean[0], Is.EqualTo(2).Within(1e-12), "the mean of ages 0, 1 and 2: single weeks are noise");
    }

    [Test]
    public void Create_CurveThatNobodyHasSeenToItsEnd_GoesOnAsItWas()
    {
        Analogue Short(string name) => new(name, [5, 5, 5, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]);
        Assert.That(AnalogueForecast.Create([Short("A"), Short("B"), Short("C")], true, 8, Levels, "").Forecast.Mean, Has.All.EqualTo(5).Within(1e-12));
    }

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(20)]
    public void Create_GeneratedProducts_HoldTheTruthInFourOfFiveBuckets(int analogues)
    {
        var counts = new GeneratedCounts(11);
        double inside = 0, error = 0, bias = 0, sums = 0, level = 0;
        const int Products = 400;
        for (var product = 0; product < Products; product++)
        {
            // Levels of a category differ by a coefficient of variation of 0.7; the first product is the new one.
            double[][] all = [.. Enumerable.Range(0, analogues + 1).Select(_ => 10 * counts.Gamma(0.5)).Select(mean => Enumerable.Range(0, 13).Select(_ => counts.Poisson(mean)).ToArray())];
            var forecast = AnalogueForecast.Create([.. all[1..].Select((units, i) => new Analogue($"P{i}", [.. units]))], false, 13, Levels, "");
            for (var h = 0; h < 13; h++)
            {
                inside += all[0][h] >= forecast.Forecast.Quantile(h, 0) && all[0][h] <= forecast.Forecast.Quantile(h, 2) ? 1.0 / 13 / Products : 0;
                error += Math.Abs(all[0][h] - forecast.Forecast.Mean[h]) / 13 / Products;
                bias += (forecast.Forecast.Mean[h] - all[0][h]) / 13 / Products;
                level += all[0][h] / 13 / Products;
            }

            var paths = DemandPaths.Simulate(forecast.Forecast, forecast.Spread, 6, 400, (ulong)product, true).SortedSums(6);
            sums += all[0][..6].Sum() <= paths[359] ? 1.0 / Products : 0;
        }

        TestContext.Out.WriteLine($"{analogues} analogues: 80 % interval holds {inside:0.000}; 90 % of six weeks' sums hold {sums:0.000}; error {error:0.00}, bias {bias:0.00} of {level:0.00}");
        Assert.That(inside, Is.InRange(0.74, 0.88));
        Assert.That(sums, Is.InRange(0.83, 0.95), "the level of a product is uncertain, not only its weeks");
        Assert.That(Math.Abs(bias), Is.LessThan(0.1 * level));
    }

    private static Analogue Flat(string name, double level) => new(name, [.. Enumerable.Repeat(level, 8)]);
}
