using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Work;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>A request whose node is gone is taken over, and given up when it has ended everyone who tried it.</summary>
[TestFixture]
[Category("EndToEnd")]
public sealed class LostRequestTests
{
    [Test]
    public void TakeLost_TriedTooOften_IsGivenUpAndSaysSo()
    {
        using var company = ServerCompany.Make();
        var options = ServiceOptions.Of(company.Data, company.Output, company.Address, null, null, isDevelopment: false, []);
        using var store = new ServiceDatabase(options, TimeProvider.System);
        var others = new OtherNodes(options, store, TimeProvider.System);
        using var database = store.Open();
        var requests = new ServiceRequests(database);
        requests.Begin(new ServiceRequest("r1", RequestKind.Run, null, "", "anna", DateTimeOffset.UtcNow, RequestState.Working, "", "", "", null), "gone:1:x");

        // Each of these took it and ended at once.
        var gone = new RunLeases(database, () => store.UtcNow(database), "gone:1:x", isAlone: false);
        for (var attempt = 1; attempt <= 4; attempt++)
            gone.TryAcquire(RunLeases.OfRequest("r1"), "r1", TimeSpan.Zero);
        var taken = others.TakeLost(_ => true);
        Assert.That((taken?.Request.Id, taken?.Beat.Attempts), Is.EqualTo(("r1", (long?)5)));
        Assert.That(others.TakeLost(_ => true), Is.Null, "somebody is at it");
        using (taken!.Value.Beat)
            taken.Value.Beat.End(null);

        Assert.That(others.TakeLost(_ => true), Is.Null);
        Assert.That(requests.Find("r1")!.State, Is.EqualTo(RequestState.Failed));
        Assert.That(requests.Find("r1")!.Outcome, Does.Contain("Every node that tried it ended before it did."));
    }
}
