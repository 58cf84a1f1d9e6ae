using Forecasting.Forecasters.Ssa.MicrosoftML;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

public sealed class MicrosoftMLModelTests
{
    private static readonly double[] Sine = [.. Enumerable.Range(0, 240).Select(SineAt)];
    private static readonly double[] Line = [.. Enumerable.Range(0, 120).Select(t => 10 + 0.5 * t)];

    private static IEnumerable<TestCaseData> DegenerateSeries()
    {
        yield return Series("empty", []);
        yield return Series("one point", [3]);
        yield return Series("two points", [3, 4]);
        yield return Series("zeros", new double[60]);
        yield return Series("constant", Enumerable.Repeat(7.0, 60));
        yield return Series("spike in the middle", Enumerable.Range(0, 60).Select(t => t == 30 ? 9.0 : 0));
        yield return Series("lone last sale", Enumerable.Range(0, 60).Select(t => t == 59 ? 7.0 : 0));
        yield return Series("lone first sale", Enumerable.Range(0, 60).Select(t => t == 0 ? 7.0 : 0));
        yield return Series("all missing", Enumerable.Repeat(double.NaN, 60));
        yield return Series("every other missing", Enumerable.Range(0, 120).Select(t => t % 2 == 0 ? t : double.NaN));
        yield return Series("alternating", Enumerable.Range(0, 60).Select(t => t % 2 == 0 ? 1.0 : -1));
        yield return Series("step", Enumerable.Range(0, 60).Select(t => t < 30 ? 1.0 : 100));
        yield return Series("explosion", Enumerable.Range(0, 60).Select(t => Math.Pow(2, t)));
        yield return Series("decay", Enumerable.Range(0, 60).Select(t => Math.Pow(0.5, t)));
        yield return Series("1e12", Enumerable.Range(0, 60).Select(t => 1e12 * (1 + t % 7)));
        yield return Series("1e-9", Enumerable.Range(0, 60).Select(t => 1e-9 * (1 + t % 7)));
        yield return Series("largest single", Enumerable.Range(0, 60).Select(t => t % 3 == 0 ? float.MaxValue : 0.0));
        yield return Series("beyond single", Enumerable.Repeat(1e300, 60));
        yield return Series("infinite", Enumerable.Range(0, 60).Select(t => t == 5 ? double.NegativeInfinity : t));
        yield return Series("square wave", Enumerable.Range(0, 60).Select(t => t % 10 < 5 ? 0.0 : 8));
        yield return Series("98 % zeros", Enumerable.Range(0, 730).Select(t => t % 53 == 11 ? 1.0 + t % 5 : 0));
    }

    [TestCaseSource(nameof(DegenerateSeries))]
    public void Predict_DegenerateSeries_IsFiniteOrSkipped(double[] series)
    {
        foreach (var method in Enum.GetValues<MicrosoftMLRankSelection>())
        {
            foreach (var stabilize in new[] { true, false })
            {
                var settings = new MicrosoftMLSettings(7, 20, 1000, 28, rankSelectionMethod: method, shouldStabilize: stabilize);
                if (MicrosoftMLModel.Fit(series, settings) is not Outcome<MicrosoftMLModel>.Done { Value: var model })
                    continue;
                var ours = model.Update(0).Update(double.NaN).Predict(400, 0.95);
                double[] numbers = [.. ours.Forecast, .. ours.Lower, .. ours.Upper];
                Assert.That(numbers.All(double.IsFinite), Is.True, $"{method}, stabilised: {stabilize}");
                Assert.That(ours.Deviation.All(x => x >= 0), Is.True, $"{method}, stabilised: {stabilize}");
            }
        }
    }

    [TestCase(MicrosoftMLRankSelection.Exact)]
    [TestCase(MicrosoftMLRankSelection.Fast)]
    public void Predict_Constant_IsTheConstantWithBoundsOfNoWidth(MicrosoftMLRankSelection method)
    {
        var model = Fit(Enumerable.Repeat(5.0, 100), 14, method);

        var ours = model.Predict(28, 0.95);

        Assert.That(model.Rank, Is.EqualTo(1));
        Assert.That(ours.Forecast, Is.All.EqualTo(5).Within(1e-5));
        Assert.That(ours.Upper.Zip(ours.Lower, (upper, lower) => upper - lower), Is.All.EqualTo(0).Within(1e-5));
    }

    [TestCase(MicrosoftMLRankSelection.Exact)]
    [TestCase(MicrosoftMLRankSelection.Fast)]
    public void Predict_SineOnALevel_GoesOn(MicrosoftMLRankSelection method)
    {
        // A level and one wave: rank 3, and roots on the unit circle that stabilisation leaves where they are.
        var model = Fit(Sine, 24, method);

        Assert.That(model.Rank, Is.EqualTo(3));
        Assert.That(model.IsStabilized, Is.True);
        Assert.That(
            model.Predict(28, 0.95).Forecast,
            Is.EqualTo(Enumerable.Range(240, 28).Select(SineAt)).Within(2e-4));
    }

    [Test]
    public void Predict_LineNotStabilised_GoesOn() =>
        Assert.That(
            Fit(Line, 30, stabilize: false).Predict(28, 0.95).Forecast,
            Is.EqualTo(Enumerable.Range(120, 28).Select(t => 10 + 0.5 * t)).Within(1e-3));

    [Test]
    public void Predict_LineStabilised_IsDampedByOnePercentABucket()
    {
        // One of the two roots at 1 becomes 0.99: steps shrink by 1 % and 83.5 becomes 80.1.
        var model = Fit(Line, 30);

        var forecast = model.Predict(28, 0.95).Forecast;

        Assert.That(model.HasLinearTrend, Is.True);
        Assert.That(forecast[27], Is.EqualTo(80.1).Within(0.05));
        var steps = forecast.Skip(1).Zip(forecast, (next, value) => next - value).ToArray();
        Assert.That(Math.Pow(steps[^1] / steps[0], 1.0 / (steps.Length - 1)), Is.EqualTo(0.99).Within(1e-3));
    }

    [Test]
    public void Predict_GrowthCapOfZero_IsZero()
    {
        var model = Fit(new MicrosoftMLSettings(14, 30, 120, 28, maxGrowth: new MicrosoftMLGrowth(1, 0)), Line);

        Assert.That(model.Coefficients, Has.Length.EqualTo(13).And.All.Zero);
        Assert.That(model.Predict(5, 0.95).Forecast, Is.All.Zero);
    }

    [Test]
    public void Predict_GrowthCap_HoldsAnExplosionBack()
    {
        var series = Enumerable.Range(0, 100).Select(t => Math.Pow(1.02, t)).ToArray();

        var free = Fit(series, 14).Predict(30, 0.95).Forecast;
        var cap = new MicrosoftMLSettings(14, 30, 100, 30, maxGrowth: new MicrosoftMLGrowth(10, 1.05));
        var capped = Fit(cap, series).Predict(30, 0.95).Forecast;

        Assert.That(free[29] / series[99], Is.EqualTo(Math.Pow(1.02, 30)).Within(1e-3));
        Assert.That(capped[29] / capped[28], Is.EqualTo(Math.Pow(1.05, 0.1)).Within(5e-4));
    }

    [Test]
    public void Predict_LoneLastSale_IsTheNaiveMeanForever()
    {
        var model = Fit(Enumerable.Range(0, 120).Select(t => t == 119 ? 7.0 : 0), 14);

        var ours = model.Predict(28, 0.95);

        Assert.That((model.IsNaive, model.WindowLength, model.Rank), Is.EqualTo((true, 2, 1)));
        Assert.That(ours.Forecast, Is.All.EqualTo(3.5).Within(1e-5));

        // The signal counts as 0: 7²/120 − (7/120)², and nothing from the recurrence.
        Assert.That(model.ObservationNoiseVariance, Is.EqualTo(49.0 / 120 - 49.0 / 14400).Within(1e-12));
        Assert.That(model.AutoregressionNoiseVariance, Is.Zero);
    }

    [Test]
    public void Predict_WindowOfTwo_HasItsCoefficientClippedAndASkippedResponse()
    {
        // L = 2: next = a·last, so that ψ_h = a^h, and the h-th bucket has σ_a²(1 + a⁴ + a⁶ + … + a^2h) + σ_o².
        double[] series = [.. Enumerable.Range(0, 50).Select(t => 10 * Math.Pow(0.9, t) + t % 3)];
        var model = Fit(series, 2);
        var a = model.Coefficients.Single();

        var deviation = model.Predict(4, 0.95).Deviation;

        var expected = model.AutoregressionNoiseVariance + model.ObservationNoiseVariance;
        Assert.That(a, Is.InRange(-1.0, 1.0));
        for (var h = 1; h <= 4; h++)
        {
            expected += h > 1 ? model.AutoregressionNoiseVariance * Math.Pow(a, 2 * h) : 0;
            Assert.That(deviation[h - 1], Is.EqualTo(Math.Sqrt(expected)).Within(1e-12));
        }
    }

    [Test]
    public void Predict_ConfidenceLevel_WidensTheBoundsByTheNormalQuantile()
    {
        var model = Fit(Sine.Select((x, t) => x + t % 5), 24);

        var ours = model.Predict(3, 0.8);

        Assert.That(ours.Upper[2] - ours.Forecast[2], Is.EqualTo(1.2815515655446004 * ours.Deviation[2]).Within(1e-9));
        Assert.That(model.Predict(3, 0).Lower, Is.EqualTo(ours.Forecast));
    }

    [Test]
    public void Fit_MoreThanTrainSize_IgnoresWhatFollows()
    {
        var settings = new MicrosoftMLSettings(14, 30, 120, 7);

        var whole = Fit(settings, Sine).Predict(7, 0.95).Forecast;

        Assert.That(whole, Is.EqualTo(Fit(settings, Sine[..120]).Predict(7, 0.95).Forecast));
    }

    [Test]
    public void Fit_Missing_IsAsIfTheBucketHadNeverBeen()
    {
        double[] gaps = [.. Sine.Take(50), double.NaN, double.NaN, .. Sine.Skip(50)];

        Assert.That(Fit(gaps, 14).Predict(7, 0.95).Forecast, Is.EqualTo(Fit(Sine, 14).Predict(7, 0.95).Forecast));
    }

    [Test]
    public void Update_SeriesThatGoesOn_KeepsTheForecastOnIt()
    {
        var model = Fit(Sine, 24);
        var updated = model;
        for (var t = 240; t < 300; t++)
            updated = updated.Update(SineAt(t));

        Assert.That(
            updated.Predict(12, 0.95).Forecast,
            Is.EqualTo(Enumerable.Range(300, 12).Select(SineAt)).Within(2e-4));
        Assert.That(updated.Coefficients, Is.EqualTo(model.Coefficients));
        Assert.That(model.Predict(12, 0.95).Forecast[0], Is.EqualTo(20).Within(2e-4), "the first model has not moved");
    }

    [Test]
    public void Update_BeyondSinglePrecision_Throws() =>
        Assert.That(
            () => Fit(Sine, 14).Update(1e39),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("within single precision"));

    [Test]
    public void Fit_RankAndMaxRank_AreThoseThatTheirsUses()
    {
        var noisy = Sine.Select((x, t) => x + t * 37 % 11).ToArray();
        MicrosoftMLSettings With(MicrosoftMLRankSelection method, int? rank, int? maxRank, bool honour) =>
            new(24, 30, 240, 7, rankSelectionMethod: method, rank: rank, maxRank: maxRank, honourMaxRank: honour);

        Assert.That(Fit(With(MicrosoftMLRankSelection.Fixed, 4, null, false), noisy).Rank, Is.EqualTo(4));
        Assert.That(Fit(With(MicrosoftMLRankSelection.Fixed, null, null, false), noisy).Rank, Is.EqualTo(23));
        Assert.That(Fit(With(MicrosoftMLRankSelection.Fixed, null, 5, false), noisy).Rank, Is.EqualTo(23), "dropped");
        Assert.That(Fit(With(MicrosoftMLRankSelection.Fixed, null, 5, true), noisy).Rank, Is.EqualTo(5));
        Assert.That(Fit(With(MicrosoftMLRankSelection.Exact, null, 2, true), noisy).Rank, Is.LessThanOrEqualTo(2));
        Assert.That(Fit(With(MicrosoftMLRankSelection.Exact, null, 2, false), noisy).Rank, Is.GreaterThan(2));
    }

    [TestCase(14, 28)]
    [TestCase(14, 0)]
    public void Fit_NoMoreThanTwoWindows_IsSkipped(int window, int count) =>
        Assert.That(
            MicrosoftMLModel.Fit(Sine.AsSpan(0, count), new MicrosoftMLSettings(window, 30, 100, 7)),
            Is.EqualTo(new Outcome<MicrosoftMLModel>.Skipped($"Window 14 needs more than 28 values; there are {count}.")));

    private static MicrosoftMLModel Fit(
        IEnumerable<double> series, int window, MicrosoftMLRankSelection method = MicrosoftMLRankSelection.Exact, bool stabilize = true) =>
        Fit(new MicrosoftMLSettings(window, window + 1, 1000, 28, rankSelectionMethod: method, shouldStabilize: stabilize), [.. series]);

    private static MicrosoftMLModel Fit(MicrosoftMLSettings settings, double[] series) =>
        ((Outcome<MicrosoftMLModel>.Done)MicrosoftMLModel.Fit(series, settings)).Value;

    private static double SineAt(int t) => 20 + 5 * Math.Sin(2 * Math.PI * t / 12);

    private static TestCaseData Series(string name, IEnumerable<double> values) =>
        new TestCaseData(values.ToArray()).SetArgDisplayNames(name);
}
