using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service.Timetable;

namespace Forecasting.Jobs.Settings;

/// <summary>What becomes of moments at which nobody was there to ring.</summary>
public enum MisfirePolicy
{
    /// <summary>One catch-up, for the newest of them.</summary>
    Once,

    /// <summary>Nothing: the next moment is the next.</summary>
    Skip,
}

/// <summary>What becomes of a moment on a day on which nobody works.</summary>
public enum ClosedDayPolicy
{
    /// <summary>It is rung on the first open day after it, at the same time of day; not at all when the job has a moment of its own on that day.</summary>
    NextOpenDay,

    /// <summary>Nothing: the next moment is the next.</summary>
    Skip,
}

/// <summary>When the service does what by itself. A job without a time is not rung for.</summary>
public sealed record TimetableSettings
{
    /// <summary>IANA time zone of the times; null = <c>calendar.timeZone</c>, else UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the files are read, as a cron expression of six fields; null = never alone.</summary>
    public string? Import { get; init; }

    /// <summary>When what came is compared with the newest plan; null = never by itself. After each daily feed is the time.</summary>
    public string? Sense { get; init; }

    /// <summary>When a run is made; null = never by itself.</summary>
    public string? Run { get; init; }

    /// <summary>When what was approved since goes out, and files of partners that are pending; null = as soon as it is approved here, and else with the next run.</summary>
    public string? Deliver { get; init; }

    /// <summary>When partners' inboxes are looked into, and answers that are due are missed; null = by each run alone.</summary>
    public string? Acknowledge { get; init; }

    /// <summary>When old details are taken out (<c>retention.days</c>) and old previews removed; null = never.</summary>
    public string? Housekeeping { get; init; }

    /// <summary>True when a run is made each time that a file <c>.done</c> is written to the data folder.</summary>
    public bool Arrival { get; init; }

    /// <summary>What becomes of moments at which the service did not run.</summary>
    public MisfirePolicy Misfire { get; init; } = MisfirePolicy.Once;

    /// <summary>Days on which nobody works, as ISO dates in the zone of the times.</summary>
    public ImmutableArray<string> ClosedDays { get; init; } = [];

    /// <summary>Calendar file (<c>.ics</c>) of more such days; null = none. Beside the settings file that names it.</summary>
    public string? Holidays { get; init; }

    /// <summary>What becomes of a moment on a closed day.</summary>
    /// <value>The next open day: a week without a plan is worse than one that has it a day later.</value>
    public ClosedDayPolicy OnClosedDay { get; init; }

    /// <summary>Minutes after its moment, ≥ 1, from which on a job that has not ended is late.</summary>
    /// <value>60: a run of 20,000 SKU-locations takes minutes.</value>
    public int LateAfterMinutes { get; init; } = 60;

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var (job, cron) in Jobs())
        {
            if (FireTimes.Fault(cron) is { } fault)
                faults.Add($"timetable.{job} is \"{cron}\": {fault}");
        }

        if (TimeZone is not null && FireTimes.Zone(TimeZone) is null)
            faults.Add($"timetable.timeZone is \"{TimeZone}\", which is no IANA time zone (expected e.g. Europe/Rome).");
        foreach (var text in ClosedDays.Where(day => Date(day) is null))
            faults.Add($"timetable.closedDays has \"{text}\", which is no date (expected e.g. 2026-12-25).");
        if (LateAfterMinutes < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"timetable.lateAfterMinutes is {LateAfterMinutes}; it must be 1 or more."));
        return faults.ToImmutable();
    }

    /// <summary>The jobs that have a time, by name.</summary>
    public IEnumerable<(string Job, string Cron)> Jobs() =>
        from job in new (string Name, string? Cron)[] { ("import", Import), ("sense", Sense), ("run", Run), ("deliver", Deliver), ("acknowledge", Acknowledge), ("housekeeping", Housekeeping) }
        where job.Cron is not null
        select (job.Name, job.Cron!);

    /// <summary>The days of <see cref="ClosedDays"/>.</summary>
    internal IEnumerable<DateOnly> ClosedDates() => ClosedDays.Select(day => Date(day)!.Value);

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
