using Forecasting.Jobs.Tests.Faults;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>Two nodes start at the same moment on a database that is empty: both come up.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class StartTogetherTests
{
    private static readonly int Times = Disturbance.Number("FORECASTING_STARTS", LongFaults.AreAsked ? 50 : 1);

    [Test]
    public async Task Serve_TwoNodesWithin50Milliseconds_BothComeUp()
    {
        for (var time = 0; time < Times; time++)
        {
            using var company = ServerCompany.Make();
            var random = new Random(time);
            using var first = Node.Start(company, 4);
            await Task.Delay(random.Next(50));
            using var second = Node.Start(company, 4);
            var came = await Task.WhenAll(first.IsReady(), second.IsReady());
            var ended = new[] { first, second }.Where(n => !n.Program.IsRunning).Select(n => n.Program.WaitForEnd().ToString());
            Assert.That(came, Is.All.True, string.Join('\n', ended));
            Assert.That(company.Query("select count(*)::text from information_schema.tables where table_schema = 'run' and table_name = 'qrtz_locks'"), Is.EqualTo(new[] { "1" }));
        }
    }
}
