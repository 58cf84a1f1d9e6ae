using Forecasting.Jobs.Settings;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Documentation;

/// <summary>docs/settings.md names what <c>forecasting settings</c> prints: no more, no less, with the same defaults.</summary>
[TestFixture]
public sealed class SettingsPageTests
{
    private const string AnyFeed = ".FEED.";

    private static readonly RepositoryPage Page = RepositoryPage.At("docs", "settings.md");

    [Test]
    public void Table_Names_AreThoseThatTheProgramPrints() =>
        Assert.That(Documented().Select(row => row.Name), Is.EquivalentTo(Printed().Select(value => value.Name)));

    [Test]
    public void Table_Defaults_AreThoseThatTheProgramPrints()
    {
        var documented = Documented().ToDictionary(row => row.Name, row => row.Default);
        using (Assert.EnterMultipleScope())
        {
            foreach (var value in Printed())
                Assert.That(documented.GetValueOrDefault(value.Name), Is.EqualTo(value.Default), value.Name);
        }
    }

    [Test]
    public void Table_EveryRow_SaysWhatItMeans() =>
        Assert.That(SettingRows().Select(row => row.Length == 3 && row[2].Length > 20), Is.Not.Empty.And.All.True);

    [Test]
    public void Text_FeedNames_AreAllGiven() =>
        Assert.That(
            FeedNames.All.Select(feed => $"`{feed.SettingName()}`").Where(name => !Page.Text.Contains(name, StringComparison.Ordinal)), Is.Empty);

    [TestCase("README.md")]
    [TestCase("docs", "settings.md")]
    public void JsonBlocks_AsSettingsFiles_LoadWithoutFault(params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var file = folder["settings.json"];
        var blocks = RepositoryPage.At(parts).Blocks("json").ToArray();
        Assert.That(blocks, Is.Not.Empty);
        foreach (var block in blocks)
        {
            File.WriteAllText(file, block);
            var values = EffectiveSettings.Load([file], [], []).Values;
            Assert.That(values.Where(value => value.Source == "settings.json"), Is.Not.Empty, block);
        }
    }

    private static IEnumerable<NamedDefault> Documented() => SettingRows().SelectMany(row =>
    {
        var name = row[0].Trim('`');
        return name.Contains(AnyFeed, StringComparison.Ordinal)
            ? FeedNames.All.Select(feed => new NamedDefault(name.Replace(AnyFeed, $".{feed.SettingName()}.", StringComparison.Ordinal), Default(row)))
            : [new NamedDefault(name, Default(row))];
    });

    private static string Default(string[] row) => row[1].Trim('`');

    private static IEnumerable<string[]> SettingRows() => Page.Rows.Where(row => row[0].StartsWith('`'));

    private static IEnumerable<NamedDefault> Printed() =>
        EffectiveSettings.Load([], [], []).Values.Select(value => new NamedDefault(value.Name, value.Value));

    private sealed record NamedDefault(string Name, string Default);
}
