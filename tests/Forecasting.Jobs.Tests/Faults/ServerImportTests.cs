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
        company.Query(Other);

        var refused = ForecastingProgram.Run(import);
        Assert.That(refused.ExitCode, Is.EqualTo(3), refused.ToString());
        Assert.That(refused.Errors, Does.Contain("Another run is at work on scope all (ELSEWHERE:1:0). Wait until it has ended"));
        Assert.That(company.Query("select feed from history.load"), Is.Empty);

        company.Query("delete from run.lease");
        var done = ForecastingProgram.Run(import);
        Assert.That(done.ExitCode, Is.Zero, done.ToString());
        Assert.That(company.Query("select feed from history.load"), Does.Contain("sales"));
    }

    [Test]
    public void Import_WithItsOwnRoleAlone_TakesOverFromTheDead()
    {
        using var company = ServerCompany.Make();
        Assert.That(ForecastingProgram.Run("db", "migrate", "--db", company.Address).ExitCode, Is.Zero);
        var script = ForecastingProgram.Run("db", "roles", "--db", company.Address);
        Assert.That(script.ExitCode, Is.Zero, script.ToString());
        company.Query(script.Output);
        company.Query("do $$ begin if not exists (select 1 from pg_roles where rolname = 'importer') then create role importer login; end if; end $$");
        company.Query("grant forecasting_ingest to importer");
        company.Query("insert into run.lease values ('scope all', '', 'ELSEWHERE:1:0', 7, (now() at time zone 'utc') - interval '1 hour')");

        var address = company.Address.Replace($"//{company.User}@", "//importer@", StringComparison.Ordinal);
        var result = ForecastingProgram.Run("import", "--data", company.Data, "--db", address, "--wait", "0");
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(company.Query("select detail from run.audit where act = 'take-over'"), Is.EqualTo(new[] { "scope all, from ELSEWHERE:1:0" }));
        Assert.That(ForecastingProgram.Run("runs", "--db", address).ExitCode, Is.EqualTo(3), "what was planned is none of its business");
    }
}
