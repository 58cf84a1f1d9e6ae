using System.Globalization;
using System.Text;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class PlanFileTests
{
    private const string Header =
        "sku,location,supplier,source_location,abc_class,trust,model,expected_demand,safety_stock,lot_allowance,on_hand,allocated,backordered,on_order,not_needed,minimum_order,last_pack,maximum_cut,"
        + "joined,offer,order_as_whole,budget_cut,source_cut,quantity,reorder_point,order_up_to_level,inventory_position,service_target,expected_fill_rate,stockout_risk,stock_gone_on,lead_time_days,"
        + "lead_time_std_days,protection_interval_days,order_date,requested_delivery,unit_cost,currency,money_at_risk,excess_units";

    [Test]
    public void Write_HasEveryLine_WhoseColumnsAddUp()
    {
        var report = SamplePlan.Report();
        var rows = Rows(Written());
        Assert.That(string.Join(',', rows[0]), Is.EqualTo(Header));
        Assert.That(rows.Skip(1).Select(r => (r[0], r[1])), Is.EqualTo(report.Lines.Select(l => (l.Key.Sku.Code, l.Key.Location.Code))));
        var (first, quantity) = (Array.IndexOf(rows[0], "expected_demand"), Array.IndexOf(rows[0], "quantity"));
        foreach (var (row, line) in rows.Skip(1).Zip(report.Lines))
        {
            Assert.That(row[first..quantity].Sum(Number), Is.EqualTo(Number(row[quantity])), row[0]);
            Assert.That(Number(row[quantity]), Is.EqualTo(line.Recommendation.Explanation.Quantity), row[0]);
        }
    }

    [Test]
    public void Write_HoldsNoTextThatIsNotOurs() => Assert.That(Written(), Does.Not.Contain("@SUM").And.Not.Contain("The item is new here"));

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Write_AnyCulture_SameBytes(string culture) => Assert.That(Under.Culture(culture, Written), Is.EqualTo(Written()));

    private static string Written()
    {
        using var stream = new MemoryStream();
        PlanFile.Write(stream, SamplePlan.Report());
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // No field of the sample has a comma, a quote or a line break.
    private static string[][] Rows(string csv) => [.. csv.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];

    private static decimal Number(string field) => decimal.Parse(field, CultureInfo.InvariantCulture);
}
