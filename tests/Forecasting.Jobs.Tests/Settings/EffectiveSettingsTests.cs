using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Settings;

[TestFixture]
public sealed class EffectiveSettingsTests
{
    private const string Environment = "FORECASTING__INVENTORY__PATHS";

    private TemporaryFolder folder = null!;

    [SetUp]
    public void CreateFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void Load_NoSource_GivesDefaultsAndSaysSo()
    {
        var effective = EffectiveSettings.Load([], [], []);
        Assert.That(effective.Settings.Inventory, Is.EqualTo(new InventorySettings()));
        Assert.That(effective.Settings.ToPlanSettings().Forecast, Is.EqualTo(new ForecastSettings()));
        Assert.That(effective.Values.Select(value => value.Source), Has.All.EqualTo("default"));
        Assert.That(effective.Values.Select(value => value.Name), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
    }

    [TestCase(0, "2000", "default")]
    [TestCase(1, "201", "settings.json")]
    [TestCase(2, "202", "ours.json")]
    [TestCase(3, "203", Environment)]
    [TestCase(4, "204", "command line")]
    public void Load_SeveralSources_TheLastWinsAndIsNamed(int sources, string expected, string source)
    {
        var files = new[] { ("settings.json", 201), ("ours.json", 202) }.Take(sources)
            .Select(file => Write(file.Item1, $$"""{ "inventory": { "paths": {{file.Item2}} } }""")).ToArray();
        var environment = sources > 2 ? new Dictionary<string, string> { [Environment] = "203" } : [];
        var commandLine = sources > 3 ? new Dictionary<string, string> { ["inventory.paths"] = "204" } : [];

        var effective = EffectiveSettings.Load(files, environment, commandLine);
        Assert.That(Value(effective, "inventory.paths"), Is.EqualTo(new SettingValue("inventory.paths", expected, source)));
    }

    [Test]
    public void Load_SecondFile_LeavesWhatItDoesNotName()
    {
        var first = Write("settings.json", """{ "horizon": 26, "inventory": { "paths": 300, "targetA": "csl:0.9" } }""");
        var second = Write("ours.json", """{ "Inventory": { "PATHS": 400 } }""");
        var settings = EffectiveSettings.Load([first, second], [], []).Settings;
        Assert.That(settings.Horizon, Is.EqualTo(26));
        Assert.That(settings.Inventory, Is.EqualTo(new InventorySettings { Paths = 400, TargetA = new ServiceTarget.CycleServiceLevel(0.9) }));
    }

    [Test]
    public void Load_FileThatDoesNotExist_IsPassedOver() =>
        Assert.That(EffectiveSettings.Load([folder["settings.json"]], [], []).Hash, Is.EqualTo(EffectiveSettings.Load([], [], []).Hash));

    [Test]
    public void Load_CommentsAndTrailingCommas_AreAllowed()
    {
        var file = Write("settings.json", "{\n  // weeks\n  \"bucket\": \"week\",\n}");
        Assert.That(EffectiveSettings.Load([file], [], []).Settings.Bucket, Is.EqualTo(BucketUnit.Week));
    }

    [Test]
    public void Load_EnvironmentVariable_LetterCaseDoesNotMatter()
    {
        var environment = new Dictionary<string, string>
        {
            ["forecasting__forecast__SSA__maximumrank"] = "12",
            ["FORECASTING__UNMETDEMAND"] = "lost",
            ["PATH"] = "/bin",
        };
        var effective = EffectiveSettings.Load([], environment, []);
        Assert.That(effective.Settings.Forecast.Ssa.MaximumRank, Is.EqualTo(12));
        Assert.That(effective.Settings.ToPlanSettings().Inventory.UnmetDemand, Is.EqualTo(UnmetDemand.Lost));
        Assert.That(
            effective.Values.Where(value => value.Source != "default").Select(value => value.Source),
            Is.EqualTo(new[] { "forecasting__forecast__SSA__maximumrank", "FORECASTING__UNMETDEMAND" }));
    }

    [Test]
    public void ToPlanSettings_UnmetDemandAtTheTop_HoldsOverTheSection()
    {
        var file = Write("settings.json", """{ "unmetDemand": "lost", "inventory": { "unmetDemand": "backordered" } }""");
        Assert.That(EffectiveSettings.Load([file], [], []).Settings.ToPlanSettings().Inventory.UnmetDemand, Is.EqualTo(UnmetDemand.Lost));
    }

    [TestCase("0.9", "fill:0.9")]
    [TestCase("\"0.9\"", "fill:0.9")]
    [TestCase("\"fill:0.975\"", "fill:0.975")]
    [TestCase("\" CSL:0.99 \"", "csl:0.99")]
    [TestCase("\"cost\"", "cost")]
    public void Load_ServiceTarget_IsReadAsInItems(string written, string printed)
    {
        var file = Write("settings.json", $$"""{ "inventory": { "defaultTarget": {{written}} } }""");
        Assert.That(Value(EffectiveSettings.Load([file], [], []), "inventory.defaultTarget").Value, Is.EqualTo(printed));
    }

    [Test]
    public void Hash_SameValuesFromOtherSources_IsTheSame()
    {
        var file = Write("settings.json", """{ "inventory": { "paths": 500 }, "horizon": 8 }""");
        var fromFile = EffectiveSettings.Load([file], [], []);
        var elsewhere = EffectiveSettings.Load([], [KeyValuePair.Create(Environment, "500")], [KeyValuePair.Create("horizon", "8")]);
        Assert.That(elsewhere.Hash, Is.EqualTo(fromFile.Hash).And.Length.EqualTo(64));
    }

    [TestCase("horizon", "9")]
    [TestCase("forecast.model", "ssa")]
    [TestCase("input.sales.decimalMark", ",")]
    public void Hash_OtherValue_IsAnother(string name, string value) =>
        Assert.That(
            EffectiveSettings.Load([], [], [KeyValuePair.Create(name, value)]).Hash, Is.Not.EqualTo(EffectiveSettings.Load([], [], []).Hash));

    private static SettingValue Value(EffectiveSettings effective, string name) => effective.Values.Single(value => value.Name == name);

    private string Write(string name, string json)
    {
        File.WriteAllText(folder[name], json);
        return folder[name];
    }
}
