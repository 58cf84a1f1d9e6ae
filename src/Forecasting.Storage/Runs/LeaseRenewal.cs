namespace Forecasting.Storage.Runs;

/// <summary>Renews a lease beside the work, and stops the work when the lease is lost or the run is called off.</summary>
/// <remarks>
/// A database object is for one thread at a time, so the renewal has a connection of its own. With an embedded database nobody else can take
/// over while the file is held: there it is not needed, and not started. The store refuses the writes of a lost lease in any case; this only
/// saves the time until the next one.
/// </remarks>
public sealed class LeaseRenewal : IDisposable
{
    /// <summary>Renewals in the duration of a lease: two may fail before it is in danger.</summary>
    private const int RenewalsPerLease = 3;

    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource end = new();
    private readonly Task loop;

    private LeaseRenewal(Func<bool> renew, TimeSpan duration, TimeProvider clock, CancellationToken cancellation)
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timer = new PeriodicTimer(duration / RenewalsPerLease, clock);
        loop = Renew(renew, duration, timer, clock);
    }

    /// <summary>Cancelled when the lease is lost, or with the token given at the start: hand it to the work.</summary>
    public CancellationToken Stop => lost.Token;

    /// <summary>Begins to renew.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="connection">A connection that nothing else uses; it stays the caller's to dispose.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="cancellation">Stops the work for another reason.</param>
    public static LeaseRenewal Start(RunLease lease, ForecastingDatabase connection, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Start(() => lease.RenewOn(connection), lease.Duration, clock, cancellation);
    }

    /// <summary>The same, whatever renewing means.</summary>
    internal static LeaseRenewal Start(Func<bool> renew, TimeSpan duration, TimeProvider clock, CancellationToken cancellation) =>
        new(renew, duration, clock, cancellation);

    /// <summary>Ends the renewal, after the one that is on its way; the lease stays as it is.</summary>
    /// <remarks>Between two renewals it ends on this thread: no thread of the pool has to be waited for, where all of them may be computing.</remarks>
    public void Dispose()
    {
        end.Cancel();
        loop.GetAwaiter().GetResult();
        end.Dispose();
        lost.Dispose();
    }

    private async Task Renew(Func<bool> renew, TimeSpan duration, PeriodicTimer timer, TimeProvider clock)
    {
        using (timer)
        {
            var renewed = clock.GetTimestamp();
            while (await Ticks(timer))
            {
                if (TryRenew(renew) is { } isMine)
                {
                    renewed = clock.GetTimestamp();
                    if (!isMine)
                        await lost.CancelAsync();
                }
                else if (clock.GetElapsedTime(renewed) >= duration)
                {
                    // The store cannot be asked, and by now somebody else may have it.
                    await lost.CancelAsync();
                }

                if (lost.IsCancellationRequested)
                    return;
            }
        }
    }

    private async Task<bool> Ticks(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Null: the store did not answer, and nothing is known.
    private static bool? TryRenew(Func<bool> renew)
    {
        try
        {
            return renew();
        }
        catch (DatabaseException)
        {
            return null;
        }
    }
}
