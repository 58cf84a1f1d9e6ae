using System.Collections.Immutable;
using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters;

[TestFixture]
public sealed class SizeCurveTests
{
    private static readonly string[] Sizes = ["S", "M", "L", "XL"];
    private static readonly double[] Curve = [0.15, 0.30, 0.35, 0.20];

    [Test]
    public void Learn_ManyStyles_FindsTheKnownCurveAndHowAlikeTheyAre()
    {
        var curve = SizeCurve.Learn(Styles(new GeneratedCounts(2), 200, 40, 300, out _));
        for (var i = 0; i < Sizes.Length; i++)
            Assert.That(curve.Shares[Sizes[i]], Is.EqualTo(Curve[i]).Within(0.02), Sizes[i]);
        Assert.That(curve.Concentration, Is.InRange(28, 56), "made with 40");
    }

    [Test]
    public void Of_ThinStyles_ErrsLessThanOwnSharesAndLessThanTheCurveAlone()
    {
        var counts = new GeneratedCounts(3);
        var curve = SizeCurve.Learn(Styles(counts, 200, 40, 300, out _));
        var thin = Styles(counts, 300, 40, 30, out var truth);
        var (shrunk, own, alone) = (0.0, 0.0, 0.0);
        for (var s = 0; s < thin.Count; s++)
        {
            var total = Math.Max(1, thin[s].Sum(v => v.Units));
            shrunk += Distance(curve.Of(thin[s]), truth[s]) / thin.Count;
            own += Distance([.. thin[s].Select(v => v.Units / total)], truth[s]) / thin.Count;
            alone += Distance([.. Curve], truth[s]) / thin.Count;
        }

        TestContext.Out.WriteLine($"mean absolute error of a share: own sales {own:0.0000}, curve alone {alone:0.0000}, both {shrunk:0.0000}");
        Assert.That(shrunk, Is.LessThan(0.75 * own).And.LessThan(0.9 * alone));
    }

    [Test]
    public void Of_NoSalesYet_IsTheCurve_OverTheSizesThatTheStyleHas()
    {
        var curve = new SizeCurve(ImmutableSortedDictionary<string, double>.Empty.Add("M", 0.3).Add("L", 0.2).Add("S", 0.5), 20);
        Assert.That(curve.Of([new SoldVariant("M", 0, 0), new SoldVariant("L", 0, 0)]), Is.EqualTo(new[] { 0.6, 0.4 }).Within(1e-12));
        Assert.That(curve.Of([new SoldVariant("M", 0, 0), new SoldVariant("M", 0, 0), new SoldVariant("L", 0, 0)]), Is.EqualTo(new[] { 0.3, 0.3, 0.4 }).Within(1e-12), "two colours");
    }

    [Test]
    public void Of_MuchEvidence_IsTheStylesOwn()
    {
        var curve = new SizeCurve(ImmutableSortedDictionary<string, double>.Empty.Add("M", 0.5).Add("L", 0.5), 20);
        Assert.That(curve.Of([new SoldVariant("M", 9000, 26), new SoldVariant("L", 1000, 26)])[0], Is.EqualTo(0.9).Within(0.005));
    }

    [Test]
    public void Of_VariantOnSaleForHalfTheTime_IsNotHalved()
    {
        var curve = new SizeCurve(ImmutableSortedDictionary<string, double>.Empty.Add("M", 0.5).Add("L", 0.5), 20);
        Assert.That(curve.Of([new SoldVariant("M", 1000, 20), new SoldVariant("L", 500, 10)])[1], Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void ShareForecast_SharesOfAllVariants_AddUpToTheStyle()
    {
        var whole = ((Outcome<SeriesForecast>.Done)SeriesForecast.Create([.. Enumerable.Range(0, 30).Select(i => 20.0 + i % 3)], 52, 6, new ForecastSettings(), [0.1, 0.9])).Value;
        var parts = new[] { 0.1, 0.2, 0.7 }.Select(share => ShareForecast.Create(whole, share, 30, [0.1, 0.9], "why")).ToArray();
        for (var h = 0; h < 6; h++)
            Assert.That(parts.Sum(p => p.Forecast.Mean[h]), Is.EqualTo(whole.Forecast.Mean[h]).Within(1e-9));
        var deviation = parts[0].Spread.Deviation(0, parts[0].Forecast.Mean[0]);
        var (p, mean, common) = (0.1, whole.Forecast.Mean[0], 0.1 * whole.Spread.Deviation(0, whole.Forecast.Mean[0]));
        Assert.That(deviation * deviation, Is.EqualTo(common * common + mean * p * (1 - p) + mean * mean * p * (1 - p) / 31).Within(1e-9));
    }

    private static List<SoldVariant[]> Styles(GeneratedCounts counts, int styles, double concentration, double units, out List<double[]> truth)
    {
        (truth, var sold) = ([], new List<SoldVariant[]>());
        for (var s = 0; s < styles; s++)
        {
            // A Dirichlet draw: gamma numbers with these shapes, divided by their sum.
            var shares = Curve.Select(p => p * counts.Gamma(1 / (concentration * p))).ToArray();
            var sum = shares.Sum();
            shares = Array.ConvertAll(shares, x => x / sum);
            truth.Add(shares);
            sold.Add([.. Sizes.Select((size, i) => new SoldVariant(size, counts.Poisson(units * shares[i]), 10))]);
        }

        return sold;
    }

    private static double Distance(ImmutableArray<double> shares, double[] truth) => shares.Zip(truth, (a, b) => Math.Abs(a - b)).Average();
}
