using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>What a run reads is not changed under it: an import waits for the run of another machine.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class ServerImportTests
{
    [Test]
    public void Import_WhileARunIsAtWork_IsRefusedAndChangesNothing()
    {
        using var company = ServerCompany.Make();
        Assert.That(ForecastingProgram.Run("db", "migrate", "--db", company.Address).ExitCode, Is.Zero);
        string[] import = ["import", "--data", company.Data, "--db", company.Address, "--wait", "0"];
        const string Other = "insert into run.lease values ('scope all', '', 'ELSEWHERE:1:0', 7, (now() at time zone 'utc') + interval '1 hour')";
        company.Query($"with taken as ({Other} returning owner) select owner from taken");

        var refused = ForecastingProgram.Run(import);
        Assert.That(refused.ExitCode, Is.EqualTo(3), refused.ToString());
        Assert.That(refused.Errors, Does.Contain("Another run is at work on scope all (ELSEWHERE:1:0). Wait until it has ended"));
        Assert.That(company.Query("select feed from history.load"), Is.Empty);

        company.Query("with ended as (delete from run.lease returning owner) select owner from ended");
        var done = ForecastingProgram.Run(import);
        Assert.That(done.ExitCode, Is.Zero, done.ToString());
        Assert.That(company.Query("select feed from history.load"), Does.Contain("sales"));
    }
}
