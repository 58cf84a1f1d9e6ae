using System.Globalization;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Deliveries;

/// <summary>Publication and delivery stopped anywhere: the receiver sees every file once, whole and in order, and no number is missing without a word.</summary>
/// <remarks>FORECASTING_DELIVERIES says how many publications are stopped at random moments (default 100), FORECASTING_SEED from which seed. With
/// FORECASTING_FAULTS=1 every step is a real kill of a process.</remarks>
[TestFixture]
[Category("EndToEnd")]
[Platform(Exclude = "Win")]
public sealed class KilledDeliveryTests
{
    private static readonly int Publications = Setting("FORECASTING_DELIVERIES", 100);
    private static readonly int Seed = Setting("FORECASTING_SEED", 11);

    // A process costs half a second: so many of the random kills are real where long tests are not asked for.
    private static readonly int Processes = LongFaults.AreAsked ? int.MaxValue : 2;

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Run_StoppedBeforeEachStep_IsCompletedByTheNext()
    {
        var told = new List<string>();
        Directory.CreateDirectory(folder["out"]);
        using var receiver = Receive();
        using var database = Open();
        var settings = DeliveringFirm.OnePartner(folder["in"]);
        DeliveringFirm.Run(database, folder["out"], settings, 1, told.Add);
        Assert.That(told.Count(step => step.StartsWith("delivery: ", StringComparison.Ordinal)), Is.EqualTo(3 * 4), "three parts, four steps each");

        // The steps of a publication alone have a sweep of their own (FailPointSweepTests).
        int[] stops = [.. Enumerable.Range(1, told.Count).Where(s => LongFaults.AreAsked || s % 4 == 0 || !told[s - 1].StartsWith("publication: ", StringComparison.Ordinal))];
        var number = 1;
        foreach (var step in stops)
        {
            var count = 0;
            number++;
            Assert.That(
                () => DeliveringFirm.Run(database, folder["out"], settings, number, _ => count = ++count == step ? throw new KilledException() : count),
                Throws.TypeOf<KilledException>(), told[step - 1]);
            receiver.Look();
            Assert.That(DeliveringFirm.Run(database, folder["out"], settings, number).IsComplete, Is.True, told[step - 1]);
            receiver.Look();
        }

        receiver.AssertTookEachOnce(number);
        AssertNumbers(database, number);
    }

    [Test]
    public void Runs_StoppedAtRandom_AreSeenWholeByAReaderWhoNeverPauses()
    {
        Directory.CreateDirectory(folder["out"]);
        using var receiver = Receive();
        receiver.Start();
        var random = new Random(Seed);
        var (stops, kills) = (0, 0);
        var database = Open();
        var settings = DeliveringFirm.OnePartner(folder["in"]);
        for (var number = 1; number <= Publications; number++)
        {
            for (var isDone = false; !isDone;)
            {
                // Every third attempt is stopped somewhere, some of them more than once for the same publication.
                var step = random.Next(1, 100);
                if (kills < Processes && random.Next(Publications) < 4)
                {
                    database.Dispose();
                    isDone = !Kill(number, step);
                    kills += isDone ? 0 : 1;
                    database = Open();
                    continue;
                }

                try
                {
                    var count = 0;
                    Assert.That(DeliveringFirm.Run(database, folder["out"], settings, number, _ => count = ++count == step ? throw new KilledException() : count).IsComplete, Is.True);
                    isDone = true;
                }
                catch (KilledException)
                {
                    stops++;
                }
            }
        }

        using (database)
        {
            receiver.AssertTookEachOnce(Publications);
            AssertNumbers(database, Publications);
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"seed {Seed}: {Publications} publications, {stops} stopped, {kills} killed, the reader looked {receiver.Looks} times"));
        Assert.That(stops, Is.GreaterThan(0));
    }

    private static void AssertNumbers(ForecastingDatabase database, int publications)
    {
        var all = new DeliveryLedger(database).All();
        Assert.That(all.Select(f => f.Number), Is.EqualTo(Enumerable.Range(1, all.Count).Select(n => (long)n)), "no gap");
        Assert.That(all.Count(f => f.State == DeliveryState.Delivered), Is.EqualTo(publications));
        Assert.That(all.Where(f => f.State != DeliveryState.Delivered), Is.All.Matches<PartnerDelivery>(f => f is { State: DeliveryState.Void, Fault.Length: > 0 }));
    }

    // Small statements are done sooner by one thread.
    private ForecastingDatabase Open() => ForecastingDatabase.Open(folder["out", "forecasting.duckdb"], new DatabaseSettings { Threads = 1 }, TimeProvider.System);

    private bool Kill(int number, int step)
    {
        using var host = FaultHost.StartDelivery(step, folder["out"], folder["in"], number);
        host.StandardOutput.ReadToEnd();
        host.WaitForExit();
        Assert.That(host.ExitCode, Is.EqualTo(0).Or.EqualTo(128 + 9));
        return host.ExitCode != 0;
    }

    private Receiver Receive() => new(new PollingReader(Directory.CreateDirectory(folder["in", "acme"]).FullName));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The partner.</summary>
    private sealed class Receiver(PollingReader reader) : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task? reading;

        public int Looks => reader.Looks;

        /// <summary>From now on it looks without pause.</summary>
        public void Start() => reading = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    reader.Look();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void Look() => reader.Look();

        public void AssertTookEachOnce(int publications)
        {
            stop.Cancel();
            reading?.GetAwaiter().GetResult();
            reader.LookAgain();
            Assert.That(reader.Numbers, Is.Ordered.And.Unique.And.Count.EqualTo(publications));
        }

        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }

    private sealed class KilledException : Exception;
}
