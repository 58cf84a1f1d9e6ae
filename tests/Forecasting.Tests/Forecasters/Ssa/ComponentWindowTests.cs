using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class ComponentWindowTests
{
    [TestCase(104, new[] { 365.25 / 7 }, 52)]
    [TestCase(103, new[] { 365.25 / 7 }, 51)]
    [TestCase(320, new[] { 365.25 / 7 }, 157)]
    [TestCase(730, new[] { 7, 365.25 }, 364)]
    [TestCase(2000, new[] { 7, 365.25 }, 364)]
    [TestCase(300, new[] { 7, 365.25 }, 147)]
    [TestCase(60, new[] { 12.0 }, 24)]
    [TestCase(24, new double[0], 12)]
    public void For_IsWholeSeasonsInHalfTheHistory(int buckets, double[] seasons, int expected) =>
        Assert.That(ComponentWindow.For(buckets, seasons), Is.EqualTo(expected));

    [Test]
    public void Held_AreTheSeasonsThatFit()
    {
        Assert.That(ComponentWindow.Held([7, 365.25], 300).ToArray(), Is.EqualTo(new[] { 7.0 }));
        Assert.That(ComponentWindow.Held([7, 365.25], 365).ToArray(), Is.EqualTo(new[] { 7, 365.25 }));
    }
}
