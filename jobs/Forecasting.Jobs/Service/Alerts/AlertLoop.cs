using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Jobs.Service.Work;
using Forecasting.Storage;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Looks every minute, and when a piece of work has ended. To send takes as long as it takes and keeps nothing from being looked at.</summary>
internal sealed class AlertLoop(
    AlertRound round, AlertPost post, Heartbeat heartbeat, DeadlineWatch deadlines, RunDesk desk, TimeProvider clock, ILogger<AlertLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly Action<ILogger, string, Exception?> Waits =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(23, "LookWaits"), "Alarms are looked at later: {Why}");

    private static readonly Action<ILogger, Exception?> Defect =
        LoggerMessage.Define(LogLevel.Error, new EventId(24, "LookDefect"), "A look at the alarms failed in a way that was not foreseen");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (post.Channels.IsEmpty && !deadlines.IsNeeded && !heartbeat.IsNeeded)
            return;
        using var woken = new SemaphoreSlim(0);
        void Wake() => woken.Release();
        desk.WorkEnded += Wake;
        var (sending, beating) = (Task.CompletedTask, Task.CompletedTask);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Guarded(() =>
                {
                    var standing = round.Look();
                    if (beating.IsCompleted)
                        beating = Guarded(() => heartbeat.Beat(standing, stoppingToken));
                });
                if (sending.IsCompleted)
                    sending = Guarded(() => post.SendDue(stoppingToken));
                await WaitFor(woken, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
        finally
        {
            desk.WorkEnded -= Wake;
            await Task.WhenAll(sending, beating);
        }
    }

    private async Task WaitFor(SemaphoreSlim woken, CancellationToken stop)
    {
        using var minute = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(minute.Token, stop);
        try
        {
            await woken.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A minute has passed.
        }
    }

    private void Guarded(Action look)
    {
        try
        {
            look();
        }
        catch (Exception fault) when (fault is DatabaseException or IOException or UnauthorizedAccessException)
        {
            Waits(logger, fault.Message, null);
        }
        catch (Exception fault)
        {
            // Whatever it was, the next look must come.
            Defect(logger, fault);
        }
    }

    private async Task Guarded(Func<Task> send)
    {
        try
        {
            await Task.Run(send);
        }
        catch (Exception fault) when (fault is DatabaseException or OperationCanceledException)
        {
            Waits(logger, fault.Message, null);
        }
        catch (Exception fault)
        {
            Defect(logger, fault);
        }
    }
}
