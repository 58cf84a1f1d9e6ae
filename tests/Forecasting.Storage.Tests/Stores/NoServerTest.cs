using Forecasting.Storage.Tests.Sources;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>An address at which nobody answers is a mistake more often than an outage: whoever opens it is told at once.</summary>
public sealed class NoServerTest
{
    [TestCase("postgresql")]
    [TestCase("sqlserver")]
    public void Open_NobodyThere_SaysSoWithoutWaiting(string kind)
    {
        var port = Server.FreePort();
        var clock = new CountingClock();
        Assert.That(
            () => ForecastingDatabase.Open($"{kind}://planner@127.0.0.1:{port}/forecasting", new DatabaseSettings { RetrySeconds = 0.001 }, clock),
            Throws.TypeOf<DatabaseException>().With.Message.StartsWith($"The database {kind}://127.0.0.1").And.Message.Contains(" cannot be reached: "));
        Assert.That(clock.Timers, Is.Zero, "nobody waited");
    }

    /// <summary>Every pause begins with a timer.</summary>
    private sealed class CountingClock : TimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
