using Forecasting.Jobs.Demo;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class DemoCommandTests
{
    private TemporaryFolder folder = null!;
    private ProgramResult result = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        result = ForecastingProgram.Run("demo", "--out", folder.Path);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Demo_SaysWhereTheWorkbookIs()
    {
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("plan.xlsx").And.Contain(Path.GetFileName(Published().Folder)));
    }

    [Test]
    public void Demo_Manifest_Verifies() => Assert.That(Published().ManifestFaults(), Is.Empty);

    [Test]
    public void Demo_Conservation_IsWhatTheGeneratorDeclared()
    {
        using var again = new TemporaryFolder();
        var declared = DemoCompany.Write(again.Path).ToDictionary(file => file.Name);
        var inputs = Published().Json("run.json").GetProperty("imports").EnumerateArray()
            .ToDictionary(input => Path.GetFileName(input.GetProperty("file").GetString()!));
        Assert.That(inputs.Keys, Is.EquivalentTo(declared.Keys));
        foreach (var (name, file) in declared)
        {
            Assert.That(inputs[name].GetProperty("rows_read").GetInt64(), Is.EqualTo(file.Rows), name);
            Assert.That(inputs[name].GetProperty("rows_quarantined").GetInt64(), Is.EqualTo(file.BadRows), name);
            Assert.That(inputs[name].GetProperty("rows_duplicate").GetInt64(), Is.EqualTo(file.DuplicateRows), name);
        }
    }

    [Test]
    public void Demo_OrdersFromSuppliersAndBetweenPlaces()
    {
        var lines = Published().Rows("reorder.csv");
        Assert.That(lines, Has.Count.InRange(20, 600));
        Assert.That(lines.Select(line => line["sku"]), Has.Some.StartsWith("0"));
        Assert.That(lines.Select(line => line["ship_to_location"]).Distinct(), Is.EquivalentTo(new[] { "LYON", "TURIN", "PORTO" }));
    }

    private PublishedRun Published() => PublishedRun.Only(folder["reports"]);
}
