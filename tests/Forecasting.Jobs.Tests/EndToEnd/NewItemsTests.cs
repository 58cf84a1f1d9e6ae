using System.Globalization;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A product not launched yet and one that follows another, through the whole program.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class NewItemsTests
{
    private TemporaryFolder folder = null!;
    private PublishedRun published = null!;
    private string messages = "";

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        var data = folder["data"];
        SmallCompany.Write(data);
        var items = File.ReadAllLines(Path.Combine(data, "items.csv"));
        SmallCompany.WriteText(data, "items.csv", items[0] + ",replaces\n" + string.Concat(items[1..].Select(row => row + ",\n"))
            + "NEW-1,Fresh,Category 0,S0,3,6,1,0,fill:0.95,\nZ-9,Follower,Category 2,S1,9,12,1,0,fill:0.95,C-11\nLOOP,Loop,Category 2,S1,9,12,1,0,fill:0.95,LOOP\n");
        SmallCompany.WriteText(data, "item_locations.csv", "sku,location,launch_date\nNEW-1,NORTH,2026-03-09\n");
        File.AppendAllText(Path.Combine(data, "stock.csv"), "2026-03-02,NEW-1,NORTH,0\n2026-03-02,Z-9,NORTH,1\n");
        var result = ForecastingProgram.Run("run", "--data", data, "--out", folder["out"], "--as-of", "2026-03-02");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        messages = result.ToString();
        published = PublishedRun.Only(folder["out"]);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void NewItem_IsForecastFromItsCategory_FromItsLaunchOn()
    {
        var rows = published.Rows("forecast.csv").Where(r => r["sku"] == "NEW-1").ToArray();
        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Select(r => (r["location"], r["model"], r["fallback_reason"])).Distinct().Single(), Is.EqualTo(
            ("NORTH", "analogue", "No sale yet: forecast from 3 products of category Category 0 (00123, B-2, D-1).")));
        var means = rows.ToDictionary(r => r["bucket_start"], r => double.Parse(r["mean"], CultureInfo.InvariantCulture));
        Assert.That(means.Where(m => string.CompareOrdinal(m.Key, "2026-03-09") < 0).Select(m => m.Value), Is.Not.Empty.And.All.Zero);
        Assert.That(means.Where(m => string.CompareOrdinal(m.Key, "2026-03-09") >= 0).Select(m => m.Value), Is.Not.Empty.And.All.Positive);
    }

    [Test]
    public void Successor_IsOrderedInsteadOfItsPredecessor_WhereItIsKept()
    {
        var rows = published.Rows("forecast.csv").Select(r => (r["sku"], r["location"])).ToHashSet();
        Assert.That(rows, Does.Contain(("Z-9", "NORTH")).And.Contain(("C-11", "SOUTH")));
        Assert.That(rows, Does.Not.Contain(("C-11", "NORTH")).And.Not.Contain(("Z-9", "SOUTH")));
        Assert.That(published.Rows("reorder.csv").Select(r => (r["sku"], r["ship_to_location"])), Does.Not.Contain(("C-11", "NORTH")));
    }

    [Test]
    public void Workbook_SaysWhoFollowsWhom()
    {
        var texts = WorkbookText.Read(published["plan.xlsx"]).Texts;
        Assert.That(texts, Has.Some.StartsWith("Replaces C-11: 420 buckets of its demand count as its own"));
        Assert.That(texts, Has.Some.StartsWith("Replaced by Z-9"));
        Assert.That(messages, Does.Contain("items.replaces: 1 products replace themselves; this was ignored (LOOP for LOOP)."));
    }

    [Test]
    public void NextRun_RemembersTheClassesOfTheFirst()
    {
        var again = ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder["out"], "--as-of", "2026-03-03");
        Assert.That(again.ExitCode, Is.Zero, again.ToString());
        Assert.That(PublishedRun.All(folder["out"]), Has.Count.EqualTo(2));
    }
}
