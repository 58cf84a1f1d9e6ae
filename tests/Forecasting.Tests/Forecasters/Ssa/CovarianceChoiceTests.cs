using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class CovarianceChoiceTests
{
    [TestCase(new[] { 3.0, 0, 2, 0, 0, 1 }, false, SsaCovariance.Toeplitz, TestName = "For_Intermittent_IsToeplitz")]
    [TestCase(new[] { 3.0, 0, 2, 0, 0, 1 }, true, SsaCovariance.Basic, TestName = "For_IntermittentWithASeason_IsBasic")]
    [TestCase(new[] { 3.0, 4, 2, 0, 5, 1 }, false, SsaCovariance.Basic, TestName = "For_AFewEmptyBuckets_IsBasic")]
    [TestCase(new[] { 3.0, 4, 2, 6, 5, 1 }, false, SsaCovariance.Basic, TestName = "For_SteadySales_IsBasic")]
    [TestCase(new[] { 3.0, 0, -2, 0, 0, 1 }, false, SsaCovariance.Basic, TestName = "For_NetReturns_IsBasic")]
    [TestCase(new[] { 3.0, 4, double.NaN, double.NaN, 5, 1 }, false, SsaCovariance.Basic, TestName = "For_UnobservedBuckets_AreNotEmpty")]
    public void For(double[] seen, bool hasSeason, SsaCovariance expected) =>
        Assert.That(CovarianceChoice.For(seen, hasSeason), Is.EqualTo(expected));

    [Test]
    public void Forecast_IntermittentDemand_IsThatOfTheToeplitzMatrix()
    {
        var random = new SplitMix64(11);
        var history = Enumerable.Range(0, 80).Select(_ => random.NextUniform() < 0.4 ? 1.0 + random.NextBelow(4) : 0).ToImmutableArray();

        var automatic = Final(history, new SsaSettings());

        Assert.That(automatic, Is.EqualTo(Final(history, new SsaSettings { Covariance = SsaCovariance.Toeplitz })));
        Assert.That(automatic, Is.Not.EqualTo(Final(history, new SsaSettings { Covariance = SsaCovariance.Basic })).Within(1e-6));
    }

    private static double[] Final(ImmutableArray<double> history, SsaSettings settings) =>
        ((Outcome<RollingForecast>.Done)new SsaForecaster(settings)
            .Forecast(new ForecastTask(history, 1, 6, RollingOrigins.Choose(history.Length, 1, 6, most: 18)))).Value.Final.ToArray();
}
