using Forecasting.Catalog;
using NUnit.Framework;

namespace Forecasting.Tests.Catalog;

[TestFixture]
public sealed class PriceListTests
{
    private static readonly PriceList List = new([new(100, 9.5m), new(500, 9)]);

    [TestCase(1, 10)]
    [TestCase(99.999, 10)]
    [TestCase(100, 9.5)]
    [TestCase(499, 9.5)]
    [TestCase(500, 9)]
    [TestCase(100_000, 9)]
    public void UnitCostAt_IsThePriceOfTheLastBreakReached(decimal quantity, decimal unitCost) =>
        Assert.That(List.UnitCostAt(quantity, 10), Is.EqualTo(unitCost));

    [Test]
    public void Below_KeepsWhatIsCheaper()
    {
        Assert.That(List.Below(10), Is.SameAs(List));
        Assert.That(List.Below(9.5m), Is.EqualTo(new PriceList([new(500, 9)])));
        Assert.That(List.Below(9), Is.Null);
    }

    [Test]
    public void Equality_IsThatOfTheBreaks()
    {
        Assert.That(new PriceList([new(100, 9.5m), new(500, 9)]), Is.EqualTo(List));
        Assert.That(new PriceList([new(100, 9.5m), new(500, 8)]), Is.Not.EqualTo(List));
        Assert.That(List.ToString(), Is.EqualTo("100:9.5;500:9"));
    }

    [Test]
    public void Construction_BreaksThatAreNoList_SaysWhichRuleIsBroken()
    {
        Assert.That(() => new PriceList([]), Throws.ArgumentException.With.Message.StartsWith("there is no price"));
        Assert.That(() => new PriceList([new(0, 9)]), Throws.ArgumentException.With.Message.StartsWith("quantities and prices must be above 0"));
        Assert.That(() => new PriceList([new(5, 9), new(5, 8)]), Throws.ArgumentException.With.Message.StartsWith("each quantity must be above the one before"));
        Assert.That(() => new PriceList([new(5, 9), new(6, 9)]), Throws.ArgumentException.With.Message.StartsWith("each price must be below the one before"));
    }
}
