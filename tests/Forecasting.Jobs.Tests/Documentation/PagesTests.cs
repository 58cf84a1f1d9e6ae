using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Forecasting.Forecasters;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Documentation;

/// <summary>What the pages promise is there: commands, files, links, columns.</summary>
[TestFixture]
public sealed partial class PagesTests
{
    private static readonly RepositoryPage Readme = RepositoryPage.At("README.md");

    private static readonly string[] MethodSections =
        ["What it is for", "The idea", "Equations", "How it is fitted", "Defaults and reasons", "What it cannot do", "Sources"];

    private static readonly JsonSerializerOptions NamesInFiles = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    [Test]
    public void Links_OfEveryPage_LeadToFilesOfTheRepository()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var page in RepositoryPage.All())
            {
                // Pictures are made from the program's output, after the text; where they belong is fixed all the same.
                foreach (var link in page.RelativeLinks.Where(link => !IsPicture(link)))
                    Assert.That(page.Resolves(link), Is.True, $"{page.Name} links to {link}");
            }
        }
    }

    [Test]
    public void Links_OfTheReadme_AreFound_SoTheCheckCanFail()
    {
        Assert.That(Readme.RelativeLinks.Count(), Is.GreaterThan(5));
        Assert.That(Readme.Resolves("docs/no-such-page.md"), Is.False);
    }

    [Test]
    public void Pictures_OfEveryPage_LieInDocsImages() =>
        Assert.That(Readme.RelativeLinks.Where(IsPicture), Has.All.StartsWith("docs/images/"));

    [Test]
    public void Readme_Commands_NameProjectsAndTheSolution()
    {
        var commands = Readme.Blocks("").Where(block => block.StartsWith("dotnet ", StringComparison.Ordinal)).ToArray();
        var projects = commands.SelectMany(command => ProjectPattern().Matches(command))
            .Select(match => match.Groups["path"].Value)
            .ToArray();
        Assert.That(projects, Is.Not.Empty.And.All.EqualTo("jobs/Forecasting.Jobs"));
        Assert.That(Directory.GetFiles(Path.Combine(RepositoryPage.Root, projects[0]), "*.csproj"), Has.Length.EqualTo(1));
        Assert.That(commands, Does.Contain("dotnet test Forecasting.sln -c Release\n"));
    }

    [Test]
    public void Solution_Projects_IncludeEveryTestProject_SoThatOneCommandRunsAll()
    {
        var solution = File.ReadAllText(Path.Combine(RepositoryPage.Root, "Forecasting.sln")).Replace('\\', '/');
        var tests = Directory.GetFiles(Path.Combine(RepositoryPage.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .ToArray();
        Assert.That(tests, Is.Not.Empty);
        Assert.That(tests.Where(project => !solution.Contains($"/{project}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("-- demo\n", "demo")]
    [TestCase("-- run --data ./export --out ./reports\n", "run", "--data", "--out")]
    [TestCase("-- import --data ./export --out ./reports\n", "import", "--data", "--out")]
    [TestCase("-- explain A-1007 --out ./reports --workbook A-1007.xlsx\n", "explain", "--out", "--workbook")]
    public void Readme_Command_IsOneThatTheProgramKnows(string written, string command, params string[] options)
    {
        Assert.That(Readme.Blocks(""), Has.Some.EndsWith(written));
        var help = ForecastingProgram.Run(command, "--help");
        Assert.That(help.ExitCode, Is.Zero, help.ToString());
        Assert.That(options.Where(option => !help.Output.Contains(option, StringComparison.Ordinal)), Is.Empty, help.Output);
    }

    [Test]
    public void Readme_ColumnsOfEachFile_AreColumnsThatThePlatformReads()
    {
        var rows = Readme.Rows.Where(row => FeedCellPattern().IsMatch(row[0])).ToArray();
        Assert.That(rows, Has.Length.GreaterThan(4));
        foreach (var row in rows)
        {
            var feed = row[0].Trim('`') switch { "open_orders" => "openOrders", var name => name };
            // The settings refuse a mapping onto a column that a feed does not have.
            var mapping = row[1].Split(':')[0].Split(',').Select(cell => cell.Trim().Trim('*')).Where(cell => cell != "…")
                .Select((column, i) => KeyValuePair.Create($"input.{feed}.columns.header{i}", column)).ToArray();
            Assert.That(() => EffectiveSettings.Load([], [], mapping), Throws.Nothing, row[0]);
        }
    }

    [TestCase("cleansing.md")]
    [TestCase("ssa.md")]
    [TestCase("combination.md")]
    [TestCase("spread.md")]
    [TestCase("replenishment.md")]
    [TestCase("order-up-to.md")]
    [TestCase("reorder-point.md")]
    [TestCase("fixed-lot.md")]
    [TestCase("min-max.md")]
    [TestCase("cover.md")]
    [TestCase("last-buy.md")]
    [TestCase("target-setting.md")]
    [TestCase("segmentation.md")]
    [TestCase("shared-orders.md")]
    [TestCase("joint-orders.md")]
    [TestCase("new-items.md")]
    [TestCase("calendar.md")]
    [TestCase("global-model.md")]
    [TestCase("groups.md")]
    [TestCase("replay.md")]
    [TestCase("inventory-theory.md")]
    [TestCase("open-orders.md")]
    [TestCase("lead-times.md")]
    [TestCase("stock-health.md")]
    [TestCase("clearance.md")]
    [TestCase("network.md")]
    [TestCase("placement.md")]
    [TestCase("demand-sensing.md")]
    public void MethodPage_Sections_StandInTheSameOrder(string page) =>
        Assert.That(RepositoryPage.At("docs", "methods", page).Sections, Is.EqualTo(MethodSections));

    [Test]
    public void ModelPage_OfEveryModel_BearsItsNameAndSaysWhereItFails([Values] ForecastModel model)
    {
        var name = model is ForecastModel.Auto ? "combination" : JsonSerializer.Serialize(model, NamesInFiles).Trim('"');
        var page = RepositoryPage.At("docs", "methods", $"{name.Replace('_', '-')}.md");
        Assert.That(page.Text.Split('\n')[0], Does.StartWith("# ").And.EndWith($"(`{name}`)"));
        Assert.That(page.Sections.Select(section => section == "Where it fails" ? "What it cannot do" : section), Is.EqualTo(MethodSections));
    }

    private static bool IsPicture(string link) => link.EndsWith(".png", StringComparison.Ordinal);

    [GeneratedRegex(@"--project (?<path>\S+)")]
    private static partial Regex ProjectPattern();

    [GeneratedRegex("^`[a-z_]+`$")]
    private static partial Regex FeedCellPattern();
}
