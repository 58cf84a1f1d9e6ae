using Forecasting.Jobs.Settings;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Settings;

/// <summary>What a user reads when settings cannot be worked with: whole messages.</summary>
[TestFixture]
public sealed class SettingsFaultTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void CreateFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void Load_BrokenJson_NamesFileAndLine() =>
        Assert.That(Fault("{\n  \"horizon\": 13\n  \"bucket\": \"week\"\n}"), Does.StartWith(folder["settings.json"] + " line 3: not valid JSON ("));

    [Test]
    public void Load_NoObject_SaysWhatItMustBe() =>
        Assert.That(Fault("[1, 2]"), Is.EqualTo(folder["settings.json"] + ": the settings must be one JSON object, { … }."));

    // The words before the place are the JSON library's and may change with it; the place and the way out are ours.
    [TestCase("""{ "inventory": { "path": 10 } }""", "inventory.path")]
    [TestCase("""{ "forecasts": { "model": "ssa" } }""", "forecasts")]
    [TestCase("""{ "bucket": "fortnight" }""", "bucket")]
    [TestCase("""{ "horizon": "many" }""", "horizon")]
    public void Load_UnknownNameOrWord_IsRefusedWithItsPath(string json, string path) =>
        Assert.That(Fault(json), Does.StartWith("settings: ").And.EndsWith($" (at {path}). See `forecasting settings` for every name and value."));

    [TestCase("FORECASTING__INVENTORY__PATH", "INVENTORY.PATH")]
    [TestCase("FORECASTING__INVENTRY__PATHS", "INVENTRY")]
    public void Load_UnknownEnvironmentVariable_IsRefusedWithItsPath(string name, string path) =>
        Assert.That(
            () => EffectiveSettings.Load([], [KeyValuePair.Create(name, "300")], []),
            Throws.TypeOf<SettingsException>().With.Message.Contains($" (at {path}). "));

    [Test]
    public void Load_NoServiceTarget_SaysWhatOneLooksLike() =>
        Assert.That(Fault("""{ "inventory": { "targetA": "fill:95" } }"""), Is.EqualTo(
            "settings: \"fill:95\" is not a service target (expected 0.95, \"fill:0.95\", \"csl:0.95\" or \"cost\"). (at inventory.targetA). "
            + "See `forecasting settings` for every name and value."));

    [TestCase("""{ "horizon": 0 }""", "horizon is 0; it must be between 1 and 1000 buckets.")]
    [TestCase("""{ "cleansing": { "returnReach": -1 } }""", "cleansing.returnReach is -1; it must be between 0 and 1000.")]
    [TestCase("""{ "inventory": { "defaultReviewDays": 0 } }""", "inventory.defaultReviewDays is 0; it must be above 0 and at most 3650.")]
    [TestCase("""{ "inventory": { "totalFillRate": 95 } }""", "inventory.totalFillRate is 95; it must be between 0.5 and 0.999.")]
    [TestCase("""{ "inventory": { "stockBudget": 0 } }""", "inventory.stockBudget is 0; it must be above 0.")]
    [TestCase(
        """{ "inventory": { "totalFillRate": 0.95, "stockBudget": 10000 } }""",
        "inventory.totalFillRate and inventory.stockBudget are both given; one of them decides, the other follows from it.")]
    [TestCase("""{ "service": { "proxies": ["10.0.0.1", "10.0.0.0/23", "10.0.0.0/99"] } }""", "service.proxies has \"10.0.0.0/99\", which is no IP address and no network such as 10.0.0.0/23.")]
    [TestCase("""{ "inventory": { "leastFillRate": 1 } }""", "inventory.leastFillRate is 1; it must be between 0 and 0.99.")]
    [TestCase(
        """{ "inventory": { "totalFillRate": 0.9, "leastFillRate": 0.95 } }""",
        "inventory.leastFillRate is 0.95; it must not be above inventory.totalFillRate, 0.9.")]
    [TestCase("""{ "input": { "sales": { "decimalMark": ";" } } }""", "input.sales.decimalMark is \";\"; it must be \".\" or \",\".")]
    [TestCase(
        """{ "input": { "sales": { "columns": { "Menge": "amount" } } } }""",
        "input.sales.columns maps \"Menge\" to \"amount\", which is no column of sales.")]
    [TestCase("""{ "forecast": { "origins": 1 } }""", "settings: origins is 1; it must be in 2..100.")]
    public void Load_ValueOutOfRange_IsRefusedWithValueAndRange(string json, string message) => Assert.That(Fault(json), Is.EqualTo(message));

    [Test]
    public void Load_SeveralFaults_AreNamedTogether() =>
        Assert.That(
            Fault("""{ "horizon": 0, "cleansing": { "outlierDeviations": 2 }, "inventory": { "paths": 10 }, "input": { "maxFindingsPerFile": 0 } }"""),
            Is.EqualTo(
                """
                horizon is 0; it must be between 1 and 1000 buckets.
                cleansing.outlierDeviations is 2; it must be 0 (never) or between 3 and 1000.
                inventory.paths is 10; it must be between 100 and 100,000.
                input.maxFindingsPerFile is 0; it must be 1 or more.
                """.ReplaceLineEndings("\n")));

    private string Fault(string json)
    {
        File.WriteAllText(folder["settings.json"], json);
        return Assert.Throws<SettingsException>(() => EffectiveSettings.Load([folder["settings.json"]], [], []))!.Message;
    }
}
