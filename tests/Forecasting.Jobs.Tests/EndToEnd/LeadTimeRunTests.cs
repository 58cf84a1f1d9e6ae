using System.Text;
using NUnit.Framework;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A firm whose receipts say that one supplier takes eleven days instead of seven, through the whole program.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class LeadTimeRunTests
{
    private static readonly DateOnly AsOf = SmallCompany.AsOf;
    private static readonly int[] Days = [9, 11, 13, 11, 11, 10, 12, 11];

    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void Run()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        var receipts = new StringBuilder("order_id,sku,location,quantity,ordered_at,promised_at,received_at,supplier\n");
        for (var i = 0; i < Days.Length; i++)
        {
            var ordered = AsOf.AddDays(-100 + 7 * i);
            var came = ordered.AddDays(Days[i]);

            // The product's own supplier is S0; the row need not say so. Each order comes in two parts, and a piece of it weeks later.
            receipts.Append(Invariant($"R{i},00123,NORTH,8,{ordered:yyyy-MM-dd},{ordered.AddDays(7):yyyy-MM-dd},{came.AddDays(-2):yyyy-MM-dd},\n"));
            receipts.Append(Invariant($"R{i},00123,NORTH,11,{ordered:yyyy-MM-dd},{ordered.AddDays(7):yyyy-MM-dd},{came:yyyy-MM-dd},S0\n"));
            receipts.Append(Invariant($"R{i},00123,NORTH,1,{ordered:yyyy-MM-dd},{ordered.AddDays(7):yyyy-MM-dd},{came.AddDays(30):yyyy-MM-dd},S0\n"));
        }

        SmallCompany.WriteText(folder["data"], "receipts.csv", receipts.ToString());
        var result = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Explain_SaysWhereTheLeadTimeComesFrom_AndWhenTheOpenOrderIsExpected()
    {
        var result = ForecastingProgram.Run("explain", "00123", "--out", folder["out"]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("lead time 11 ± 1.2 days (receipts: 8 orders of S0 to NORTH; promised 7 days)"));
        Assert.That(result.Output, Does.Contain("lead time 11 ± 1.2 days (receipts: 8 orders of S0; promised 7 days)"), "SOUTH has none of its own");
        Assert.That(result.Output, Does.Contain("S0 to NORTH comes 4 days late on average (8 orders): 6 on order are expected later than promised, PO-1 on 2026-03-09 instead of 2026-03-05."));
    }

    [Test]
    public void Workbook_ShowsHowTheSupplierKeepsItsWord()
    {
        var workbook = Directory.GetFiles(folder["out"], "plan.xlsx", SearchOption.AllDirectories).Single();
        var (texts, _) = WorkbookText.Read(workbook);
        Assert.That(texts, Does.Contain("How suppliers keep their word").And.Contain("receipts: 8 orders of S0 to NORTH; promised 7 days"));
    }
}
