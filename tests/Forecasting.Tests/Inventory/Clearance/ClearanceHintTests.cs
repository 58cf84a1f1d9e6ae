using Forecasting.Inventory;
using Forecasting.Inventory.Clearance;
using Forecasting.Inventory.StockHealth;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.Outlooks;

namespace Forecasting.Tests.Inventory.Clearance;

[TestFixture]
public sealed class ClearanceHintTests
{
    private static readonly ClearanceSettings Settings = new();

    // Ten a day for 91 days are 910; 1,310.4 on the shelf are 1.44 times as many: (1.44)^(−1 ÷ 2) = 0.8333, 16.7 % off, 17 in whole per cents.
    // 1,310.4 at 8.30 bring 10,876.32 instead of 9,100. Kept, the 400.4 save 1 each about 20 days after the 91, at 0.01 a day.
    [Test]
    public void Of_ExcessThatAPriceClears_IsTheDiscountAndItsSum()
    {
        var hint = Hint(Steady("X", 1310.4m, 10));
        Assert.That((hint.Discount, hint.Price, hint.By), Is.EqualTo((0.17, 8.30m, new DateOnly(2026, 5, 31))));
        Assert.That((hint.Needed, hint.NeededAtLeast, hint.NeededAtMost), Is.EqualTo((0.17, 0.14, 0.22)));
        Assert.That((hint.Sells, hint.RevenueChange), Is.EqualTo((1310.4m, 1776.32m)));
        Assert.That(hint.SellsAtWorst, Is.EqualTo(Math.Round((decimal)(910 * Math.Pow(0.83, -1.5)), 3)));
        Assert.That(hint.KeptWorth, Is.EqualTo(400.4m * (1 - 0.01m * 20)).Within(3));
        Assert.That(hint.Gain, Is.EqualTo(hint.RevenueChange - hint.KeptWorth));
        Assert.That(hint.Reason, Is.EqualTo(
            "17 % off (8.30 instead of 10.00) are expected to sell 1310.4 units by 2026-05-31 instead of 910, at least 1203.4, and to bring "
            + $"{hint.Gain:0.00} more than to keep them (1776.32 more revenue, {hint.KeptWorth:0.00} that they would save later). "
            + "To sell all may take 14 to 22 %. Elasticity -2.0 (-2.5 to -1.5), from 104 weeks at 4 prices."));
    }

    // The lowest price on record was 9, so 8.10 is the lowest that may be asked.
    [Test]
    public void Of_BeyondTheRecord_StopsThereAndSaysSo()
    {
        var hint = Hint(Steady("X", 2000, 10), Known() with { LowestPrice = 9 });
        Assert.That((hint.Discount, hint.Price), Is.EqualTo((0.19, 8.10m)));
        Assert.That(hint.Reason, Does.Contain(" To sell all 2000 would take 33 % (28 to 41), and the record tells nothing of prices below 8.10."));
        Assert.That(
            Why(Steady("X", 2000, 10), Known() with { LowestPrice = 12 }),
            Is.EqualTo("Not estimable: today's price of 10.00 is as low as any on record, and nobody knows what a lower one does."));
    }

    [Test]
    public void Of_BeyondTheLargestDiscount_StopsThereAndSaysSo()
    {
        var hint = Hint(Steady("X", 9000, 10), Known() with { LowestPrice = 1 });
        Assert.That(hint.Discount, Is.EqualTo(0.5));
        Assert.That(hint.Reason, Does.Contain(" To sell all 9000 would take 69 % (61 to 79), and more than 50 % is not proposed."));
    }

    // What sells at 10 and costs 9 brings no more when it is sold at 8 to twice as many: the next order costs 9 again.
    [Test]
    public void Of_DearToBuyAgain_DoesNotPay()
    {
        var outlook = Steady("X", 1310.4m, 10);
        var hint = Hint(outlook with { Terms = outlook.Terms with { UnitCost = 9 } });
        Assert.That((hint.Discount, hint.Price, hint.RevenueChange, hint.KeptWorth), Is.EqualTo((0, 10m, 0m, 0m)));
        Assert.That(hint.Reason, Does.StartWith("A price cut does not pay: 17 % off would sell 1310.4 units by 2026-05-31 instead of 910, and bring ")
            .And.Contain(" less than to keep them (1776.32 more revenue, "));
        Assert.That(Hint(outlook, Known() with { Value = -0.5, Weakest = -0.3, Strongest = -0.7 }).Reason, Does.StartWith("A price cut does not pay: 28 % off"));
    }

    // 21 days on sale sell 210 of 302.4: what is left is lost, so its cost is no reason to wait.
    [Test]
    public void Of_WhatWillBeLost_IsWorthNothingKept()
    {
        var hint = Hint(Steady("X", 302.4m, 10).Until(20));
        Assert.That((hint.By, hint.Needed, hint.KeptWorth), Is.EqualTo((Monday.AddDays(20), 0.17, 0m)));
        Assert.That(hint.Discount, Is.EqualTo(0.17));
        Assert.That(hint.Gain, Is.EqualTo(302.4m * 8.3m - 2100));
    }

    [Test]
    public void Of_UnknownCost_GivesTheDiscountWithoutItsSum()
    {
        var outlook = Steady("X", 1310.4m, 10);
        var hint = Hint(outlook with { Terms = outlook.Terms with { UnitCost = null } });
        Assert.That((hint.Discount, hint.KeptWorth, hint.Gain), Is.EqualTo((0.17, null as decimal?, null as decimal?)));
        Assert.That(hint.Reason, Does.Contain("at least 1203.4, and 1776.32 more revenue; without a unit cost nobody knows what to keep them would bring."));
    }

    [Test]
    public void Of_MoreStock_NeverTakesASmallerDiscount()
    {
        foreach (var cost in new[] { 0.5m, 3, 5, 6, 7 })
        {
            foreach (var elasticity in new[] { -1.2, -2, -3.5 })
            {
                var (previous, conditions) = (0.0, new HashSet<StockCondition>());
                for (var onHand = 930; onHand < 9000; onHand += 90)
                {
                    var outlook = Steady("X", onHand, 10);
                    outlook = outlook with { Terms = outlook.Terms with { UnitCost = cost } };
                    conditions.Add(StockReview.Judge(outlook, StockFacts.Unknown, new StockHealthSettings()).Condition);
                    var hint = Hint(outlook, Known() with { Value = elasticity, LowestPrice = 6 });
                    Assert.That(hint.Discount, Is.GreaterThanOrEqualTo(previous), $"{onHand} at {cost}, {elasticity}");
                    Assert.That(hint.Gain, Is.GreaterThanOrEqualTo(0));
                    previous = hint.Discount;
                }

                Assert.That(conditions, Is.EquivalentTo(new[] { StockCondition.Excess, StockCondition.Slow }));
            }
        }
    }

    [Test]
    public void Of_WithoutAnAnswer_SaysWhy()
    {
        var reason = new Outcome<PriceElasticity>.Skipped("Not estimable: the price never changed (52 weeks at 4.99).");
        Assert.That(Of(Steady("X", 2000, 10), reason, 10), Is.EqualTo(new Outcome<ClearanceHint>.Skipped(reason.Reason)));
        Assert.That(Why(Steady("X", 500, 0), Known()), Is.EqualTo("Not estimable: no demand is expected at today's price, so there is none to lift."));
        Assert.That(
            Of(Steady("X", 2000, 10), new Outcome<PriceElasticity>.Done(Known()), null),
            Is.EqualTo(new Outcome<ClearanceHint>.Skipped("Not estimable: no price of today is on record.")));
    }

    // Nothing is too much; it is no longer on sale; only what is on order is too much, and that can be called off.
    [Test]
    public void Of_NothingToSellCheaper_IsNone()
    {
        var known = new Outcome<PriceElasticity>.Done(Known());
        Assert.That(Of(Steady("X", 500, 10), known, 10), Is.Null);
        Assert.That(Of(Steady("X", 500, 10).Until(-5), known, 10), Is.Null);
        Assert.That(Of(Steady("X", 500, 10, (5, 2000)), known, 10), Is.Null);
    }

    [Test]
    public void Settings_OutOfRange_AreNamed() => Assert.That(
        new ClearanceSettings { MostDiscount = 1, Reach = -1 }.Validate(),
        Is.EqualTo(new[] { "The largest discount is 1; it must be above 0 and below 1.", "The reach below the lowest price is -1; it must be in 0..1." }));

    private static PriceElasticity Known() => new(-2, -1.5, -2.5, 8, "104 weeks at 4 prices");

    private static ClearanceHint Hint(StockOutlook outlook, PriceElasticity? known = null) =>
        ((Outcome<ClearanceHint>.Done)Of(outlook, new Outcome<PriceElasticity>.Done(known ?? Known()), 10)!).Value;

    private static string Why(StockOutlook outlook, PriceElasticity known) =>
        ((Outcome<ClearanceHint>.Skipped)Of(outlook, new Outcome<PriceElasticity>.Done(known), 10)!).Reason;

    private static Outcome<ClearanceHint>? Of(StockOutlook outlook, Outcome<PriceElasticity> known, decimal? price) =>
        ClearanceHint.Of(StockReview.Judge(outlook, StockFacts.Unknown, new StockHealthSettings()), outlook, known, price, Settings);
}
