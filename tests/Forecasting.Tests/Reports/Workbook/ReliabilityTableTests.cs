using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

[TestFixture]
public sealed class ReliabilityTableTests
{
    [Test]
    public void Orders_WithReceipts_EndWithHowSuppliersKeepTheirWord()
    {
        var report = SamplePlan.Report() with
        {
            Reliability =
            [
                new SupplierReliability("S1", null)
                {
                    Orders = 14, MeanDays = 9.25, DeviationDays = 2.125, PromisedDays = 7, OnTimeShare = 0.25, MeanDaysLate = 2.5, WholeShare = 0.75,
                    Overdue = 3, SafetyMoney = 1234.5m, Currency = "EUR", Since = new DateOnly(2024, 1, 15),
                },
                new SupplierReliability("S1", new Location("LEEDS")) { Orders = 6, MeanDays = 9 },
            ],
        };
        var sheet = new WorkbookReading(Under.Bytes(stream => PlanWorkbook.Write(stream, report)))["Orders by supplier"];
        var heading = int.Parse(sheet.Single(c => c.Value.Text == "How suppliers keep their word").Key[1..], System.Globalization.CultureInfo.InvariantCulture);
        var grandTotal = int.Parse(sheet.Last(c => c.Value.Text == "Grand total").Key[1..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(heading, Is.GreaterThan(grandTotal), "below the orders");
        Assert.That("ABDEFGHIJKLM".Select(column => sheet[$"{column}{heading + 3}"].Text), Is.EqualTo(
            (string[])["S1", "14", "all places", "Acme & Sons", "9.25", "2.125", "7", "2.5", "0.75", "1234.5", "EUR", "3"]));
        Assert.That((sheet[$"D{heading + 4}"].Text, sheet[$"F{heading + 4}"].Number), Is.EqualTo(("LEEDS", 9m)));
        Assert.That(sheet[$"C{heading + 4}"].Text, Is.Empty, "no promise is on record");
    }

    [Test]
    public void Orders_WithoutReceipts_SayNothingOfIt() => Assert.That(
        new WorkbookReading(Under.Bytes(stream => PlanWorkbook.Write(stream, SamplePlan.Report())))["Orders by supplier"].Values.Select(c => c.Text),
        Has.None.Contains("keep their word"));
}
