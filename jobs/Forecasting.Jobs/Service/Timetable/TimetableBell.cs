using Forecasting.Jobs.Service.Work;
using Forecasting.Storage;
using Forecasting.Storage.Service;
using Quartz;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>Rings: asks the desk for the work of a job when a moment of it is due, and looks after moments that were missed when the service starts.</summary>
internal sealed class TimetableBell(TimetableRinging timetable, RunDesk desk, ISchedulerFactory quartz, TimeProvider clock, ILogger<TimetableBell> logger) : BackgroundService
{
    /// <summary>In whose name the timetable asks.</summary>
    public const string Name = "timetable";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly Action<ILogger, string, DateTimeOffset, int, Exception?> Rung = LoggerMessage.Define<string, DateTimeOffset, int>(
        LogLevel.Information, new EventId(7, "Rung"), "The job {Job} is due since {DueAt:o}; {Missed} moments before it were missed and are passed over");

    private static readonly Action<ILogger, string, string, Exception?> Waits = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(8, "RingWaits"), "The job {Job} waits for the database: {Why}");

    /// <summary>Does the work of a job, if a moment of it is due.</summary>
    /// <param name="job">Which job.</param>
    /// <param name="isStart">True when the service starts.</param>
    /// <param name="rungFor">The moment that was rung for; null = none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task Ring(string job, bool isStart, DateTimeOffset? rungFor, CancellationToken cancellation)
    {
        DueMoment? due = null;
        while (true)
        {
            try
            {
                due ??= timetable.Due(job, isStart, rungFor);
                if (due is null)
                    return;
                Rung(logger, job, due.DueAt, due.Missed, null);
                var state = await desk.DoWhenFree(TimetableRinging.OrderOf(job), Name, cancellation);

                // What was broken off with the service is due again when it starts.
                if (state != RequestState.Interrupted)
                    timetable.Finish(job, due);
                return;
            }
            catch (DatabaseException fault)
            {
                Waits(logger, job, fault.Message, null);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RingJob.Schedule(await quartz.GetScheduler(stoppingToken), timetable, clock.GetUtcNow());
        await Task.Run(() => Task.WhenAll(timetable.Jobs.Select(job => Ring(job, isStart: true, null, stoppingToken))), stoppingToken);
    }
}
