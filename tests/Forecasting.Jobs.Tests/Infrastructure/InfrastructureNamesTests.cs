using System.Text.RegularExpressions;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Settings;
using Forecasting.Jobs.Tests.Documentation;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Infrastructure;

/// <summary>What the files of infra/ call the program with is what the program knows: variables, settings, commands and their options.</summary>
[TestFixture]
public sealed partial class InfrastructureNamesTests
{
    private static readonly string Infra = Path.Combine(RepositoryPage.Root, "infra");

    // With hidden files: .env.example is one.
    private static readonly Dictionary<string, string> Files = Directory
        .GetFiles(Infra, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(Infra, file).Replace('\\', '/'), File.ReadAllText);

    private static readonly Lazy<HashSet<string>> Known = new(() =>
    [
        .. new[] { "src", "jobs" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryPage.Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => LiteralPattern().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value),
    ]);

    [Test]
    public void Variables_AreThoseThatTheProgramReads()
    {
        var used = Files.Values.SelectMany(Variables).Distinct().ToArray();
        Assert.That(used, Does.Contain("FORECASTING_DB").And.Contain("FORECASTING_PSEUDONYM_KEY").And.Contain("FORECASTING_OIDC_SECRET"));
        Assert.That(used.Where(name => !Known.Value.Contains(name)), Is.Empty);
    }

    [Test]
    public void Variables_PlantedWrongOne_IsNotKnown() =>
        Assert.That(Variables("env: { FORECASTING_PSEUDONYM_KIY: x }").Where(name => !Known.Value.Contains(name)), Is.EqualTo(new[] { "FORECASTING_PSEUDONYM_KIY" }));

    [Test]
    public void Settings_OfTheExample_Load() =>
        Assert.That(
            EffectiveSettings.Load([Path.Combine(Infra, "azure", "example-settings.json")], [], []).Values.Count(value => value.Source == "example-settings.json"), Is.GreaterThan(5));

    [TestCase("container/Dockerfile", "serve")]
    [TestCase("systemd/forecasting.service", "serve")]
    [TestCase("systemd/forecasting-run.service", "run")]
    [TestCase("azure/modules/program.bicep", "serve")]
    [TestCase("azure/main.bicep", "run")]
    [TestCase("azure/main.bicep", "deliver", "--by")]
    public void Options_AreThoseOfTheCommand(string file, string command, params string[] ofOthers)
    {
        var options = Options(Files[file]).Except(ofOthers).ToArray();
        Assert.That(options, Is.Not.Empty);
        Assert.That(options.Except(OptionsOf(command)), Is.Empty);
    }

    [Test]
    public void Options_PlantedWrongOne_IsNotOneOfTheCommand() =>
        Assert.That(Options("CMD [\"serve\", \"--url\", \"http://0.0.0.0:8080\"]").Except(OptionsOf("serve")), Is.EqualTo(new[] { "--url" }));

    [TestCase("compose.yaml")]
    [TestCase("compose.postgres.yaml")]
    public void ComposeCommands_MigrateTheDatabase(string file) =>
        Assert.That(Yaml.File("infra", "local", file).Get("services").Get("migrate").Get("command").Words(), Is.EqualTo(new[] { "db", "migrate" }));

    [Test]
    public void Units_HaveTheSameRights() =>
        Assert.That(Rights("systemd/forecasting-run.service"), Is.EqualTo(Rights("systemd/forecasting.service")).And.Length.GreaterThan(30));

    private static IEnumerable<string> Variables(string text) => VariablePattern().Matches(text).Select(match => match.Value);

    // Those of other programs stand in comments and in instructions of the build.
    private static string[] Options(string text) =>
    [
        .. text.Split('\n').Where(line => !OtherPattern().IsMatch(line))
            .SelectMany(line => OptionPattern().Matches(line)).Select(match => match.Groups["name"].Value).Distinct(),
    ];

    private static IEnumerable<string> OptionsOf(string command) => (command switch
    {
        "serve" => ServeCommand.Create(TimeProvider.System),
        "run" => RunCommand.Create(TimeProvider.System),
        "deliver" => DeliverCommand.Create(TimeProvider.System),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "is not used"),
    }).Options.Select(option => option.Name);

    private static string[] Rights(string file) =>
        [.. Files[file].Split('\n').SkipWhile(line => !line.StartsWith("User=", StringComparison.Ordinal)).TakeWhile(line => line != "[Install]").Where(line => line.Length > 0)];

    [GeneratedRegex("\"(?<name>FORECASTING_[A-Z_]+)\"")]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"\bFORECASTING_[A-Z][A-Z_]*")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^\s*(#|//|&&|COPY |RUN )")]
    private static partial Regex OtherPattern();

    [GeneratedRegex(@"(?<=[\s'""])(?<name>--[a-z][a-z-]*)")]
    private static partial Regex OptionPattern();
}
