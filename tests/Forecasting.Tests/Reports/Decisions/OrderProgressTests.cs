using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class OrderProgressTests
{
    private static readonly OrderLine[] Lines = [.. SamplePlan.Report().Orders.Where(o => o.SupplierId == "S1").Take(2)];

    private static int Units => (int)Lines.Sum(l => l.Quantity);

    [Test]
    public void Of_NoSupplierOrNoLimits_IsNothing()
    {
        Assert.That(OrderProgress.Of(null, Lines, _ => null), Is.Empty);
        Assert.That(OrderProgress.Of(new Supplier("S1"), Lines, _ => null), Is.Empty);
    }

    [Test]
    public void Of_Limits_SaysHowFarEachIs()
    {
        var supplier = new Supplier("S1") { MinimumOrderQuantity = Units * 2, MinimumOrderWeight = Units, CapacityVolume = Units * 4, CapacityWeight = Units };
        Assert.That(OrderProgress.Of(supplier, Lines, line => new Item(line.Sku) { Volume = 1, Weight = 2 }), Is.EqualTo(
            FormattableString.Invariant($"BELOW minimum order quantity: {Units} of {Units * 2} units (50 %); minimum order weight {Units} reached; ")
            + FormattableString.Invariant($"delivery filled to 25 % by volume ({Units} of {Units * 4}); MORE than one delivery carries: weight {Units * 2} of {Units}")));
    }

    [Test]
    public void Of_ItemWithoutMeasure_SaysThatTheSumIsNotKnown()
    {
        var supplier = new Supplier("S1") { CapacityVolume = 10, MinimumOrderWeight = 5 };
        Assert.That(OrderProgress.Of(supplier, Lines, line => line == Lines[0] ? new Item(line.Sku) { Volume = 1, Weight = 1 } : null), Is.EqualTo(
            "minimum order weight 5: not known of every item; a delivery carries volume 10: not known of every item"));
    }
}
