using Forecasting.Jobs.Service.Work;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Service;
using Forecasting.Storage.Sources;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>Rings when files have come: whoever sends them writes <c>.done</c> last, and each <c>.done</c> is one run.</summary>
/// <remarks>A folder on a network and a container of blobs tell nobody of their changes, so they are looked at. Which marker was rung for is a mark in the database, as of the timetable.</remarks>
internal sealed class ArrivalBell(ServiceOptions options, ServiceDatabase store, RunDesk desk, TimeProvider clock, ILogger<ArrivalBell> logger) : BackgroundService
{
    /// <summary>Name of the marker, beside the data.</summary>
    public const string Marker = ".done";

    private const string Job = "arrival";

    private readonly InputSource source = InputSource.Of(options.Data);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private static readonly Action<ILogger, DateTimeOffset, Exception?> Came = LoggerMessage.Define<DateTimeOffset>(
        LogLevel.Information, new EventId(11, "FilesCame"), "The files of {At:o} are complete: a run is made");

    private static readonly Action<ILogger, string, Exception?> Waits = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(12, "ArrivalWaits"), "The files that came wait: {Why}");

    /// <summary>Makes a run if files have come since the last look, or what was begun for them did not end.</summary>
    /// <param name="isStart">True at the first look of the service.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>True when a run was asked for.</returns>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="InputException">The data cannot be reached.</exception>
    public async Task<bool> Look(bool isStart, CancellationToken cancellation)
    {
        if (WrittenAt(cancellation) is not { } at || !Take(at, isStart))
            return false;
        Came(logger, at, null);
        if (await desk.DoWhenFree(new WorkOrder(RequestKind.Run), TimetableBell.Name, cancellation) != RequestState.Interrupted)
        {
            using var database = store.Open();
            new TimetableMarks(database).Finish(Job, at, store.UtcNow(database));
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var isStart = true;
        do
        {
            try
            {
                await Task.Run(() => Look(isStart, stoppingToken), stoppingToken);
                isStart = false;
            }
            catch (Exception fault) when (fault is DatabaseException or InputException or IOException or UnauthorizedAccessException)
            {
                Waits(logger, fault.Message, null);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // To the microsecond, as a database keeps it.
    private DateTimeOffset? WrittenAt(CancellationToken cancellation) => source.WrittenAt(Marker, Environment.GetEnvironmentVariable, cancellation) is { } at
        ? new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero)
        : null;

    private bool Take(DateTimeOffset at, bool isStart)
    {
        using var database = store.Open();
        var marks = new TimetableMarks(database);
        var mark = marks.All().SingleOrDefault(m => m.Job == Job);
        return mark?.DueAt == at
            ? isStart && mark.DoneAt is null
            : marks.TryMove(new TimetableMark(Job, at, 0, store.UtcNow(database), null), mark?.DueAt);
    }
}
