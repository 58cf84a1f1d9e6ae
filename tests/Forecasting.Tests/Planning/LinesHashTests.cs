using Forecasting.Catalog;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

public sealed class LinesHashTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly OrderLine Line = new(
        "L1", "O1", 1, OrderType.Purchase, OrderAction.Create, Day, "V1", "", new Location("LEEDS"), new Sku("A"), "", "", 12, "each", 2, 0.5m, Day, 1.5m,
        "EUR", "normal", "STOCKOUT");

    [Test]
    public void Of_SameLines_IsTheSame() => Assert.That(LinesHash.Of([Line, Line with { LineId = "L2" }]), Is.EqualTo(LinesHash.Of([Line with { Quantity = 12.00m }, Line with { LineId = "L2" }])));

    [Test]
    public void Of_AnyOtherLine_IsAnother()
    {
        OrderLine[] others =
        [
            Line with { LineId = "L2" }, Line with { OrderId = "O2" }, Line with { LineNumber = 2 }, Line with { Type = OrderType.Transfer },
            Line with { Action = OrderAction.Change }, Line with { OrderDate = Day.AddDays(1) }, Line with { SupplierId = "V2" },
            Line with { ShipFrom = "X" }, Line with { ShipTo = new Location("YORK") }, Line with { Sku = new Sku("B") }, Line with { SupplierSku = "x" },
            Line with { Gtin = "1" }, Line with { Quantity = 13 }, Line with { Unit = "kg" }, Line with { Packs = 3 }, Line with { Pallets = null },
            Line with { RequestedDelivery = Day.AddDays(1) }, Line with { UnitPrice = null }, Line with { Currency = "USD" },
            Line with { Priority = "urgent" }, Line with { ReasonCode = "PLAN_CHANGED" },
        ];
        Assert.That(others.Append(Line).Select(l => LinesHash.Of([l])), Is.Unique);
        Assert.That(others, Has.Length.EqualTo(typeof(OrderLine).GetConstructors().Max(c => c.GetParameters().Length)), "one for each field");
    }

    [Test]
    public void Of_OtherOrderOfLines_IsAnother()
    {
        var second = Line with { LineId = "L2" };
        Assert.That(LinesHash.Of([Line, second]), Is.Not.EqualTo(LinesHash.Of([second, Line])));
        Assert.That(LinesHash.Of([]), Is.EqualTo(RunIdentity.HashOf("")));
    }
}
