using System.Collections.Immutable;
using Forecasting.Jobs.Service.Timetable;

namespace Forecasting.Jobs.Settings;

/// <summary>What happens at a deadline without a published run.</summary>
public enum DeadlineFallback
{
    /// <summary>It is an alarm, and nothing else.</summary>
    None,

    /// <summary>The folder of the reports and the page say that the last published plan stands.</summary>
    LastPlan,
}

/// <summary>By when what must be there. Times are those of the timetable, in its zone.</summary>
public sealed record DeadlineSettings
{
    /// <summary>By when a run must be published, as a cron expression of six fields; null = no deadline.</summary>
    public string? Run { get; init; }

    /// <summary>By when the files for partners must be at their targets; null = no deadline.</summary>
    public string? Deliver { get; init; }

    /// <summary>Minutes before a deadline, 1..10080, from which on it is told that it will be missed.</summary>
    /// <value>120: early enough to mend a feed, late enough that the night's run has not been forgotten but is not there.</value>
    public int WarnMinutes { get; init; } = 120;

    /// <summary>What happens at a deadline without a published run.</summary>
    public DeadlineFallback Fallback { get; init; }

    /// <summary>The deadlines that are set, by name.</summary>
    public IEnumerable<(string Name, string Cron)> All() =>
        from deadline in new (string Name, string? Cron)[] { ("run", Run), ("deliver", Deliver) }
        where deadline.Cron is not null
        select (deadline.Name, deadline.Cron!);

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, cron) in All())
        {
            if (FireTimes.Fault(cron) is { } fault)
                faults.Add($"deadlines.{name} is \"{cron}\": {fault}");
        }

        AlertSettings.Range("deadlines.warnMinutes", WarnMinutes, 1, 10080, faults);
        if (Fallback != DeadlineFallback.None && Run is null)
            faults.Add("deadlines.fallback is set and deadlines.run is not: there is no moment at which it would happen.");
        return faults.ToImmutable();
    }
}
