using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory;

[TestFixture]
public sealed class OrderWindowTests
{
    private static readonly DateOnly Monday = new(2024, 4, 15);

    [Test]
    public void From_WeeklyReviewTwoWeeksAway_CoversThreeWeeks()
    {
        var window = OrderWindow.From(Monday, Terms(14, 7));
        Assert.That(window, Is.EqualTo(new OrderWindow(Monday, Monday, Monday.AddDays(14), Monday.AddDays(21))));
        Assert.That((window.ProtectionDays, window.ReviewDays), Is.EqualTo((21, 7)));
    }

    [Test]
    public void From_SupplierTakesOrdersOnThursday_WaitsForThursday()
    {
        var window = OrderWindow.From(Monday, Terms(2, 7) with { OrderDays = [DayOfWeek.Thursday] });
        Assert.That(window, Is.EqualTo(new OrderWindow(Monday, Monday.AddDays(3), Monday.AddDays(5), Monday.AddDays(12))));
    }

    [Test]
    public void From_TwoOrderDaysAWeekAndDailyReview_TakesTheNextOne()
    {
        var window = OrderWindow.From(Monday, Terms(2, 1) with { OrderDays = [DayOfWeek.Monday, DayOfWeek.Thursday] });
        Assert.That(window.NextDelivery, Is.EqualTo(Monday.AddDays(5)));
    }

    [Test]
    public void From_SupplierClosed_OrdersAfterwardsAndDeliversLater()
    {
        var closed = new DateRange(Monday.AddDays(2), Monday.AddDays(4));
        var window = OrderWindow.From(Monday, Terms(3, 7) with { Closed = [closed] });
        Assert.That(window.Delivery, Is.EqualTo(Monday.AddDays(6)));
        var shutToday = OrderWindow.From(Monday.AddDays(3), Terms(3, 7) with { Closed = [closed] });
        Assert.That(shutToday.OrderDate, Is.EqualTo(Monday.AddDays(5)));
    }

    private static SupplyTerms Terms(double leadTimeDays, double reviewDays) =>
        new(new SkuLocation(new Sku("A"), Location.Only)) { LeadTime = new LeadTime(leadTimeDays, 0), ReviewDays = reviewDays };
}
