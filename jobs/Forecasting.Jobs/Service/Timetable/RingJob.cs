using Quartz;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>What Quartz calls at each moment: it puts the next one on the clock, and rings. The name of the job is all that it holds, so that any store
/// can keep it.</summary>
[DisallowConcurrentExecution]
internal sealed class RingJob(TimetableBell bell, TimetableRinging timetable, TimeProvider clock) : IJob
{
    private const string JobName = "job";

    /// <summary>Puts the first moment of every job on the clock.</summary>
    /// <param name="quartz">The clock.</param>
    /// <param name="timetable">The moments.</param>
    /// <param name="now">Now.</param>
    public static async Task Schedule(IScheduler quartz, TimetableRinging timetable, DateTimeOffset now)
    {
        foreach (var job in timetable.Jobs)
        {
            if (timetable.Next(job, now) is { } first)
                await quartz.ScheduleJob(JobBuilder.Create<RingJob>().WithIdentity(job).UsingJobData(JobName, job).StoreDurably().Build(), At(job, first));
        }
    }

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var job = (string)context.MergedJobDataMap[JobName]!;
        var (now, moment) = (clock.GetUtcNow(), context.ScheduledFireTimeUtc);
        if (timetable.Next(job, moment > now ? moment.Value : now) is { } next)
            await context.Scheduler.ScheduleJob(At(job, next), cancellationToken: cancellationToken);
        await bell.Ring(job, isStart: false, moment, cancellationToken);
    }

    // What was missed is for the database to say: Quartz rings late, and moves nothing. (Asked to move a moment after a clock that jumped, 4.7.3 does not come back.)
    private static ITrigger At(string job, DateTimeOffset moment) => TriggerBuilder.Create()
        .WithIdentity($"{job} {moment:O}").ForJob(job).StartAt(moment)
        .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
}
