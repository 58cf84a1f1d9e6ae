using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

/// <summary>Agreement with ML.NET's <c>ForecastBySsa</c>, class by class: docs/methods/ssa-microsoft-ml.md has the table.</summary>
/// <remarks>FORECASTING_SHARED names the folder that holds reference/ssa; without it these tests are skipped, and the closed forms of
/// <see cref="MicrosoftMLModelTests"/> stay.</remarks>
public sealed class MicrosoftMLAgreementTests
{
    [TestCase("robust", 243)]
    [TestCase("sensitive", 23)]
    [TestCase("naive", 31)]
    public void Predict_EveryCaseOfAClass_HasItsRankForecastAndBounds(string name, int count)
    {
        var cases = ReferenceCase.OfClass(name);
        Assert.That(cases, Has.Count.EqualTo(count));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
            {
                Assert.That(reference.Fit().Rank, Is.EqualTo(reference.Rank), $"{reference.Name}: rank");
                CheckNumbers(reference);
            }
        }
    }

    [Test]
    public void Predict_RanksThatTie_HaveTheForecastAndBoundsAllTheSame()
    {
        var cases = ReferenceCase.OfClass("rank-ambiguous");
        Assert.That(cases, Has.Count.EqualTo(23));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
                CheckNumbers(reference);
        }
    }

    [Test]
    public void Predict_AnswersThatDependOnRounding_AreFiniteAndNearTheSeries()
    {
        var cases = ReferenceCase.OfClass("degenerate");
        Assert.That(cases, Has.Count.EqualTo(18));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
            {
                var ours = reference.Predict();
                Assert.That(ours.Forecast.All(x => Math.Abs(x) <= 1.5 * reference.Scale), Is.True, $"{reference.Name}: forecast");
                Assert.That(ours.Deviation.All(double.IsFinite), Is.True, $"{reference.Name}: deviation");
            }
        }
    }

    [Test]
    public void Fit_WhereTheirsIsUntrained_IsSkipped()
    {
        foreach (var reference in ReferenceCase.OfClass("untrained"))
            Assert.That(
                MicrosoftMLModel.Fit(reference.Input, reference.Settings()),
                Is.EqualTo(new Outcome<MicrosoftMLModel>.Skipped("Window 20 needs more than 40 values; there are 30.")));
    }

    [Test]
    public void Settings_WhereTheirsThrows_ThrowBeforeAnyWork()
    {
        var cases = ReferenceCase.OfClass("error");
        Assert.That(cases, Has.Count.EqualTo(10));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
                Assert.That(reference.Settings, Throws.InstanceOf<ArgumentOutOfRangeException>(), reference.Name);
        }
    }

    [Test]
    public void Update_OneByOne_FollowsTheirRollingForecasts()
    {
        var cases = ReferenceCase.Rolling();
        Assert.That(cases, Has.Count.EqualTo(3));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
            {
                var model = ((Outcome<MicrosoftMLModel>.Done)MicrosoftMLModel.Fit(reference.Input, reference.Settings())).Value;
                var one = new List<double>();
                var seven = new List<double>();
                foreach (var value in reference.Updates)
                {
                    model = model.Update(value);
                    var forecast = model.Predict(7, 0.95).Forecast;
                    one.Add(forecast[0]);
                    seven.Add(forecast[6]);
                }

                var tolerance = reference.ForecastTolerance * reference.Scale;
                Assert.That(one, Is.EqualTo(reference.Numbers("oneStepForecastAfterEachUpdate")).Within(tolerance), reference.Name);
                Assert.That(seven, Is.EqualTo(reference.Numbers("sevenStepForecastAfterEachUpdate")).Within(tolerance), reference.Name);
            }
        }
    }

    [Test]
    public void SeriesForecast_LikeMicrosoftML_HasTheirForecastAndBoundsAsQuantiles()
    {
        var cases = ReferenceCase.OfClass("robust").Where(reference => reference.ConfidenceLevel == 0.95 && CoversItsInput(reference))
            .ToArray();
        Assert.That(cases, Has.Length.GreaterThan(200));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reference in cases)
            {
                var settings = new ForecastSettings
                {
                    Model = ForecastModel.Ssa,
                    Ssa = new SsaSettings { Compatibility = reference.Settings() },
                    Origins = 2,
                };
                var history = reference.Input.Concat(reference.Updates).ToImmutableArray();
                var outcome = SeriesForecast.Create(history, 1, reference.Horizon, settings, [0.025, 0.975]);
                var forecast = ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast;
                var bounds = forecast.Quantiles.Chunk(2).ToArray();
                Check(reference, forecast.Mean, [.. bounds.Select(pair => pair[0])], [.. bounds.Select(pair => pair[1])]);
            }
        }
    }

    /// <summary>False where theirs trains on the first values only and forecasts what the series goes on to say.</summary>
    private static bool CoversItsInput(ReferenceCase reference) => reference.Settings().TrainSize >= reference.Input.Length;

    private static void CheckNumbers(ReferenceCase reference)
    {
        var ours = reference.Predict();
        Check(reference, ours.Forecast, ours.Lower, ours.Upper);
    }

    private static void Check(
        ReferenceCase reference, IReadOnlyList<double> forecast, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        var name = reference.Name;
        Assert.That(forecast, Is.EqualTo(reference.Forecast).Within(reference.ForecastTolerance * reference.Scale), $"{name}: forecast");

        // A file without bounds is one where none were asked for.
        if (reference.Lower.Length == 0)
            return;
        var tolerance = reference.BoundsTolerance * reference.Scale;
        Assert.That(lower, Is.EqualTo(reference.Lower).Within(tolerance), $"{name}: lower bound");
        Assert.That(upper, Is.EqualTo(reference.Upper).Within(tolerance), $"{name}: upper bound");
    }
}
