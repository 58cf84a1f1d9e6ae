using Forecasting.Inventory.BuyingAhead;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.BuyingAhead;

[TestFixture]
public sealed class HandlingSavingTests
{
    private static readonly HandlingSaving Both = new(10, 60, 1, 8);

    [TestCase(9, 0, "")]
    [TestCase(10, 1, "1 full layer")]
    [TestCase(59, 5, "5 full layers")]
    [TestCase(60, 8, "1 full pallet")]
    [TestCase(145, 18, "2 full pallets and 2 full layers")]
    public void At_PalletsFirst_ThenLayersOfTheRest(decimal quantity, decimal saving, string words)
    {
        Assert.That(Both.At(quantity), Is.EqualTo(saving));
        Assert.That(Both.Describe(quantity), Is.EqualTo(words));
    }

    [Test]
    public void FullFrom_NextLayerAndPallet_WherePacksAllow()
    {
        Assert.That(Both.FullFrom(41, 5), Is.EqualTo(new[] { 50m, 60m }));
        Assert.That(Both.FullFrom(41, 12), Is.EqualTo(new[] { 60m }));
        Assert.That(new HandlingSaving(null, null, 1, 1).FullFrom(41, 1), Is.Empty);
    }
}
