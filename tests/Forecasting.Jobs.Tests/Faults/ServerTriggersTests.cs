using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>Several processes are asked for the same run at the same moment, on a database that is empty: it is made once.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ServerTriggersTests
{
    private const int Processes = 6;

    [Test]
    public void Run_SixProcessesAtOnce_PublishOnce()
    {
        var undisturbed = Undisturbed.Run;
        using var company = ServerCompany.Make();
        var programs = Enumerable.Range(0, Processes).Select(_ => ForecastingProgram.Start(new Dictionary<string, string>(), company.Run)).ToList();
        try
        {
            var results = programs.Select(program => program.WaitForEnd()).ToList();
            Assert.That(results.Select(result => result.ExitCode), Is.All.Zero, string.Join('\n', results));
            Assert.That(
                results.Count(result => result.Output.Contains("is already published: nothing new.", StringComparison.Ordinal)),
                Is.EqualTo(Processes - 1));
        }
        finally
        {
            foreach (var program in programs)
                program.Dispose();
        }

        company.AssertSameAs(undisturbed);
        Assert.That(company.Query("select act from run.audit where act = 'trigger'"), Has.Count.EqualTo(Processes));
    }
}
