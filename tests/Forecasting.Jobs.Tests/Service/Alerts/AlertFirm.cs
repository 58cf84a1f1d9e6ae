using System.Diagnostics.Metrics;
using Forecasting.Jobs.Service;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>What looks and tells, without the service around it, on a database of its own or on that of another.</summary>
internal sealed class AlertFirm : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TemporaryFolder? folder;

    public AlertFirm(TestClock clock, IEnumerable<IAlertChannel> channels, IEnumerable<KeyValuePair<string, string>> settings, AlertFirm? beside = null)
    {
        folder = beside is null ? new TemporaryFolder() : null;
        Clock = clock;
        Options = beside?.Options ?? ServiceOptions.Of(folder!["data"], folder["out"], folder["forecasting.duckdb"], null, null, isDevelopment: false, [.. settings]);
        Directory.CreateDirectory(Options.Out);
        Store = new ServiceDatabase(Options, clock);
        var metrics = new ServiceMetrics(services.GetRequiredService<IMeterFactory>());
        var timetable = new TimetableRinging(Options, Store);
        var import = new LastImport(Options, clock);
        var others = new OtherNodes(Options, Store, clock);
        Desk = new RunDesk(Store, new WorkBench(Options, Store, import, clock), others, clock, metrics, NullLogger<RunDesk>.Instance);
        Watch = new DeadlineWatch(Options, timetable, Desk, others, new FeedViews(Options, import), metrics);
        Post = new AlertPost(Store, Options, channels, TimeProvider.System, NullLogger<AlertPost>.Instance);
        Board = new AlarmBoard(timetable, Watch, Post, Store);
        Round = new AlertRound(Options, Store, Watch, Board, Post);
    }

    public TestClock Clock { get; }

    public ServiceOptions Options { get; }

    public ServiceDatabase Store { get; }

    public RunDesk Desk { get; }

    public DeadlineWatch Watch { get; }

    public AlarmBoard Board { get; }

    public AlertPost Post { get; }

    public AlertRound Round { get; }

    /// <summary>A run that breaks off.</summary>
    public void Fail(string why)
    {
        using var database = Store.Open();
        var identity = Identity(why);
        var ledger = new RunLedger(database);
        ledger.Begin(identity, Clock.Now, "tests");
        ledger.Fail(identity, why, Clock.Now);
    }

    /// <summary>A run that is asked for and refused.</summary>
    public void Refuse(string id, string why)
    {
        using var database = Store.Open();
        var requests = new ServiceRequests(database);
        requests.Begin(new ServiceRequest(id, RequestKind.Run, null, "", "timetable", Clock.Now, RequestState.Working, "", "", "", null), "tests");
        requests.Finish(id, RequestState.Refused, "", why, Clock.Now);
    }

    /// <summary>A run that publishes nothing but itself.</summary>
    public string Publish(string input)
    {
        using var database = Store.Open();
        var identity = Identity(input);
        var ledger = new RunLedger(database);
        ledger.Begin(identity, Clock.Now.AddMinutes(-5), "tests");
        var planned = ledger.Plan(identity.RunId, identity.AsOf, LinesHash.Of([]), Clock.Now);
        ledger.BeginPublishing(identity.RunId);
        ledger.RecordPublication(identity.RunId, identity.AsOf, planned.Sequence!.Value, "folder-" + input, identity.AsOf, [], "done", Clock.Now);
        return identity.RunId;
    }

    /// <summary>Looks, and sends what is due.</summary>
    public async Task Look()
    {
        Round.Look();
        await Post.SendDue(CancellationToken.None);
    }

    public ForecastingDatabase Open() => Store.Open();

    public void Dispose()
    {
        Store.Dispose();
        services.Dispose();
        folder?.Dispose();
    }

    private RunIdentity Identity(string input) => new(DateOnly.FromDateTime(Clock.Now.Date), "all", "settings", [KeyValuePair.Create("sales.csv", input)], "1.0.0");
}

/// <summary>A way that keeps what it is given, or takes nothing.</summary>
internal sealed class TestChannel : IAlertChannel
{
    public List<AlertMessage> Messages { get; } = [];

    public AlertFault? Fault { get; set; }

    public string Name => "mail";

    public Task Send(AlertMessage message, CancellationToken cancellation)
    {
        if (Fault is not null)
            throw Fault;
        lock (Messages)
            Messages.Add(message);
        return Task.CompletedTask;
    }
}
