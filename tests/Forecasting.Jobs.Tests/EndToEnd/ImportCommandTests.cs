using System.Text.Json;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class ImportCommandTests
{
    private const string Sales = "date,sku,location,quantity\n2026-01-05,00123,NORTH,4\n2026-01-06,00123,NORTH,3.5\n2026-01-06,00123,NORTH,3.5\n2026-01-07,A-7,NORTH,many\n";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Write()
    {
        folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["data"]);
        SmallCompany.WriteText(folder["data"], "sales.csv", Sales);
        SmallCompany.WriteText(folder["data"], "items.csv", "sku,name\n00123,Brake pad\nA-7,Oil filter\n");
        SmallCompany.WriteText(folder["data"], "photos.csv", "picture\nx\n");
    }

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Import_SmallFolder_SaysWhatBecameOfEveryRow()
    {
        var result = Import();
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(File.Exists(folder["out", "forecasting.duckdb"]), Is.True);
        var lines = result.Output.Split('\n');
        Assert.That(lines[0], Is.EqualTo("file       feed   rows read  loaded  set aside  repeated  corrected later  units read  units loaded"));
        Assert.That(lines[1], Does.StartWith("items.csv  items          2       2          0         0                0"));
        Assert.That(lines[2], Does.StartWith("sales.csv  sales          4       2          1         1                0"));
        Assert.That(lines[3], Is.EqualTo("all files                 6       4          1         1                0"));
        Assert.That(lines, Does.Contain("Every row is accounted for: 6 rows read = 4 loaded + 1 set aside + 1 repeated."));
        Assert.That(lines, Has.Some.StartsWith("        1  sales, number: "));
        Assert.That(lines, Does.Contain("Files that belong to no table were left alone: photos.csv."));
        Assert.That(result.Output, Does.Not.Contain("Nothing new"));
        Assert.That(result.Errors, Is.EqualTo("read\n"), "progress, and nothing else");
    }

    [Test]
    public void Import_SameCommandTwice_SaysThatNothingIsNew()
    {
        var first = Import();
        var second = Import();
        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That(second.Output, Is.EqualTo(first.Output + "\nNothing new: these sales, stock and availability files are in the database already.\n"));
    }

    [Test]
    public void Import_ThenRun_ReadsTheSameDatabase()
    {
        SmallCompany.Write(folder["firm"]);
        SmallCompany.PlanQuickly(folder["firm"]);
        var import = ForecastingProgram.Run("import", "--data", folder["firm"], "--db", folder["both.duckdb"]);
        Assert.That(import.ExitCode, Is.Zero, import.ToString());
        var run = ForecastingProgram.Run("run", "--data", folder["firm"], "--out", folder["out"], "--db", folder["both.duckdb"], "--as-of", "2026-03-02");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Errors, Does.Match(@"note: [\d,]+ rows read = [\d,]+ loaded \+ 0 set aside \+ 0 repeated\.\n"));
        var again = ForecastingProgram.Run("import", "--data", folder["firm"], "--db", folder["both.duckdb"]);
        Assert.That(again.Output, Does.EndWith("\nNothing new: these sales, stock and availability files are in the database already.\n"));
    }

    [Test]
    public void Import_Json_IsOneObjectWithTheSameCounts()
    {
        var result = Import("--json");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        var json = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(json.GetProperty("is_new").GetBoolean(), Is.True);
        var counts = json.GetProperty("counts");
        Assert.That(
            new[] { "rows_read", "rows_loaded", "rows_quarantined", "rows_duplicate" }.Select(name => counts.GetProperty(name).GetInt64()),
            Is.EqualTo(new[] { 6L, 4, 1, 1 }));
        Assert.That(json.GetProperty("ignored").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(new[] { "photos.csv" }));
    }

    [Test]
    public void Import_Quarantine_HoldsTheRowsSetAside()
    {
        var result = Import("--quarantine", folder["aside", "rows.csv"]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        var rows = Rfc4180.Parse(File.ReadAllText(folder["aside", "rows.csv"]));
        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That(rows[0], Is.EqualTo("file feed line column value rule message original_line".Split(' ')));
        Assert.That(rows[1].Take(6), Is.EqualTo(new[] { "sales.csv", "sales", "5", "quantity", "many", "number" }));
        Assert.That(Directory.GetFiles(folder["aside"]), Has.Length.EqualTo(1), "nothing half-written stays");
    }

    [Test]
    public void Import_FileRefusedWhole_ExitsWith1AndSaysWhy()
    {
        SmallCompany.WriteText(folder["data"], "stock.csv", "day,thing\n1,2\n");
        var result = Import();
        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.Output, Does.Contain("\n  stock.csv: REFUSED: "));
    }

    [Test]
    public void Import_FolderWithoutSales_ExitsWith3()
    {
        File.Delete(folder["data", "sales.csv"]);
        var result = Import();
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.Contain("There are no sales in").And.Not.Contain("   at "));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public void Import_NoSalesRowUsable_ExitsWith3AndShowsWhy()
    {
        SmallCompany.WriteText(folder["data"], "sales.csv", "date,sku,location,quantity\n2026-01-07,A-7,NORTH,many\n");
        var result = Import();
        Assert.That(result.ExitCode, Is.EqualTo(3), result.ToString());
        Assert.That(result.Errors, Does.EndWith("forecasting: There are no usable sales.\n"));
        Assert.That(result.Output, Does.Contain("sales, number: "));
    }

    [Test]
    public void Import_NoDatabaseNamed_ExitsWith2()
    {
        var result = ForecastingProgram.Run("import", "--data", folder["data"]);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Is.EqualTo("forecasting: Say where the database is: --out with the folder of the reports, or --db with the database.\n"));
    }

    private ProgramResult Import(params string[] more) =>
        ForecastingProgram.Run(["import", "--data", folder["data"], "--out", folder["out"], .. more]);
}
