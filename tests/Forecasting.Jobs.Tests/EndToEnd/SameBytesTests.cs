using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Machine files are the same bytes under every language, time zone and thread count of the machine.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class SameBytesTests
{
    private TemporaryFolder folder = null!;
    private IReadOnlyDictionary<string, string> expected = null!;

    private static IEnumerable<TestCaseData> Machines()
    {
        foreach (var language in new[] { "de_DE.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8", "C" })
            yield return new TestCaseData(Environment(("LANG", language), ("LC_ALL", language))).SetArgDisplayNames(language);
        yield return new TestCaseData(Environment(("TZ", "Asia/Tokyo"))).SetArgDisplayNames("Tokyo");
        yield return new TestCaseData(Environment(("TZ", "America/Los_Angeles"))).SetArgDisplayNames("Los Angeles");
        yield return new TestCaseData(Environment(("DOTNET_PROCESSOR_COUNT", "1"))).SetArgDisplayNames("one processor");
        yield return new TestCaseData(Environment(("DOTNET_PROCESSOR_COUNT", "8"))).SetArgDisplayNames("eight processors");
        yield return new TestCaseData(Environment(("DOTNET_TieredCompilation", "0"))).SetArgDisplayNames("optimised from the start");
        yield return new TestCaseData(Environment(("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"))).SetArgDisplayNames("no cultures");
    }

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        SmallCompany.PlanQuickly(folder["data"]);
        expected = Run("expected", Environment());
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [TestCaseSource(nameof(Machines))]
    public void Run_OnAnotherMachine_GivesTheSameBytes(IReadOnlyDictionary<string, string> environment) =>
        Assert.That(Run(Guid.NewGuid().ToString("n"), environment), Is.EqualTo(expected));

    [Test]
    public void Run_OneThread_GivesTheSameBytes() => Assert.That(Run("single", Environment(), "--threads", "1"), Is.EqualTo(expected));

    private static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value);

    private IReadOnlyDictionary<string, string> Run(string output, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        var result = ForecastingProgram.Run(environment, ["run", "--data", folder["data"], "--out", folder[output], "--as-of", "2026-03-02", .. more]);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return PublishedRun.Only(folder[output]).Hashes();
    }
}
