using Forecasting.Catalog;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class SendingWindowTests
{
    // 2026-12-21 is a Monday.
    private static readonly SendingWindow Window = new(
        new TimeOnly(16, 0), [DayOfWeek.Monday, DayOfWeek.Thursday], [new DateRange(new(2026, 12, 24), new(2026, 12, 31))]);

    [TestCase("2026-12-21T15:59:59", null)]
    [TestCase("2026-12-21T16:00:00", "it is past the cut-off at 16:00 on 2026-12-21")]
    [TestCase("2026-12-22T09:00:00", "on 2026-12-22 it takes none")]
    [TestCase("2026-12-24T09:00:00", "on 2026-12-24 it takes none")]
    public void Lateness_OfAMoment_SaysWhy(string moment, string? expected) =>
        Assert.That(Window.Lateness(DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(expected));

    [Test]
    public void Lateness_WithoutAnyRule_IsNever()
    {
        var always = new SendingWindow(null, [], []);
        Assert.That(always.Lateness(new DateTime(2026, 12, 25, 23, 59, 0)), Is.Null);
        Assert.That(always.NextDay(new DateTime(2026, 12, 25, 23, 59, 0)), Is.EqualTo(new DateOnly(2026, 12, 26)));
    }

    [Test]
    public void NextDay_AfterAMoment_IsTheNextThatIsOpen()
    {
        Assert.That(Window.NextDay(new DateTime(2026, 12, 17, 16, 0, 0)), Is.EqualTo(new DateOnly(2026, 12, 21)));
        Assert.That(Window.NextDay(new DateTime(2026, 12, 21, 16, 0, 0)), Is.EqualTo(new DateOnly(2027, 1, 4)), "over the closed days");
        var shut = Window with { Closed = [new DateRange(new(2026, 1, 1), new(2199, 12, 31))] };
        Assert.That(shut.NextDay(new DateTime(2026, 12, 21)), Is.Null);
    }

    [TestCase("16:00", true)]
    [TestCase("24:00", false)]
    [TestCase("4 pm", false)]
    [TestCase("16", false)]
    public void ParseTime_Text_IsATimeOfDayOrRefused(string text, bool isTime) =>
        Assert.That(() => SendingWindow.ParseTime(text), isTime ? Is.EqualTo(new TimeOnly(16, 0)) : Throws.TypeOf<FormatException>());

    [TestCase("2026-12-24", true)]
    [TestCase("2026-12-24..2026-12-24", true)]
    [TestCase("2026-12-25..2026-12-24", false)]
    [TestCase("2026-12-24..", false)]
    [TestCase("2026-02-30", false)]
    [TestCase("24.12.2026", false)]
    public void ParseDays_Text_IsARangeOrRefused(string text, bool isRange) => Assert.That(
        () => SendingWindow.ParseDays(text),
        isRange ? Is.EqualTo(new DateRange(new(2026, 12, 24), new(2026, 12, 24))) : Throws.TypeOf<FormatException>());
}
