using Forecasting.Jobs.Service.Work;
using Forecasting.Storage;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>Looks, a few times in each check-in, for work whose node is gone, and goes on with it.</summary>
/// <remarks>Each node looks for itself: a ring that the dead node held in the store would come back only when Quartz has missed it too.</remarks>
internal sealed class LostWorkWatch(ServiceOptions options, ServiceDatabase store, RunDesk desk, TimeProvider clock) : BackgroundService
{
    private const int LooksPerCheckIn = 3;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Settings.Cluster.CheckIn / LooksPerCheckIn, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using (var database = store.Open())
                    store.Leases(database).EndSessionsOfGone();
                desk.TakeOverLost();
            }
            catch (DatabaseException)
            {
                // The next look will find it.
            }
        }
    }
}
