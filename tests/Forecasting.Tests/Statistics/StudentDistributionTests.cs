using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class StudentDistributionTests
{
    // Printed tables of the distribution, three decimals.
    [TestCase(0.975, 3, 3.182)]
    [TestCase(0.95, 3, 2.353)]
    [TestCase(0.9, 3, 1.638)]
    [TestCase(0.975, 5, 2.571)]
    [TestCase(0.95, 10, 1.812)]
    [TestCase(0.975, 30, 2.042)]
    public void Quantile_PrintedTable_Agrees(double probability, double degrees, double expected)
    {
        Assert.That(StudentDistribution.Quantile(probability, degrees), Is.EqualTo(expected).Within(1).Percent);
        Assert.That(StudentDistribution.Quantile(1 - probability, degrees), Is.EqualTo(-expected).Within(1).Percent);
    }

    [Test]
    public void Quantile_ManyDegrees_IsTheNormalOne() =>
        Assert.That(StudentDistribution.Quantile(0.9, 1e9), Is.EqualTo(NormalDistribution.Quantile(0.9)).Within(1e-8));
}
