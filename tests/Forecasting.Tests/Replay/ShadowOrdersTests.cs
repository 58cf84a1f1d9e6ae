using Forecasting.History;
using Forecasting.Replay;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Replay;

[TestFixture]
public sealed class ShadowOrdersTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly ReplayPoint Plan = new(
        1,
        [new ReplayScore(SmallFirm.Key("A"), 1, 1, 1, 1, 1, 1, 0, 0)],
        [new ReplayPeriod(Monday, 0, 0, 0, 10), new ReplayPeriod(Monday.AddDays(7), 0, 0, 0, 20)]);

    [Test]
    public void Of_OrdersOnRecord_CountOnTheMorningBefore()
    {
        Receipt[] receipts =
        [
            Came("A", 4, Monday), Came("A", 3, Monday.AddDays(6)), Came("A", 5, Monday.AddDays(13)),
            Came("A", 99, Monday.AddDays(-1)), Came("A", 99, Monday.AddDays(14)), Came("A", 99, null), Came("NOT PLAYED", 99, Monday),
        ];
        var open = new OpenOrder("O", SmallFirm.Key("A"), 6, Monday.AddDays(40), "", Monday.AddDays(8));
        Assert.That(ShadowOrders.Of(Plan, receipts, [open], 7), Is.EqualTo(new[] { new ShadowPeriod(Monday, 10, 7), new ShadowPeriod(Monday.AddDays(7), 20, 11) }));
    }

    [Test]
    public void Of_NoOrderOfThatTime_IsEmpty() => Assert.That(ShadowOrders.Of(Plan, [Came("A", 4, Monday.AddDays(-30))], [], 7), Is.Empty);

    private static Receipt Came(string sku, decimal units, DateOnly? ordered) => new("R", SmallFirm.Key(sku), units, Monday.AddDays(60), ordered, null, "");
}
