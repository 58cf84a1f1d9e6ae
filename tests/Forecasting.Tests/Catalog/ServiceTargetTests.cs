using Forecasting.Catalog;
using NUnit.Framework;

namespace Forecasting.Tests.Catalog;

[TestFixture]
public sealed class ServiceTargetTests
{
    [TestCase("0.95")]
    [TestCase("fill:0.95")]
    [TestCase(" FILL:0.95 ")]
    public void TryParse_FillRate_IsFillRate(string text)
    {
        Assert.That(ServiceTarget.TryParse(text, out var target), Is.True);
        Assert.That(target, Is.EqualTo(new ServiceTarget.FillRate(0.95)));
    }

    [Test]
    public void TryParse_CycleServiceLevel_IsNotAFillRate()
    {
        Assert.That(ServiceTarget.TryParse("csl:0.95", out var target), Is.True);
        Assert.That(target, Is.EqualTo(new ServiceTarget.CycleServiceLevel(0.95)));
    }

    [Test]
    public void TryParse_Cost_IsCostOptimal()
    {
        Assert.That(ServiceTarget.TryParse("Cost", out var target), Is.True);
        Assert.That(target, Is.EqualTo(new ServiceTarget.CostOptimal()));
    }

    [TestCase("95")]
    [TestCase("1")]
    [TestCase("0")]
    [TestCase("0,95")]
    [TestCase("")]
    [TestCase("service:0.95")]
    [TestCase("NaN")]
    public void TryParse_AnythingElse_IsRefused(string text) =>
        Assert.That(ServiceTarget.TryParse(text, out _), Is.False);
}
