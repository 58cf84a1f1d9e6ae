using CsCheck;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class OrderSizingTests
{
    [Test]
    public void Size_BelowMinimumOrder_OrdersTheMinimum() =>
        Assert.That(OrderSizing.Size(3, 10, 1, null), Is.EqualTo(new OrderSizing.SizedOrder(10, 7, 0, 0, "")));

    [Test]
    public void Size_MinimumIsNoWholePack_RoundsUpAfterTheMinimum() =>
        Assert.That(OrderSizing.Size(3, 10, 6, null), Is.EqualTo(new OrderSizing.SizedOrder(12, 7, 2, 0, "")));

    [Test]
    public void Size_AboveTheCap_IsCutToWholePacks() =>
        Assert.That(OrderSizing.Size(20, 0, 6, 22), Is.EqualTo(
            new OrderSizing.SizedOrder(18, 0, 4, 6, "Cut from 24 to 18 by the largest order or stock allowed.")));

    [Test]
    public void Size_CapBelowMinimum_OrdersNothingAndSaysSo() =>
        Assert.That(OrderSizing.Size(20, 24, 6, 22), Is.EqualTo(
            new OrderSizing.SizedOrder(0, 4, 0, 24, "Not ordered: at most 22 may be ordered, less than the minimum order of 24.")));

    [Test]
    public void Size_NothingNeeded_IsZero() =>
        Assert.That(OrderSizing.Size(-5, 10, 6, null).Quantity, Is.Zero);

    [Test]
    public void Size_PackNotPositive_Throws() =>
        Assert.That(() => OrderSizing.Size(1, 0, 0, null), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Size_AnyNeed_IsZeroOrAtLeastTheMinimumInWholePacksAndAddsUp() =>
        Gen.Select(Gen.Decimal[-50, 500], Gen.Int[0, 100], Gen.Int[1, 24], Gen.Int[0, 400], Gen.Bool).Sample((need, moq, pack, cap, capped) =>
        {
            var order = OrderSizing.Size(need, moq, pack, capped ? cap : null);
            return (order.Quantity == 0 || order.Quantity >= moq)
                && order.Quantity % pack == 0
                && (!capped || order.Quantity <= cap)
                && (order.MaximumCut > 0 || need <= 0 || order.Quantity >= need)
                && (need <= 0 || need + order.MinimumRounding + order.PackRounding - order.MaximumCut == order.Quantity);
        });
}
