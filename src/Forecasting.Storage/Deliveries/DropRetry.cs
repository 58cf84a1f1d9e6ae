using Polly;
using Polly.Retry;

namespace Forecasting.Storage.Deliveries;

/// <summary>When a target is asked again at once: after a fault that passes, twice, in growing pauses that vary. What takes longer is pending.</summary>
public sealed class DropRetry
{
    private const int Repetitions = 2;

    private readonly ResiliencePipeline pipeline;

    /// <summary>How long to wait.</summary>
    /// <param name="settings">The first pause.</param>
    /// <param name="clock">Whose time passes.</param>
    public DropRetry(DeliverySettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<DropException>(e => e.Fault == DropFault.Transient),
                MaxRetryAttempts = Repetitions,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(settings.RetrySeconds),
            })
            .Build();
    }

    /// <summary>Runs a step that may be run again from its beginning.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public T Run<T>(Func<T> step, CancellationToken cancellationToken) => pipeline.Execute(_ => step(), cancellationToken);
}
