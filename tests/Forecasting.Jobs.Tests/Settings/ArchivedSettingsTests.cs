using System.Text;
using Forecasting.Jobs.Settings;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Settings;

/// <summary>Settings that were archived are the same settings: same hash, same values, same sources.</summary>
[TestFixture]
public sealed class ArchivedSettingsTests
{
    [Test]
    public void FromJson_OfToJson_GivesTheSameHashValuesAndSources()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["settings.json"], """
            {
              "bucket": "week", "weekStart": "sunday", "horizon": 20, "unmetDemand": "lost",
              "inventory": { "targetA": "csl:0.96", "targetC": 0.9, "holdingCostRate": 0.1 },
              "gate": { "rates": { "JPY": 0.0061 } },
              "input": {
                "connection": "SALES_DB", "provider": "postgres",
                "stock": { "query": "select 1 order by 1" },
                "sales": { "files": ["Export_*.csv"], "columns": { "Menge": "quantity", "Datum": "date" }, "delimiter": ";", "decimalMark": "," }
              }
            }
            """);
        var settings = EffectiveSettings.Load(
            [folder["settings.json"]], [KeyValuePair.Create("FORECASTING__INVENTORY__DEFAULTLEADTIMEDAYS", "10.50")], [KeyValuePair.Create("inventory.paths", "500")]);
        var again = EffectiveSettings.FromJson(settings.ToJson());
        Assert.That(again.Hash, Is.EqualTo(settings.Hash));
        Assert.That(again.PlanValues, Is.EqualTo(settings.PlanValues));
        Assert.That(again.PlanValues.Select(v => v.Source).Distinct(), Is.EquivalentTo(new[]
        {
            "default", "settings.json", "FORECASTING__INVENTORY__DEFAULTLEADTIMEDAYS", "command line",
        }));
        Assert.That(again.ToJson(), Is.EqualTo(settings.ToJson()));
    }

    [Test]
    public void Hash_ArchiveRetentionAndDatabase_DoNotMatter()
    {
        var elsewhere = EffectiveSettings.Load(
            [],
            [],
            [
                KeyValuePair.Create("archive.folder", "/elsewhere"), KeyValuePair.Create("retention.days", "400"),
                KeyValuePair.Create("database.retrySeconds", "0.5"), KeyValuePair.Create("database.threads", "1"),
            ]);
        var settings = EffectiveSettings.Load([], [], []);
        Assert.That(elsewhere.Settings.Retention.Days, Is.EqualTo(400));
        Assert.That(elsewhere.Settings.Database.RetrySeconds, Is.EqualTo(0.5));
        Assert.That(elsewhere.Values.Select(v => v.Value), Does.Contain("/elsewhere"));
        Assert.That(elsewhere.Hash, Is.EqualTo(settings.Hash));
        Assert.That(elsewhere.PlanValues, Is.EqualTo(settings.PlanValues));
        Assert.That(elsewhere.ToJson(), Is.EqualTo(settings.ToJson()), "what is archived does not say where");
    }

    [TestCase("retention.days", "0", "retention.days is 0; it must be 1 or more, or left out to keep everything.")]
    [TestCase("database.retrySeconds", "-1", "database.retrySeconds is -1; it must be from 0 to 600.")]
    [TestCase("archive.folder", " ", "archive.folder is empty; name a folder or leave it out.")]
    public void Load_OutOfRange_IsNamed(string name, string value, string message) => Assert.That(
        () => EffectiveSettings.Load([], [], [KeyValuePair.Create(name, value)]),
        Throws.InstanceOf<SettingsException>().With.Message.EqualTo(message));

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("no json")]
    public void FromJson_WhatIsNoSettings_SaysSo(string json) => Assert.That(
        () => EffectiveSettings.FromJson(Encoding.UTF8.GetBytes(json)),
        Throws.InstanceOf<SettingsException>().With.Message.EqualTo(
            "The settings of the run cannot be read: they are of another version of the program."));
}
