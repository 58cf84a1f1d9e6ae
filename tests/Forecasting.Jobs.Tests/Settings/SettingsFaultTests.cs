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

    [TestCase("""{ "inventory": { "path": 10 } }""", "x")]
    [TestCase("""{ "forecasts": { "model": "ssa" } }""", "x")]
    [TestCase("""{ "bucket": "fortnight" }""", "x")]
    [TestCase("""{ "horizon": "many" }""", "x")]
    [TestCase("""{ "inventory": { "targetA": "fill:95" } }""", "x")]
    [TestCase("""{ "forecast": { "origins": 1 } }""", "x")]
    [TestCase("""{ "horizon": 0 }""", "x")]
    [TestCase("""{ "input": { "sales": { "decimalMark": ";" } } }""", "x")]
    [TestCase("""{ "horizon": 0, "cleansing": { "outlierDeviations": 2 }, "inventory": { "paths": 10 }, "input": { "maxFindingsPerFile": 0 } }""", "x")]
    [TestCase("""{ "horizon": 1, "horizon": 2 }""", "x")]
    [TestCase("""{ "input": null }""", "x")]
    [TestCase("""{ "forecast": null }""", "x")]
    [TestCase("""{ "inventory": { "targetA": null } }""", "x")]
    public void Load_Fault_IsNamedWhole(string json, string message) => Assert.That(Fault(json), Is.EqualTo(message));

    private string Fault(string json)
    {
        File.WriteAllText(folder["settings.json"], json);
        return Assert.Throws<SettingsException>(() => EffectiveSettings.Load([folder["settings.json"]], [], []))!.Message;
    }
}
