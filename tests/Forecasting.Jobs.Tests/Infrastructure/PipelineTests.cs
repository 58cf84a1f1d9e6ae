using System.Text.RegularExpressions;
using Forecasting.Jobs.Tests.Documentation;
using NUnit.Framework;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Forecasting.Jobs.Tests.Infrastructure;

/// <summary>azure-pipelines.yml cannot be run on a desk. What it names is there: stages, variables, files.</summary>
[TestFixture]
public sealed partial class PipelineTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryPage.Root, "azure-pipelines.yml"));

    [Test]
    public void Pipeline_WhatItNames_IsThere() => Assert.That(Faults(Text), Is.Empty);

    [TestCase("dependsOn: verify", "dependsOn: verifi", "no stage verifi")]
    [TestCase("$(registryName)", "$(registrie)", "no variable registrie")]
    [TestCase("infra/azure/deploy.sh", "infra/azure/deplox.sh", "no file infra/azure/deplox.sh")]
    [TestCase("- script: .ci/run", "- script: .ci/rum", "no file .ci/rum")]
    public void Pipeline_WithAPlantedFault_IsCaught(string written, string planted, string fault)
    {
        Assert.That(Text, Does.Contain(written));
        Assert.That(Faults(Text.Replace(written, planted, StringComparison.Ordinal)), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public void Pipeline_WithAKeyTwice_IsNoYaml() =>
        Assert.That(() => Yaml.Parse(Text + "\npool:\n  vmImage: ubuntu-latest\n"), Throws.InstanceOf<YamlException>());

    [Test]
    public void Deploy_WaitsForTheImage_AndForSomebodyToAgree()
    {
        var stages = Stages(Yaml.Parse(Text)).ToDictionary(stage => stage.Get("stage").Text()!);
        Assert.That(stages["deploy"].Get("dependsOn").Words(), Is.EqualTo(new[] { "image" }));
        Assert.That(stages["image"].Get("dependsOn").Words(), Is.EqualTo(new[] { "verify" }));
        Assert.That(stages["deploy"].All().Select(node => node.Get("environment").Text()), Has.Some.Not.Null, "approvals are checks of an environment");
        Assert.That(Yaml.Parse(Text).Get("lockBehavior").Text(), Is.EqualTo("sequential"));
    }

    private static IEnumerable<YamlNode> Stages(YamlMappingNode pipeline) => (YamlSequenceNode)pipeline.Get("stages")!;

    private static string[] Faults(string text)
    {
        var pipeline = Yaml.Parse(text);
        var stages = Stages(pipeline).Select(stage => stage.Get("stage").Text()).ToArray();
        var variables = pipeline.Get("variables").Pairs().Select(pair => pair.Key)
            .Concat(SetPattern().Matches(text).Select(match => match.Groups["name"].Value)).ToArray();
        var missing = Stages(pipeline).SelectMany(stage => stage.Get("dependsOn").Words()).Except(stages).Select(stage => $"no stage {stage}")
            .Concat(UsePattern().Matches(text).Select(match => match.Groups["name"].Value).Except(variables).Select(name => $"no variable {name}"))
            .Concat(pipeline.All().Select(node => node.Get("template").Text()).OfType<string>().Concat(FilePattern().Matches(text).Select(match => match.Value)).Distinct()
                .Where(file => !File.Exists(Path.Combine(RepositoryPage.Root, file))).Select(file => $"no file {file}"));

        // The parameters are each firm's own: docs/operations.md says to copy the example.
        return [.. missing.Where(fault => fault != "no file infra/azure/forecasting.bicepparam")];
    }

    [GeneratedRegex(@"task\.setvariable variable=(?<name>\w+)")]
    private static partial Regex SetPattern();

    // Those with a dot are the platform's, such as Build.BuildNumber; a command such as $(seq 60) has a blank.
    [GeneratedRegex(@"\$\((?<name>\w+)\)")]
    private static partial Regex UsePattern();

    [GeneratedRegex(@"(?<![\w./-])(?:infra/[\w./-]+\.\w+|infra/container/Dockerfile|\.ci/\w+)")]
    private static partial Regex FilePattern();
}
