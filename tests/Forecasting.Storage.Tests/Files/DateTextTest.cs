using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class DateTextTest
{
    [TestCase("2026-01-31")]
    [TestCase(" 2026-01-31 ")]
    [TestCase("20260131")]
    [TestCase("2026/01/31")]
    [TestCase("2026/1/31")]
    [TestCase("2026.01.31")]
    [TestCase("31.01.2026")]
    [TestCase("31.1.2026")]
    [TestCase("2026-01-31T23:59")]
    [TestCase("2026-01-31T23:59:59.1234567")]
    [TestCase("2026-01-31 23:59:59")]
    [TestCase("2026-01-31T23:59:59Z")]
    [TestCase("2026-01-31T23:30:00+02:00")]
    [TestCase("2026-01-31 23:59:59 UTC")]
    [TestCase("2026-01-31 10:00:00 +0100")]
    [TestCase("31.01.2026 08:15")]
    public void Read_UnambiguousForm_NeedsNoOrder(string text)
    {
        Assert.That(DateText.Read(text, null, out var date), Is.EqualTo(DateReading.Date));
        Assert.That(date, Is.EqualTo(new DateOnly(2026, 1, 31)));
    }

    [Test]
    public void Read_Month_IsItsFirstDay()
    {
        Assert.That(DateText.Read("2016-04", null, out var date), Is.EqualTo(DateReading.Date));
        Assert.That(date, Is.EqualTo(new DateOnly(2016, 4, 1)));
    }

    [TestCase("03/04/2024", DateOrder.Dmy, 3, 4)]
    [TestCase("03/04/2024", DateOrder.Mdy, 4, 3)]
    [TestCase("3-4-2024 8:26", DateOrder.Dmy, 3, 4)]
    [TestCase("4/3/2024 8:26:00 AM", DateOrder.Mdy, 3, 4)]
    [TestCase("05/05/2024", null, 5, 5)]
    public void Read_SlashesWithOrder_IsThatDay(string text, DateOrder? order, int day, int month)
    {
        Assert.That(DateText.Read(text, order, out var date), Is.EqualTo(DateReading.Date));
        Assert.That(date, Is.EqualTo(new DateOnly(2024, month, day)));
    }

    [TestCase("03/04/2024")]
    [TestCase("13-04-2024")]
    public void Read_SlashesWithoutOrder_IsUnknown(string text) =>
        Assert.That(DateText.Read(text, null, out _), Is.EqualTo(DateReading.OrderUnknown));

    [TestCase("2024-02-30")]
    [TestCase("30.02.2024")]
    [TestCase("2024-13-01")]
    [TestCase("13/13/2024")]
    [TestCase("01/13/2024")]
    [TestCase("01.02.24")]
    [TestCase("1/2/24")]
    [TestCase("2024-W05")]
    [TestCase("202401")]
    [TestCase("0001-01-01")]
    [TestCase("1899-12-31")]
    [TestCase("2200-01-01")]
    [TestCase("2024-01-01T25:00")]
    [TestCase("2024-01-01 noon")]
    [TestCase("2024-01/01")]
    [TestCase("yesterday")]
    [TestCase("N/A")]
    [TestCase("\u0662\u0660\u0662\u0664-01-01")]
    public void Read_NoSuchDay_IsNoDate(string text) =>
        Assert.That(DateText.Read(text, DateOrder.Dmy, out _), Is.EqualTo(DateReading.NotDate));

    [TestCase("7")]
    [TestCase("45321")]
    public void Read_SmallNumber_IsAPeriod(string text) =>
        Assert.That(DateText.Read(text, DateOrder.Dmy, out _), Is.EqualTo(DateReading.PeriodNumber));

    [TestCase("31/01/2024", DateOrder.Dmy, false)]
    [TestCase("01/31/2024", DateOrder.Mdy, false)]
    [TestCase("03/04/2024", null, true)]
    [TestCase("05/05/2024", null, false)]
    [TestCase("2024-01-31", null, false)]
    [TestCase("31.01.2024", null, false)]
    public void Evidence_OfText_IsTheOrderItProves(string text, DateOrder? order, bool isAmbiguous)
    {
        Assert.That(DateText.Evidence(text, out var ambiguous), Is.EqualTo(order));
        Assert.That(ambiguous, Is.EqualTo(isAmbiguous));
    }
}
