using System.Text;
using NUnit.Framework;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>From prices in a file to the hint on the sheet and in <c>explain</c>.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ClearanceRunTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);

    [Test]
    public void Run_TooMuchStock_SaysWhatAPriceCutWouldDo()
    {
        using var folder = new TemporaryFolder();
        Write(folder["data"]);
        var run = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--threads", "2");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        var texts = WorkbookText.Read(PublishedRun.Only(folder["out"])["plan.xlsx"]).Texts;
        Assert.That(texts, Does.Contain("What a price cut would do").And.Contain("Not estimable: the price never changed (104 weeks at 4.99)."));
        const string hint = @"\d+ % off \(\d\.\d\d instead of 8\.00\) are expected to sell .* Elasticity -[12]\.\d \(-\d\.\d to -[12]\.\d\), from 104 weeks at 3 prices\.$";
        Assert.That(texts, Has.Some.Matches("^" + hint));

        Assert.That(ForecastingProgram.Run("explain", "MOVED", "--out", folder["out"]).Output.Split('\n'), Has.Some.Matches("^  note: Price cut: " + hint));
        Assert.That(
            ForecastingProgram.Run("explain", "STOOD", "--out", folder["out"]).Output,
            Does.Contain("  note: Price cut: Not estimable: the price never changed (104 weeks at 4.99)."));
        Assert.That(ForecastingProgram.Run("explain", "SHORT", "--out", folder["out"]).Output, Does.Not.Contain("Price cut"));
    }

    // Two years of weekly sales. MOVED sells by its price with an elasticity of −2, and there is too much of it; STOOD has one price.
    private static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var sales = new StringBuilder("date,sku,location,quantity,unit_price\n");
        for (var week = 0; week < 104; week++)
        {
            var day = AsOf.AddDays(7 * (week - 104));
            var price = (week % 13) switch { < 3 => 6.4, 6 or 7 or 8 => 7.2, _ => 8 };
            var noise = 7 * week % 11 - 5;
            sales.Append(Invariant($"{day:yyyy-MM-dd},MOVED,SHOP,{Math.Round(40 * Math.Pow(price / 8, -2)) + noise},{price}\n"));
            sales.Append(Invariant($"{day:yyyy-MM-dd},STOOD,SHOP,{20 + noise},4.99\n"));
            sales.Append(Invariant($"{day:yyyy-MM-dd},SHORT,SHOP,{20 + noise},{price}\n"));
        }

        SmallCompany.WriteText(folder, "sales.csv", sales.ToString());
        SmallCompany.WriteText(folder, "items.csv", "sku,category,unit_cost,unit_price\nMOVED,Tea,2,8\nSTOOD,Tea,2,4.99\nSHORT,Tea,2,8\n");
        SmallCompany.WriteText(folder, "stock.csv", Invariant($"date,sku,location,on_hand\n{AsOf:yyyy-MM-dd},MOVED,SHOP,900\n{AsOf:yyyy-MM-dd},STOOD,SHOP,900\n{AsOf:yyyy-MM-dd},SHORT,SHOP,0\n"));
        SmallCompany.WriteText(folder, "settings.json", """{ "inventory": { "paths": 200 }, "forecast": { "model": "ses", "origins": 4 } }""");
    }
}
