using Polly;
using Polly.Retry;

namespace Forecasting.Storage.Stores;

/// <summary>When a step on a database is tried again.</summary>
/// <remarks>
/// A conflict is over as soon as the rival is done: soon, and often. A server that is gone is waited for in growing pauses, from two to four
/// minutes in all, which is longer than a restart or a fail-over takes; the pauses vary, so that many workers do not come back at once. Nothing
/// else is tried again: the answer would be the same.
/// </remarks>
internal sealed class StoreRetry
{
    private const int ConflictTries = 12;

    // With the pauses of Polly's decorrelated jitter n tries wait for 2ⁿ⁻¹ to 2ⁿ times the first pause, divided by 1.4: five would be over after
    // 69 seconds in the worst case.
    private const int LossTries = 6;

    private readonly ResiliencePipeline whileConflict;
    private readonly ResiliencePipeline whileLost;

    /// <summary>How long to wait.</summary>
    /// <param name="settings">The pause before a lost server is asked again for the first time; it doubles each time.</param>
    /// <param name="clock">Whose time passes.</param>
    public StoreRetry(DatabaseSettings settings, TimeProvider clock)
    {
        whileConflict = Build(StoreFault.Conflict, ConflictTries, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2), clock);
        whileLost = Build(StoreFault.Lost, LossTries, TimeSpan.FromSeconds(settings.RetrySeconds), TimeSpan.FromMinutes(2), clock);
    }

    /// <summary>Runs a step that may be run again from its beginning.</summary>
    public T Run<T>(Func<T> step) => whileLost.Execute(() => whileConflict.Execute(step));

    private static ResiliencePipeline Build(StoreFault fault, int tries, TimeSpan first, TimeSpan longest, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<DatabaseException>(e => e.Fault == fault),
                MaxRetryAttempts = tries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = first,
                MaxDelay = longest,
            })
            .Build();
}
