using Forecasting.Jobs.Service.Work;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>What the service does about partners: files that did not arrive are alarms, and answers are taken out of inboxes.</summary>
[TestFixture]
public sealed class PartnerWorkTests
{
    private const string Partner = """{ "name": "acme", "format": "jsonl", "target": "acme", "inbox": "from-acme", "inboxMarker": true }""";

    [Test]
    public async Task Acknowledge_TakesAnswersOutOfTheInbox_AndAHeldFileIsAnAlarm()
    {
        await using var service = await TestService.Start(partners: Partner);
        Directory.CreateDirectory(service.Options.Out);
        File.WriteAllText(Path.Combine(service.Options.Out, "acme"), "a file where the folder should be");
        service.Run();
        using var caller = service.Caller("viewer");
        var alarms = await TestService.Read(await caller.GetAsync("/api/v1/alarms"));
        Assert.That(
            alarms.EnumerateArray().Select(a => (a.GetProperty("kind").GetString(), a.GetProperty("subject").GetString())), Does.Contain(("held", "acme/1")), alarms.ToString());

        string line;
        using (var database = service.Open())
            line = new RunLedger(database).PublishedLines()[0].LineId;
        var inbox = Directory.CreateDirectory(Path.Combine(service.Options.Out, "from-acme")).FullName;
        File.WriteAllText(Path.Combine(inbox, "answer.csv"), $"line_id,status\n{line},accepted\n");
        File.WriteAllText(Path.Combine(inbox, "answer.csv.done"), "");
        var ended = await Do(service, RequestKind.Acknowledge);
        Assert.That(ended.Outcome, Does.Contain("answer.csv: 1 applied"));
        Assert.That(File.Exists(Path.Combine(inbox, "done", "answer.csv")), Is.True);
        using (var database = service.Open())
            Assert.That(new ReorderLedger(database).Answers()[line].State, Is.EqualTo(AcknowledgementState.Accepted));
    }

    private static async Task<ServiceRequest> Do(TestService service, RequestKind kind)
    {
        var taken = (DeskAnswer.Taken)service.Services.GetRequiredService<RunDesk>().Ask(new WorkOrder(kind), "tests");
        while (true)
        {
            using (var database = service.Open())
            {
                if (new ServiceRequests(database).Newest().Single(r => r.Id == taken.RequestId) is { State: not RequestState.Working } ended)
                    return ended;
            }

            await Task.Delay(20);
        }
    }
}
